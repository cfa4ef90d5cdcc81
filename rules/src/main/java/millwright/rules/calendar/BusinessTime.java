package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The hours in which the site works (L-013 §4.1: Sunday–Thursday, 08:00–18:00), and how much of
 * them passes between two instants.
 *
 * <p>An instant is working time when a clock on the site's wall shows working time at it; that
 * settles the nights when the clocks change. Where they go forward, working time that the clock
 * leaves out does not exist; where they go back, working time that it shows twice counts twice.
 * Hours that begin or end within the repeated hour do so both times.
 *
 * <p>Half-open: {@code from} is working time, {@code to} is not. Costs grow with the number of days
 * asked for. Holidays are working days.
 *
 * @param days the weekdays on which working time begins; at least one
 * @param from when it begins, in local time
 * @param to when it ends, in local time: on the next day if it is not after {@code from}, so that
 *     22:00–06:00 is a night shift; both midnight is the whole day
 */
public record BusinessTime(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public BusinessTime {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(zone, "zone");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Business hours need at least one day of the week.");
        }
        if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException(
                    "Business hours from %s to %s have no length. Write 00:00 to 24:00 for whole days."
                            .formatted(from, to));
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    private record Stretch(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    public boolean isWorking(Instant at) {
        LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
        return isWorkingOn(shown.toLocalDate(), shown)
                || isWorkingOn(shown.toLocalDate().minusDays(1), shown);
    }

    private boolean isWorkingOn(LocalDate day, LocalDateTime shown) {
        return days.contains(day.getDayOfWeek())
                && !shown.isBefore(day.atTime(from))
                && shown.isBefore(endOf(day));
    }

    /**
     * The earliest instant by which that much working time has passed: 30 minutes after 17:30 it is
     * 18:00, not the next morning.
     *
     * @param working not negative; zero gives {@code start} itself, also outside the hours
     */
    public Instant plus(Instant start, Duration working) {
        if (working.isNegative()) {
            throw new IllegalArgumentException(
                    "working time %s must not be negative".formatted(working));
        }
        Instant at = start;
        Duration left = working;
        while (left.compareTo(Duration.ZERO) > 0) {
            Stretch next = next(at);
            if (left.compareTo(next.length()) <= 0) {
                return next.from().plus(left);
            }
            left = left.minus(next.length());
            at = next.to();
        }
        return at;
    }

    /**
     * The working time in {@code [start, end)}.
     *
     * @param end not before {@code start}
     */
    public Duration between(Instant start, Instant end) {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("%s is before %s".formatted(end, start));
        }
        Duration sum = Duration.ZERO;
        Instant at = start;
        while (at.isBefore(end)) {
            Stretch next = next(at);
            Instant until = earlier(next.to(), end);
            if (next.from().isBefore(until)) {
                sum = sum.plus(Duration.between(next.from(), until));
            }
            at = next.to();
        }
        return sum;
    }

    /**
     * The first working time from {@code at} on. While the zone's offset stays the same, local time
     * runs as evenly as instants do; so a stretch is cut where the offset changes.
     */
    private Stretch next(Instant at) {
        Instant cursor = at;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(cursor);
            ZoneOffsetTransition change = zone.getRules().nextTransition(cursor);
            Stretch next = next(cursor, offset);
            if (change == null || !next.to().isAfter(change.getInstant())) {
                return next;
            }
            if (next.from().isBefore(change.getInstant())) {
                return new Stretch(next.from(), change.getInstant());
            }
            cursor = change.getInstant();
        }
    }

    /** As if the offset never changed. */
    private Stretch next(Instant at, ZoneOffset offset) {
        LocalDateTime shown = LocalDateTime.ofInstant(at, offset);
        LocalDate day = shown.toLocalDate().minusDays(1);
        while (!days.contains(day.getDayOfWeek()) || !shown.isBefore(endOf(day))) {
            day = day.plusDays(1);
        }
        Instant begin = day.atTime(from).toInstant(offset);
        return new Stretch(begin.isBefore(at) ? at : begin, endOf(day).toInstant(offset));
    }

    private LocalDateTime endOf(LocalDate day) {
        return (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
