package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a ticket's clock has used a share of its target at which the policy wants somebody told,
 * and nobody has been.
 *
 * @param round 1, and one more each time the ticket is opened again
 * @param percent 1 to 100; 100 is the end of the target
 * @param at when it was reached, or later the priority given that it counts for
 * @param length of the target, more than zero
 */
public record ClockMark(
        String ticket,
        IndicatorKey key,
        Priority priority,
        Target target,
        int round,
        int percent,
        Instant at,
        Duration length) {
    public ClockMark {
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(target, "target");
        requireNonNull(at, "at");
        if (percent < 1 || percent > 100 || length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(
                    "%d %% of %s is no mark of a clock".formatted(percent, length));
        }
    }

    /** Whether the target is used up. */
    public boolean isMissed() {
        return percent == 100;
    }
}
