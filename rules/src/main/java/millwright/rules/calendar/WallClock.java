package millwright.rules.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/**
 * From the time on a clock on the wall to the instant, and back for messages.
 *
 * <p>A local time is the first instant at which the clock shows it or a later one. So a time that
 * the clock leaves out when it goes forward is the end of the gap, and of a time that it shows
 * twice when it goes back the first counts. Later local times are never earlier instants; two of
 * them may be one instant, and what lies between them then does not take place.
 */
final class WallClock {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);

    private WallClock() {}

    static Instant instant(LocalDateTime shown, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change == null) {
            return shown.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : shown.toInstant(change.getOffsetBefore());
    }

    static Instant startOf(LocalDate day, ZoneId zone) {
        return instant(day.atStartOfDay(), zone);
    }

    /** Empty where the clock leaves all of it out. */
    static Optional<Span> span(LocalDateTime start, LocalDateTime end, ZoneId zone) {
        return Spans.between(instant(start, zone), instant(end, zone));
    }

    static Optional<Span> span(DateRange days, ZoneId zone) {
        return Spans.between(startOf(days.start(), zone), startOf(days.end(), zone));
    }

    static LocalDate dayOf(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone);
    }

    static String words(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    static String words(LocalDate day) {
        return DAY.format(day);
    }

    static String words(Span span, ZoneId zone) {
        Instant end = span.end();
        boolean sameDay = dayOf(span.start(), zone).equals(dayOf(end, zone));
        return words(span.start(), zone)
                + " to "
                + (sameDay ? TIME.format(end.atZone(zone)) : words(end, zone));
    }
}
