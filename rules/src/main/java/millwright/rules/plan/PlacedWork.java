package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.Span;

/**
 * Fact: work that has got a slot, or another one.
 *
 * @param task its id; empty for new work
 * @param from the slot that it had
 * @param because why it cannot stay there; empty if it had none
 * @param at when that was found
 */
public record PlacedWork(
        Work work,
        Optional<String> task,
        Optional<Span> from,
        String because,
        Placement.Placed placement,
        Instant at) {
    public PlacedWork {
        requireNonNull(work, "work");
        requireNonNull(task, "task");
        requireNonNull(from, "from");
        requireNonNull(because, "because");
        requireNonNull(placement, "placement");
        requireNonNull(at, "at");
    }

    /** Whether it had another slot before. */
    public boolean isMoved() {
        return from.isPresent();
    }
}
