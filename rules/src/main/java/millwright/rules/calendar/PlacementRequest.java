package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        return new PlacementRequest(
                name, systems, hosts, group, type, submitted, work, rollback, verifying, earliest,
                early, grounds, occupied, current, reliefs);
    }

    public PlacementRequest onHosts(Set<String> on, Optional<String> ofGroup) {
        return new PlacementRequest(
                name,
                systems,
                on,
                ofGroup,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                early,
                grounds,
                occupied,
                current,
                reliefs);
    }

    public PlacementRequest notBefore(Instant start) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                Optional.of(start),
                early,
                grounds,
                occupied,
                current,
                reliefs);
    }

    public PlacementRequest before(Instant crossing) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                Optional.of(crossing),
                grounds,
                occupied,
                current,
                reliefs);
    }

    public PlacementRequest onGrounds(Set<String> exempting) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                early,
                exempting,
                occupied,
                current,
                reliefs);
    }

    public PlacementRequest beside(List<OccupiedWork> others) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                early,
                grounds,
                others,
                current,
                reliefs);
    }

    public PlacementRequest nowAt(Span place) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                early,
                grounds,
                occupied,
                Optional.of(place),
                reliefs);
    }

    public PlacementRequest withReliefs(List<DeadlineRelief> moving) {
        return new PlacementRequest(
                name,
                systems,
                hosts,
                group,
                type,
                submitted,
                work,
                rollbackReserve,
                verification,
                earliest,
                early,
                grounds,
                occupied,
                current,
                moving);
    }
}
