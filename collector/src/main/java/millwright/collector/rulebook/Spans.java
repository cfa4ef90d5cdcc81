package millwright.collector.rulebook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as case files write them: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
final class Spans {
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Spans() {}

    /**
     * @throws IllegalArgumentException if it is none
     */
    static Duration parse(String text) {
        Matcher parts = SPAN.matcher(text.strip());
        if (text.strip().equals("0")) {
            return Duration.ZERO;
        }
        if (text.isBlank() || !parts.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no time. Write 90s, 15m, 1h30m or 2d.".formatted(text));
        }
        return Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static String text(Duration span) {
        StringBuilder text = new StringBuilder();
        add(text, span.toDays(), "d");
        add(text, span.toHoursPart(), "h");
        add(text, span.toMinutesPart(), "m");
        add(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void add(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }
}
