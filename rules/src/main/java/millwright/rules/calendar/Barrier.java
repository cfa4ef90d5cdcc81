package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A time that an emergency window may not take by itself: a blackout or a freeze, as far as no
 * exemption in the calendar lifts it.
 *
 * @param grounds on which an exemption from it may be granted (L-013 §4.3)
 * @param byEmergencyCab whether the emergency CAB must permit it (L-013 §5.1)
 */
public record Barrier(
        String name, Span span, String reason, Set<String> grounds, boolean byEmergencyCab) {
    public Barrier {
        requireNonNull(name, "name");
        requireNonNull(span, "span");
        requireNonNull(reason, "reason");
        grounds = Collections.unmodifiableSortedSet(new TreeSet<>(grounds));
    }
}
