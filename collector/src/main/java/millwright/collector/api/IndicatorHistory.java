package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import millwright.collector.history.History;
import millwright.collector.history.HistoryException;
import millwright.collector.history.HourlyRollUp;
import millwright.collector.history.Sample;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The past of an indicator, in the indicator's own terms: where the policy speaks of what is free
 * and the agent sends what is used, this is what is free.
 */
public final class IndicatorHistory {
    private static final Logger LOG = LoggerFactory.getLogger(IndicatorHistory.class);

    /** Longer spans are answered from the hourly roll-ups. */
    static final Duration RAW_SPAN_MAX = Duration.ofDays(2);

    /** How long a store that is away is not asked again: a page has many charts. */
    private static final long AWAY_NANOS = Duration.ofSeconds(10).toNanos();

    private final History history;
    private final AtomicReference<OptionalLong> awaySince =
            new AtomicReference<>(OptionalLong.empty());

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

    /** The same, or while the history's server is away what the live board remembers. */
    public Course courseOrRemembered(IndicatorView indicator, Instant from, Instant to) {
        OptionalLong since = awaySince.get();
        if (since.isEmpty() || System.nanoTime() - since.getAsLong() > AWAY_NANOS) {
            try {
                Course course = course(indicator, from, to);
                awaySince.set(OptionalLong.empty());
                return course;
            } catch (HistoryException e) {
                LOG.warn("Charts show only what the live board remembers: {}", e.getMessage());
                awaySince.set(OptionalLong.of(System.nanoTime()));
            }
        }
        return new Course(Resolution.BOARD, remembered(indicator, from, to));
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
