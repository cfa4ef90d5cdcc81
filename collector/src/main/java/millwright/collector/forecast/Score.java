package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a kept forecast has done, as far as it is known by now.
 *
 * @param of what was due
 * @param value the actual value of the instant that it spoke of; a value without a number could not
 *     be scored. Empty where it was not due
 * @param crossing empty where it was not due, or cannot be told yet
 * @param next when the rest is due; empty where nothing is left
 */
public record Score(
        Due of, Optional<Value> value, Optional<OfCrossing> crossing, Optional<Instant> next) {
    public Score {
        requireNonNull(of, "of");
    }

    /**
     * @param actual empty where it is not known
     * @param isWithin whether it was in the interval
     */
    public record Value(Optional<Double> actual, boolean isWithin) {}

    /**
     * @param crossedAt start of the first hour past the limit
     * @param lead of a hit, from the first prediction in a row to the crossing
     * @param why for people, where it could not be scored; else empty
     */
    public record OfCrossing(
            Outcome outcome, Optional<Instant> crossedAt, Optional<Duration> lead, String why) {
        static OfCrossing unscored(String why) {
            return new OfCrossing(Outcome.UNSCORED, Optional.empty(), Optional.empty(), why);
        }
    }
}
