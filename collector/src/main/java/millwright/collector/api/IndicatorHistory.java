package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.history.History;
import millwright.collector.history.HourlyRollUp;
import millwright.collector.history.Sample;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Level;

/**
 * The past of an indicator, in the indicator's own terms: where the policy speaks of what is free
 * and the agent sends what is used, this is what is free.
 */
public final class IndicatorHistory {
    /** Longer spans are answered from the hourly roll-ups. */
    static final Duration RAW_SPAN_MAX = Duration.ofDays(2);

    private final History history;

    public IndicatorHistory(History history) {
        this.history = requireNonNull(history, "history");
    }

    /** How fine the points of a course are. */
    public enum Resolution {
        /** Every sample. */
        RAW,
        /** One point an hour, of the hours that are complete. */
        HOURLY,
        /** What the live board remembers, about an hour: all there is for a ratio of counters. */
        BOARD
    }

    /**
     * One point of a course; {@code min}, {@code max} and {@code count} only where it stands for an
     * hour.
     */
    public record Point(
            Instant at,
            double value,
            Optional<Double> min,
            Optional<Double> max,
            Optional<Long> count) {
        static Point of(Sample sample, boolean invert) {
            double value = invert ? 100 - sample.value() : sample.value();
            return new Point(
                    sample.at(), value, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Point of(HourlyRollUp hour, boolean invert) {
            return new Point(
                    hour.hour(),
                    invert ? 100 - hour.mean() : hour.mean(),
                    Optional.of(invert ? 100 - hour.max() : hour.min()),
                    Optional.of(invert ? 100 - hour.min() : hour.max()),
                    Optional.of(hour.count()));
        }
    }

    /** Points in time order. */
    public record Course(Resolution resolution, List<Point> points) {
        public Course {
            points = List.copyOf(points);
        }
    }

    /** The course in the half-open interval; raw up to 48 hours, else hourly. */
    public Course course(IndicatorView indicator, Instant from, Instant to) {
        if (isRatio(indicator)) {
            return new Course(Resolution.BOARD, remembered(indicator, from, to));
        }
        boolean invert = indicator.invert();
        if (Duration.between(from, to).compareTo(RAW_SPAN_MAX) > 0) {
            List<HourlyRollUp> hours = history.hourly(indicator.source(), from, to);
            return new Course(
                    Resolution.HOURLY, hours.stream().map(h -> Point.of(h, invert)).toList());
        }
        List<Sample> samples = history.range(indicator.source(), from, to);
        return new Course(Resolution.RAW, samples.stream().map(s -> Point.of(s, invert)).toList());
    }

    /** A ratio is made of several counters; its source alone is not the indicator. */
    private static boolean isRatio(IndicatorView indicator) {
        return indicator.levels().stream().mapToLong(Level::minimumCount).anyMatch(n -> n > 0);
    }

    private static List<Point> remembered(IndicatorView indicator, Instant from, Instant to) {
        return indicator.recent().stream()
                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                .map(s -> Point.of(s, false))
                .toList();
    }
}
