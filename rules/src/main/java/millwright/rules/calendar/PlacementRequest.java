package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Work that needs a slot.
 *
 * @param name as people know it
 * @param systems those that it is on; at least one
 * @param group see {@link OccupiedWork}
 * @param submitted when its request is handed in; lead times count from it
 * @param work how long the change takes, without the two that follow; all three are in the slot,
 *     because the system is back only after its verification (L-013 §7.2)
 * @param rollbackReserve to take it back
 * @param verification to prove it
 * @param earliest not before that, such as the arrival of a part
 * @param early the early edge of the forecast's interval: the work must be over before it, less the
 *     margin
 * @param grounds names of the grounds for an exemption that hold for this work
 * @param occupied work that has its place; may hold the work itself under the same name, which is
 *     then left out
 * @param current where the work is now
 * @param reliefs what would move the crossing
 */
public record PlacementRequest(
        String name,
        Set<String> systems,
        Set<String> hosts,
        Optional<String> group,
        ChangeType type,
        Instant submitted,
        Duration work,
        Duration rollbackReserve,
        Duration verification,
        Optional<Instant> earliest,
        Optional<Instant> early,
        Set<String> grounds,
        List<OccupiedWork> occupied,
        Optional<Span> current,
        List<DeadlineRelief> reliefs) {
    public PlacementRequest {
        requireNonNull(name, "name");
        requireNonNull(group, "group");
        requireNonNull(type, "type");
        requireNonNull(submitted, "submitted");
        requireNonNull(earliest, "earliest");
        requireNonNull(early, "early");
        requireNonNull(current, "current");
        if (systems.isEmpty()) {
            throw new IllegalArgumentException("%s is on no system".formatted(name));
        }
        if (work.isNegative()
                || work.isZero()
                || rollbackReserve.isNegative()
                || verification.isNegative()) {
            throw new IllegalArgumentException(
                    "%s takes %s, %s to take back and %s to verify"
                            .formatted(name, work, rollbackReserve, verification));
        }
        systems = Collections.unmodifiableSortedSet(new TreeSet<>(systems));
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        grounds = Collections.unmodifiableSortedSet(new TreeSet<>(grounds));
        occupied = occupied.stream().filter(each -> !each.name().equals(name)).toList();
        reliefs = List.copyOf(reliefs);
    }

    /** Work on one system, with nothing else to say yet. */
    public static PlacementRequest of(
            String name, String system, ChangeType type, Instant submitted, Duration work) {
        return new PlacementRequest(
                name,
                Set.of(system),
                Set.of(),
                Optional.empty(),
                type,
                submitted,
                work,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The length of the slot. */
    public Duration length() {
        return work.plus(rollbackReserve).plus(verification);
    }

    public PlacementRequest withReserves(Duration rollback, Duration verifying) {
        return changed(
                to -> {
                    to.rollbackReserve = rollback;
                    to.verification = verifying;
                });
    }

    public PlacementRequest onHosts(Set<String> on, Optional<String> ofGroup) {
        return changed(
                to -> {
                    to.hosts = on;
                    to.group = ofGroup;
                });
    }

    public PlacementRequest notBefore(Instant start) {
        return changed(to -> to.earliest = Optional.of(start));
    }

    public PlacementRequest before(Instant crossing) {
        return changed(to -> to.early = Optional.of(crossing));
    }

    public PlacementRequest onGrounds(Set<String> exempting) {
        return changed(to -> to.grounds = exempting);
    }

    public PlacementRequest beside(List<OccupiedWork> others) {
        return changed(to -> to.occupied = others);
    }

    public PlacementRequest nowAt(Span place) {
        return changed(to -> to.current = Optional.of(place));
    }

    public PlacementRequest withReliefs(List<DeadlineRelief> moving) {
        return changed(to -> to.reliefs = moving);
    }

    private PlacementRequest changed(Consumer<Change> change) {
        Change to = new Change(this);
        change.accept(to);
        return to.request();
    }

    /** The one place that knows in which order all of it is given. */
    private static final class Change {
        private final PlacementRequest from;
        private Set<String> hosts;
        private Optional<String> group;
        private Duration rollbackReserve;
        private Duration verification;
        private Optional<Instant> earliest;
        private Optional<Instant> early;
        private Set<String> grounds;
        private List<OccupiedWork> occupied;
        private Optional<Span> current;
        private List<DeadlineRelief> reliefs;

        Change(PlacementRequest from) {
            this.from = from;
            hosts = from.hosts;
            group = from.group;
            rollbackReserve = from.rollbackReserve;
            verification = from.verification;
            earliest = from.earliest;
            early = from.early;
            grounds = from.grounds;
            occupied = from.occupied;
            current = from.current;
            reliefs = from.reliefs;
        }

        PlacementRequest request() {
            return new PlacementRequest(
                    from.name,
                    from.systems,
                    hosts,
                    group,
                    from.type,
                    from.submitted,
                    from.work,
                    rollbackReserve,
                    verification,
                    earliest,
                    early,
                    grounds,
                    occupied,
                    current,
                    reliefs);
        }
    }
}
