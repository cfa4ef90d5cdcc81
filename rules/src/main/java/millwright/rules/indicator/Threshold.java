package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The limit of one level of an indicator, and when a breach of it begins and ends.
 *
 * @param limit in the indicator's own unit (percent, seconds, count); the limit itself is no breach
 * @param sustain how long the breach must hold before it counts; zero counts at once
 * @param rearm the value, on the good side of {@code limit}, that ends a breach; same unit
 * @param rearmTime how long the indicator must stay on the good side of {@code rearm}; zero ends at
 *     once
 */
public record Threshold(
        Direction direction, double limit, Duration sustain, double rearm, Duration rearmTime) {
    public Threshold {
        requireNonNull(direction, "direction");
        if (!Double.isFinite(limit) || !Double.isFinite(rearm)) {
            throw new IllegalArgumentException(
                    "limit %s and rearm %s must be numbers".formatted(limit, rearm));
        }
        if (sustain.isNegative() || rearmTime.isNegative()) {
            throw new IllegalArgumentException(
                    "sustain %s and rearm time %s must not be negative"
                            .formatted(sustain, rearmTime));
        }
        if (direction.isPast(rearm, limit)) {
            throw new IllegalArgumentException(
                    "rearm %s lies past the limit %s, so a breach would never end"
                            .formatted(rearm, limit));
        }
    }

    public boolean isPast(double value) {
        return direction.isPast(value, limit);
    }

    /** Whether the value is good enough to count towards the end of a breach. */
    public boolean isRearmed(double value) {
        return !direction.isPast(value, rearm);
    }
}
