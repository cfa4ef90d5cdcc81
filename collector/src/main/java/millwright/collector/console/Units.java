package millwright.collector.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Values with their unit, in as many digits as help. */
final class Units {
    /** Keeps a number and its unit on one line. */
    static final String SPACE = "\u00a0";

    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Units() {}

    /**
     * A measured value: {@code 82.4 %}, {@code 3.2 s}, {@code 850 ms}, {@code 1.5 GiB}.
     *
     * @param unit such as {@code percent}, {@code seconds}, {@code days}, {@code bytes}, {@code
     *     count}, or {@code up} for what is there (1) or not (0); one that is not known stands
     *     after the number as it is
     */
    static String value(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return switch (unit) {
            case "percent" -> fixed(value, isSmall(value) ? 2 : 1) + SPACE + "%";
            case "seconds" -> seconds(value);
            case "bytes" -> bytes(value);
            case "bytes_per_second" -> bytes(value) + "/s";
            case "days" -> fixed(value, Math.abs(value) < 10 ? 1 : 0) + SPACE + "days";
            case "hours" -> seconds(value * 3600);
            case "up" -> value >= 1 ? "yes" : "no";
            case "count", "" -> number(value);
            default -> number(value) + SPACE + unit.replace('_', ' ');
        };
    }

    /** A limit, as a person wrote it: {@code 80 %}, {@code 0.5 %}. */
    static String limit(double limit, String unit) {
        return switch (unit) {
            case "percent" -> plain(limit) + SPACE + "%";
            case "days" -> plain(limit) + SPACE + "days";
            case "up" -> plain(limit) + " (1 is yes, 0 is no)";
            case "seconds" -> limit < 120 ? plain(limit) + SPACE + "s" : seconds(limit);
            default -> value(limit, unit);
        };
    }

    /** A ratio 0 to 1 as whole percent, rounded down: 99.9 % observed is not 100 %. */
    static String share(double ratio) {
        return Double.isFinite(ratio) ? (int) Math.floor(ratio * 100 + 1e-9) + SPACE + "%" : "–";
    }

    static String bytes(double bytes) {
        double rest = bytes;
        int power = 0;
        while (Math.abs(rest) >= 1024 && power < BYTES.length - 1) {
            rest /= 1024;
            power++;
        }
        return fixed(rest, power == 0 || rest >= 100 ? 0 : 1) + SPACE + BYTES[power];
    }

    private static String seconds(double value) {
        if (Math.abs(value) < 1) {
            return fixed(value * 1000, 0) + SPACE + "ms";
        }
        if (Math.abs(value) < 120) {
            return fixed(value, 1) + SPACE + "s";
        }
        return Spans.rough(Duration.ofSeconds(Math.round(value)));
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value);
        return whole || Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : fixed(value, 2);
    }

    private static String plain(double value) {
        BigDecimal digits =
                BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return digits.toPlainString();
    }

    private static boolean isSmall(double value) {
        return value != 0 && Math.abs(value) < 1;
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
