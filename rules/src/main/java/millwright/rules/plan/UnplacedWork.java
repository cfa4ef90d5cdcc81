package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.Priority;

/**
 * Fact: work that fits nowhere in time; the placement is the proof.
 *
 * @param task its id; empty for new work
 * @param from the slot that it had
 * @param because why it cannot stay there; empty if it had none
 * @param at when that was found
 */
public record UnplacedWork(
        Work work,
        Optional<String> task,
        Optional<Span> from,
        String because,
        Placement.Infeasible placement,
        Instant at) {
    public UnplacedWork {
        requireNonNull(work, "work");
        requireNonNull(task, "task");
        requireNonNull(from, "from");
        requireNonNull(because, "because");
        requireNonNull(placement, "placement");
        requireNonNull(at, "at");
    }

    /** Whether a limit may be passed before it is done. */
    public boolean hasDeadline() {
        return work.early().isPresent();
    }

    /** Whether an emergency window of that priority is the way out. */
    public boolean needsEmergency(Priority priority) {
        return placement
                .emergency()
                .map(EmergencyPath::priority)
                .filter(priority::equals)
                .isPresent();
    }
}
