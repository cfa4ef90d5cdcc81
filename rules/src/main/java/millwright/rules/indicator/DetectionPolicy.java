package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much evidence a breach and its end need; the same for every indicator.
 *
 * @param coverageMin least observed share of a window, 0 to 1; that share itself is enough
 * @param fractionMin least breached share of the observed time, 0 to 1; that share itself is enough
 * @param staleAfter without a sample for longer than this (or than three nominal intervals, if that
 *     is more) an indicator is stale
 */
public record DetectionPolicy(double coverageMin, double fractionMin, Duration staleAfter) {
    private static final DetectionPolicy STANDARD =
            new DetectionPolicy(0.8, 0.9, Duration.ofMinutes(5));

    public DetectionPolicy {
        requireNonNull(staleAfter, "staleAfter");
        checkShare("coverageMin", coverageMin);
        checkShare("fractionMin", fractionMin);
        if (staleAfter.isNegative() || staleAfter.isZero()) {
            throw new IllegalArgumentException(
                    "staleAfter must be longer than nothing, not " + staleAfter);
        }
    }

    /** Coverage 0.8, fraction 0.9, stale after 5 minutes. */
    public static DetectionPolicy standard() {
        return STANDARD;
    }

    private static void checkShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "%s is a share above 0 and at most 1, not %s".formatted(name, share));
        }
    }
}
