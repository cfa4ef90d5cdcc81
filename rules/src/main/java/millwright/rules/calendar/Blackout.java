package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hours in which no maintenance is permitted (L-013 §4.3), whatever window they cut.
 *
 * @param grounds names of the grounds on which an exemption from it may be granted
 */
public record Blackout(
        String name, Recurrence times, Scope scope, String reason, Set<String> grounds) {
    public Blackout {
        requireNonNull(name, "name");
        requireNonNull(times, "times");
        requireNonNull(scope, "scope");
        requireNonNull(reason, "reason");
        grounds = Collections.unmodifiableSortedSet(new TreeSet<>(grounds));
    }
}
