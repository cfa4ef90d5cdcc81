package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.rules.forecast.Crossing;
import millwright.rules.indicator.IndicatorKey;

/**
 * What the ledger keeps of a forecast.
 *
 * @param horizon how far it looked
 * @param what what it said, in one word
 * @param reason why nothing could be said; empty otherwise
 * @param crossing of the limit that it is scored by: the one that it expects to be passed, or else
 *     the one that comes nearest to it; empty where it says nothing, or every limit was passed
 *     already
 * @param last the newest value then
 * @param since of the first run in a row that had this verdict
 * @param value the interval in which it expects the hourly mean of one instant
 */
public record KeptForecast(
        IndicatorKey key,
        Instant madeAt,
        Duration horizon,
        What what,
        String reason,
        Optional<Crossing> crossing,
        double last,
        String model,
        Instant since,
        Optional<ExpectedValue> value) {
    public KeptForecast {
        requireNonNull(key, "key");
        requireNonNull(madeAt, "madeAt");
        requireNonNull(what, "what");
        requireNonNull(since, "since");
        if (what == What.CROSSING && !crossing.map(Crossing::expected).orElse(false)) {
            throw new IllegalArgumentException(
                    "%s at %s predicts a crossing and has none".formatted(key, madeAt));
        }
    }

    /** In one word. */
    public enum What {
        /** A limit will be passed. */
        CROSSING,
        /** None will. */
        QUIET,
        /** Nothing can be said. */
        UNFORECASTABLE
    }

    /** In the indicator's own unit; nine of ten true values are within. */
    public record ExpectedValue(Instant at, double low, double middle, double high) {
        public boolean holds(double actual) {
            return actual >= low && actual <= high;
        }
    }

    Instant end() {
        return madeAt.plus(horizon);
    }

    /** When its crossing can be told first: where it expects one, at the end of the interval. */
    Optional<Instant> crossingDue() {
        return crossing.map(
                one ->
                        one.late()
                                .filter(late -> one.expected() && late.isBefore(end()))
                                .orElse(end()));
    }

    /** When the first thing of it can be scored; empty where there is nothing to score. */
    public Optional<Instant> firstDue() {
        return Stream.of(value.map(ExpectedValue::at), crossingDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
