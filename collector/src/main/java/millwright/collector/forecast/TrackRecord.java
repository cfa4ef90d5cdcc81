package millwright.collector.forecast;

import java.time.Duration;
import java.util.Optional;

/**
 * How the forecasts of a class have done that could be scored so far.
 *
 * @param of the class, an indicator's id
 * @param hits crossed within the interval
 * @param early predicted a crossing that came later than its interval
 * @param late predicted a crossing that came before its interval, or none where one came
 * @param never predicted a crossing that did not come within the horizon
 * @param quiet predicted none, and none came
 * @param coverage from 0 to 1, how often the value at the horizon was within the 90 % interval;
 *     empty where none is scored
 * @param lead median time from the first prediction to the crossing
 */
public record TrackRecord(
        String of,
        long hits,
        long early,
        long late,
        long never,
        long quiet,
        Optional<Double> coverage,
        Optional<Duration> lead) {
    /** How far back a record reaches, to the month. */
    public static final Duration SPAN = Duration.ofDays(365);

    public static TrackRecord none(String of) {
        return new TrackRecord(of, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    /** How many predicted crossings are scored. */
    public long predictions() {
        return hits + early + late + never;
    }
}
