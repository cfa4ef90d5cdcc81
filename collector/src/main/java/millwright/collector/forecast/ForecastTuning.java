package millwright.collector.forecast;

import java.time.Duration;

/**
 * What forecasts may cost.
 *
 * @param history the most that is looked back; never less than the horizon and a week, which
 *     scoring needs
 * @param memoryBytesMax for the hourly means of all series, 4 bytes each; where it does not
 *     suffice, all look back less far, and where that is less than the horizon and a week, the
 *     indicators that came last are not forecast
 * @param share of one core that the job takes at the most, above 0 up to 1
 */
public record ForecastTuning(Duration history, long memoryBytesMax, double share) {
    /** What scoring needs beyond the horizon: late data, and days on which the collector is off. */
    private static final Duration SCORING = Duration.ofDays(7);

    public static final ForecastTuning STANDARD =
            new ForecastTuning(Duration.ofDays(90), 256L << 20, 0.5);

    public ForecastTuning {
        if (history.isNegative() || history.isZero()) {
            throw new IllegalArgumentException("history %s".formatted(history));
        }
        if (!(share > 0 && share <= 1) || memoryBytesMax <= 0) {
            throw new IllegalArgumentException(
                    "share %s is not within 0 and 1, or memory %d not positive"
                            .formatted(share, memoryBytesMax));
        }
    }

    int hoursMax(Duration horizon) {
        return Math.max(Math.toIntExact(history.toHours()), hoursMin(horizon));
    }

    static int hoursMin(Duration horizon) {
        return Math.toIntExact(horizon.plus(SCORING).toHours());
    }
}
