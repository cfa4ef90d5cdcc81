package millwright.rules.decision;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: an indicator of a flapping ticket is good again.
 *
 * @param from when it will have been good for as long as the policy wants
 */
public record Calm(IndicatorKey key, Instant from) {
    /** Whether what was observed until then is not enough yet. */
    public boolean isAfter(Instant observed) {
        return from.isAfter(observed);
    }
}
