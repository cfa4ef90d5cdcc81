package millwright.rules.decision;

import java.time.Duration;

/**
 * When troubles are one, and when an indicator is flapping.
 *
 * @param within how long after its last member a ticket takes another; also how much later than
 *     what it explains a cause may show
 * @param hostsMin how many hosts make one ticket of theirs; 2 or more
 * @param episodes how many within {@code flappingWithin} are flapping; 2 or more
 * @param calm how long an indicator must have been good for its flapping ticket to be resolved
 */
public record CorrelationLimits(
        Duration within, int hostsMin, int episodes, Duration flappingWithin, Duration calm) {
    public CorrelationLimits {
        if (within.isNegative() || flappingWithin.isNegative() || calm.isNegative()) {
            throw new IllegalArgumentException("no time of correlation is negative");
        }
        if (hostsMin < 2 || episodes < 2) {
            throw new IllegalArgumentException(
                    "one is no group: hosts %d and episodes %d must be 2 or more"
                            .formatted(hostsMin, episodes));
        }
    }
}
