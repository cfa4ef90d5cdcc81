package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Work that has its place already.
 *
 * @param name as people know it, such as {@code TASK-12}
 * @param group hosts of one group, such as both nodes of a pair, are never worked on at once
 * @param owner who could move it
 * @param joinable whether other small work of its system may follow or precede it at once
 */
public record OccupiedWork(
        String name,
        Set<String> systems,
        Set<String> hosts,
        Optional<String> group,
        Span span,
        String owner,
        boolean joinable) {
    public OccupiedWork {
        requireNonNull(name, "name");
        requireNonNull(group, "group");
        requireNonNull(span, "span");
        requireNonNull(owner, "owner");
        systems = Collections.unmodifiableSortedSet(new TreeSet<>(systems));
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    }

    boolean collidesWith(PlacementRequest request) {
        return !Collections.disjoint(systems, request.systems())
                || !Collections.disjoint(hosts, request.hosts())
                || (group.isPresent() && group.equals(request.group()));
    }

    boolean sharesSystem(PlacementRequest request) {
        return !Collections.disjoint(systems, request.systems());
    }
}
