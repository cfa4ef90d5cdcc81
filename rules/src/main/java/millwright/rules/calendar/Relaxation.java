package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What would have to give way, and the slot that this gains.
 *
 * @param steps all of them; none alone is enough
 * @param cost by the policy, of all steps
 */
public record Relaxation(List<Step> steps, Slot gains, int cost) {
    /**
     * @param what in the imperative: {@code waive 2 of 5 business days' lead time}
     * @param authority the role that may
     */
    public record Step(RelaxationKind kind, String what, String authority) {
        public Step {
            requireNonNull(kind, "kind");
            requireNonNull(what, "what");
            requireNonNull(authority, "authority");
        }
    }

    public Relaxation {
        requireNonNull(gains, "gains");
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("nothing gives way");
        }
    }

    /** {@code waive 2 of 5 business days' lead time: Operations Manager}. */
    public String words() {
        return steps.stream()
                .map(step -> step.what() + ": " + step.authority())
                .collect(Collectors.joining("; "));
    }
}
