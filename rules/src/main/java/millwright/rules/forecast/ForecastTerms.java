package millwright.rules.forecast;

import java.time.Duration;

/**
 * When a forecast may speak; part of the policy.
 *
 * @param historyMin how much is needed of an indicator that has a daily season
 * @param segmentMin how much is needed of one that fills steadily
 * @param coverageMin from 0 to 1
 * @param intervalMax the widest interval of a crossing that a forecast may be confident of, as a
 *     share of the horizon
 * @param repeats in how many runs in a row the verdict must be the same
 */
public record ForecastTerms(
        Duration historyMin,
        Duration segmentMin,
        double coverageMin,
        double intervalMax,
        int repeats) {
    public static final ForecastTerms STANDARD =
            new ForecastTerms(Duration.ofDays(7), Duration.ofHours(24), 0.5, 0.5, 3);

    public ForecastTerms {
        if (!(coverageMin >= 0 && coverageMin <= 1 && intervalMax > 0 && repeats >= 1)) {
            throw new IllegalArgumentException(
                    "coverage %s is not within 0 and 1, or interval %s or repeats %d not positive"
                            .formatted(coverageMin, intervalMax, repeats));
        }
    }
}
