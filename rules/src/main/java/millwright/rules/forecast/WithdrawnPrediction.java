package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * A crossing that was predicted is expected no more, by the same verdict in enough runs.
 *
 * @param at of the run that it is from
 * @param since of the first run in a row that had this verdict
 * @param last the newest value, on the good side of every limit
 * @param why for people, such as {@code growth stopped at 71.2 % on 3 March 14:00 UTC}
 */
public record WithdrawnPrediction(
        IndicatorKey key, Instant at, Instant since, double last, String why) {
    public WithdrawnPrediction {
        requireNonNull(key, "key");
        requireNonNull(at, "at");
        requireNonNull(since, "since");
        requireNonNull(why, "why");
    }
}
