package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a ticket's clock is past its target for as long as the policy's chain gives the authority
 * before, and the next one has not been told.
 *
 * @param round as {@link ClockMark#round}
 * @param step 0 when the target is missed, then 1, 2 …
 * @param at when that was
 * @param length of the target; zero where somebody must act at once
 * @param authority the role that the step goes to
 */
public record EscalationStep(
        String ticket,
        IndicatorKey key,
        Priority priority,
        Target target,
        int round,
        int step,
        Instant at,
        Duration length,
        String authority) {
    public EscalationStep {
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(target, "target");
        requireNonNull(at, "at");
        requireNonNull(authority, "authority");
        if (step < 0 || length.isNegative()) {
            throw new IllegalArgumentException("step %d of %s".formatted(step, length));
        }
    }
}
