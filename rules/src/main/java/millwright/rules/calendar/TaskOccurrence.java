package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One time of a standing task.
 *
 * @param key for good: the task's name and the day on which it comes by plan
 * @param span its hours; the period in which it is due where no hour is fixed
 * @param fixed whether an hour is fixed
 * @param conflicts what of the calendar speaks against these hours; of a period, why no hour in it
 *     will do
 */
public record TaskOccurrence(
        String key, StandingTask task, Span span, boolean fixed, List<Obstacle> conflicts) {
    public TaskOccurrence {
        requireNonNull(key, "key");
        requireNonNull(task, "task");
        requireNonNull(span, "span");
        conflicts = List.copyOf(conflicts);
    }
}
