package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which nothing changes (L-013 §5): from their first midnight to the one after the last.
 *
 * @param daysBefore frozen as well, before the days themselves
 * @param daysAfter and after them
 * @param grounds names of the grounds on which an exemption from it may be granted
 * @param byEmergencyCab whether the emergency CAB may permit a change without such a ground
 * @param finishBefore how long before it all changes must be done (L-013 §5.1: 48 hours); zero
 *     where nothing is said
 */
public record ChangeFreeze(
        String name,
        DateRule dates,
        int daysBefore,
        int daysAfter,
        Scope scope,
        String reason,
        Set<String> grounds,
        boolean byEmergencyCab,
        Duration finishBefore) {
    public ChangeFreeze {
        requireNonNull(name, "name");
        requireNonNull(dates, "dates");
        requireNonNull(scope, "scope");
        requireNonNull(reason, "reason");
        grounds = Collections.unmodifiableSortedSet(new TreeSet<>(grounds));
        if (daysBefore < 0 || daysBefore > 30 || daysAfter < 0 || daysAfter > 30) {
            throw new IllegalArgumentException(
                    "%d days before and %d after. Write 0 to 30 for each."
                            .formatted(daysBefore, daysAfter));
        }
        if (finishBefore.isNegative()) {
            throw new IllegalArgumentException("finish_before is negative. Write 0s or more.");
        }
    }
}
