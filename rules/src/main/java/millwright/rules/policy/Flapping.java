package millwright.rules.policy;

import java.time.Duration;

/**
 * When a ticket counts as flapping: the indicator has begun that many breaches within that time.
 *
 * @param episodes at least 2
 * @param calm how long the indicator must stay good before a flapping ticket is resolved
 */
public record Flapping(int episodes, Duration within, Duration calm) {
    public Flapping {
        if (episodes < 2) {
            throw new IllegalArgumentException(
                    "%d episode is no flapping. Write episodes: 2 or more.".formatted(episodes));
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "no episodes fit within %s. Write a time such as 1h."
                            .formatted(Words.of(within)));
        }
        if (calm.isNegative()) {
            throw new IllegalArgumentException(
                    "calm %s is negative. Write 0s or more.".formatted(Words.of(calm)));
        }
    }
}
