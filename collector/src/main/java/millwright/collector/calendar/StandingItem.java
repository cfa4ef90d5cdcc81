package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarRecord.Move;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.TaskOccurrence;

/**
 * One time of a standing task, and what has become of it.
 *
 * @param overdueAt from when it is overdue if nobody has said that it was done
 */
public record StandingItem(
        TaskOccurrence occurrence,
        State state,
        Instant overdueAt,
        Optional<Kept<Completion>> done,
        Optional<Kept<Move>> move) {
    /** What has become of it. */
    public enum State {
        UPCOMING,
        /** Its hours, or its period, have begun. */
        DUE,
        OVERDUE,
        DONE,
        DONE_LATE,
        /** An automated one of which nobody has ever reported a run. */
        UNWATCHED;

        /** As people write it: {@code done-late}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean isDone() {
            return this == DONE || this == DONE_LATE;
        }
    }

    public StandingItem {
        requireNonNull(occurrence, "occurrence");
        requireNonNull(state, "state");
        requireNonNull(overdueAt, "overdueAt");
        requireNonNull(done, "done");
        requireNonNull(move, "move");
    }

    /** Its hours: where it has moved, those. */
    public Span span() {
        return move.map(each -> each.what().span()).orElse(occurrence.span());
    }

    /** Work may well be done on the day before its hour, not earlier. */
    Instant opensAt() {
        Instant start = span().start();
        Instant planned = occurrence.span().start();
        return (start.isBefore(planned) ? start : planned).minus(Duration.ofDays(1));
    }
}
