package millwright.collector.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round times of the site's day on a time axis, seven at most. */
public final class TimeTicks {
    private static final int MOST = 7;
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(3),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofDays(365));
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAYS =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private TimeTicks() {}

    /** A line across the axis with its label. */
    public record TimeTick(Instant at, String text) {}

    /** All within the half-open interval, in order. */
    public static List<TimeTick> between(Instant from, Instant to, ZoneId zone) {
        Duration step = step(Duration.between(from, to));
        List<TimeTick> ticks = new ArrayList<>();
        ZonedDateTime at = from.atZone(zone).toLocalDate().atStartOfDay(zone);
        while (at.toInstant().isBefore(to)) {
            if (!at.toInstant().isBefore(from)) {
                boolean midnight = at.toLocalTime().toSecondOfDay() == 0;
                ticks.add(new TimeTick(at.toInstant(), (midnight ? DAYS : HOURS).format(at)));
            }
            at = at.plus(step);
        }
        return ticks;
    }

    private static Duration step(Duration span) {
        return STEPS.stream()
                .filter(step -> span.dividedBy(step) <= MOST)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
    }
}
