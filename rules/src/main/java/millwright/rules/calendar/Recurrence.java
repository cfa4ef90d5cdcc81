package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * Times that come again and again: a rule of RFC 5545 over what a clock on the wall shows, in
 * whatever zone it hangs. Also the length is that of the wall clock: 00:00 for four hours ends when
 * the clock shows 04:00, which in the nights when clocks change is three or five hours later. See
 * {@link WallClock} for times that do not exist, or twice.
 *
 * <p>A recurrence that overlaps itself is refused; the first {@value #LOOKED_AT} times are looked
 * at.
 *
 * @param rule such as {@code FREQ=MONTHLY;BYDAY=4SU}
 * @param since the first day on which it can begin; an {@code INTERVAL} counts from it
 * @param from when it begins, unless the rule has hours of its own
 * @param lasts more than zero
 */
public record Recurrence(String rule, LocalDate since, LocalTime from, Duration lasts) {
    private static final int LOOKED_AT = 1000;

    public Recurrence {
        requireNonNull(since, "since");
        requireNonNull(from, "from");
        if (lasts.isNegative() || lasts.isZero()) {
            throw new IllegalArgumentException("it lasts no time. Write one such as 2h.");
        }
        checkOverlap(rule, since.atTime(from), lasts);
    }

    /** Each with its start and end on the wall; those that overlap {@code [from, to)}. */
    List<Span> spans(Span asked, ZoneId zone) {
        List<Span> spans = new ArrayList<>();
        LocalDateTime earliest = LocalDateTime.ofInstant(asked.start(), zone).minus(lasts);
        // A day more at either side: an offset never changes by as much.
        RecurrenceRuleIterator times = iterator(earliest.minusDays(1));
        LocalDateTime latest = LocalDateTime.ofInstant(asked.end(), zone).plusDays(1);
        Optional<LocalDateTime> start = next(times);
        while (start.isPresent() && start.get().isBefore(latest)) {
            WallClock.span(start.get(), start.get().plus(lasts), zone)
                    .filter(asked::overlaps)
                    .ifPresent(spans::add);
            start = next(times);
        }
        return spans;
    }

    /** The days on which it begins. */
    List<LocalDate> days(DateRange asked) {
        List<LocalDate> days = new ArrayList<>();
        RecurrenceRuleIterator times = iterator(asked.start().atStartOfDay());
        Optional<LocalDateTime> start = next(times);
        while (start.isPresent() && start.get().toLocalDate().isBefore(asked.end())) {
            days.add(start.get().toLocalDate());
            start = next(times);
        }
        return days.stream().distinct().toList();
    }

    private RecurrenceRuleIterator iterator(LocalDateTime first) {
        RecurrenceRuleIterator times = iterator(rule, since.atTime(from));
        if (first.isAfter(since.atTime(from))) {
            times.fastForward(floating(first));
        }
        return times;
    }

    private static RecurrenceRuleIterator iterator(String rule, LocalDateTime first) {
        try {
            return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT).iterator(floating(first));
        } catch (InvalidRecurrenceRuleException invalid) {
            throw new IllegalArgumentException(
                    "\"%s\" is no recurrence rule (%s). Write one such as FREQ=WEEKLY;BYDAY=SU."
                            .formatted(rule, invalid.getMessage()),
                    invalid);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    rule.contains("UNTIL")
                            ? "\"%s\" ends at an instant. Write UNTIL as local time, without the Z."
                                    .formatted(rule)
                            : neverComes(rule),
                    refused);
        }
    }

    private static Optional<LocalDateTime> next(RecurrenceRuleIterator times) {
        if (!times.hasNext()) {
            return Optional.empty();
        }
        DateTime time = times.nextDateTime();
        return Optional.of(
                LocalDateTime.of(
                        time.getYear(),
                        time.getMonth() + 1,
                        time.getDayOfMonth(),
                        time.getHours(),
                        time.getMinutes(),
                        time.getSeconds()));
    }

    private static DateTime floating(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private static void checkOverlap(String rule, LocalDateTime first, Duration lasts) {
        RecurrenceRuleIterator times = iterator(rule, first);
        Optional<LocalDateTime> before = firstOf(rule, times);
        for (int i = 1; i < LOOKED_AT; i++) {
            Optional<LocalDateTime> after = next(times);
            if (after.isEmpty()) {
                return;
            }
            LocalDateTime end = before.orElseThrow().plus(lasts);
            if (after.get().isBefore(end)) {
                throw new IllegalArgumentException(
                        "%s overlaps itself: what begins at %s ends at %s, but the next begins at %s. Let it last less, or come less often."
                                .formatted(rule, before.get(), end, after.get()));
            }
            before = after;
        }
    }

    private static Optional<LocalDateTime> firstOf(String rule, RecurrenceRuleIterator times) {
        try {
            Optional<LocalDateTime> first = next(times);
            if (first.isPresent()) {
                return first;
            }
            throw new IllegalArgumentException(neverComes(rule));
        } catch (IllegalArgumentException filteredOut) {
            throw new IllegalArgumentException(neverComes(rule), filteredOut);
        }
    }

    private static String neverComes(String rule) {
        return "%s never comes. Look at its months and days.".formatted(rule);
    }
}
