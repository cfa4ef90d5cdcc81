package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import millwright.rules.forecast.PredictedCrossing.Grower;
import millwright.rules.indicator.IndicatorKey;

/** Why a ticket is as it is because of a forecast, in one sentence with the figures. */
final class ForecastReasons {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int NAMED_MAX = 3;

    private ForecastReasons() {}

    /**
     * Such as {@code Disk free 31.2 %, forecast to pass 0 % (hard limit): 2026-03-04 02:00 at the
     * earliest, 2026-03-04 07:00 most likely, …}.
     *
     * @param zone the site's
     */
    static String of(IndicatorKey key, TicketForecast forecast, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "%s %s, forecast to pass %s (%s): %s at the earliest, %s most likely, %s (%s)"
                        .formatted(
                                Reasons.name(key),
                                value(forecast.value(), forecast.unit()),
                                value(forecast.limit(), forecast.unit()),
                                forecast.limitName(),
                                time(forecast.early(), zone),
                                time(forecast.median(), zone),
                                forecast.late()
                                        .map(late -> time(late, zone) + " at the latest")
                                        .orElse("no latest time within " + horizon(forecast)),
                                OFFSET.format(forecast.early().atZone(zone))));
        parts.add("probability %s %%".formatted(number(forecast.probability() * 100, 0)));
        parts.add(
                "%s since %s (%s)"
                        .formatted(
                                rate(forecast.ratePerDay(), forecast.unit()),
                                time(forecast.trendSince(), zone),
                                forecast.model()));
        if (!forecast.growers().isEmpty()) {
            parts.add("growing most: " + growers(forecast.growers()));
        }
        parts.add(forecast.why());
        return String.join("; ", parts);
    }

    /** Such as {@code process java +120 MiB a day; database orders +3 GiB a day}. */
    static String growers(List<Grower> growers) {
        return growers.stream()
                .limit(NAMED_MAX)
                .map(one -> "%s %s".formatted(one.name(), rate(one.perDay(), one.unit())))
                .collect(Collectors.joining(", "));
    }

    private static String rate(double perDay, String unit) {
        return (perDay > 0 ? "+" : "") + value(perDay, unit) + " a day";
    }

    private static String value(double value, String unit) {
        return switch (unit) {
            case "percent" -> number(value, 2) + " %";
            case "seconds" -> number(value, 3) + " s";
            case "bytes" -> bytes(value);
            case "count", "" -> number(value, 2);
            default -> number(value, 2) + " " + unit.replace('_', ' ');
        };
    }

    private static String bytes(double bytes) {
        double rest = bytes;
        int power = 0;
        while (Math.abs(rest) >= 1024 && power < BYTES.length - 1) {
            rest /= 1024;
            power++;
        }
        return number(rest, 1) + " " + BYTES[power];
    }

    private static String number(double value, int digits) {
        return Reasons.number(value, digits);
    }

    private static String horizon(TicketForecast forecast) {
        Duration horizon = Duration.ofSeconds(forecast.horizonSeconds());
        return horizon.toHours() < 48 ? Reasons.length(horizon) : horizon.toDays() + " days";
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
