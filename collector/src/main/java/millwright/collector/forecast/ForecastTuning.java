package millwright.collector.forecast;

import java.time.Duration;

/**
 * How far forecasts look, and what they may cost.
 *
 * @param horizon from a day to a year
 * @param history the most that is looked back, at least the horizon and a week: a forecast is
 *     scored from it
 * @param memoryBytesMax for the hourly means of all series, 4 bytes each; where it does not suffice,
 *     all look back less far, and where that is less than the horizon and a week, the indicators
 *     that came last are not forecast
 * @param share of one core that the job takes at the most, above 0 up to 1
 */
public record ForecastTuning(
        Duration horizon, Duration history, long memoryBytesMax, double share) {
    /** What scoring needs beyond the horizon: late data, and days on which the collector is off. */
    static final Duration SCORING = Duration.ofDays(7);

    public static final ForecastTuning STANDARD =
            new ForecastTuning(Duration.ofDays(30), Duration.ofDays(90), 256L << 20, 0.5);

    public ForecastTuning {
        if (horizon.compareTo(Duration.ofDays(1)) < 0
                || horizon.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException(
                    "horizon %s is not within a day and a year".formatted(horizon));
        }
        if (history.compareTo(horizon.plus(SCORING)) < 0) {
            throw new IllegalArgumentException(
                    "history %s is shorter than the horizon %s and a week"
                            .formatted(history, horizon));
        }
        if (!(share > 0 && share <= 1) || memoryBytesMax <= 0) {
            throw new IllegalArgumentException(
                    "share %s is not within 0 and 1, or memory %d not positive"
                            .formatted(share, memoryBytesMax));
        }
    }

    int hoursMax() {
        return Math.toIntExact(history.toHours());
    }

    int hoursMin() {
        return Math.toIntExact(horizon.plus(SCORING).toHours());
    }
}
