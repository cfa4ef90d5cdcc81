package millwright.collector.chart;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;

/**
 * What a chart of a series shows, whoever draws it.
 *
 * @param title the series
 * @param verdict one sentence
 * @param basis what the verdict stands on
 * @param from left edge; the history from here on is drawn
 * @param at where the known ends
 * @param to right edge
 * @param path empty where nothing can be said
 * @param marks the crossings that are expected
 * @param segment where the part of the history begins that the trend is from
 * @param zone in which all times are shown
 * @param value a value with its unit
 */
public record SeriesChart(
        String title,
        String verdict,
        String basis,
        Observations history,
        Instant from,
        Instant at,
        Instant to,
        Optional<Path> path,
        List<Line> lines,
        List<Mark> marks,
        Optional<Instant> segment,
        ZoneId zone,
        DoubleFunction<String> value) {
    private static final int HISTORY_SHARE_MAX = 3;
    private static final Duration HISTORY_MIN = Duration.ofDays(2);

    /** A limit. */
    public record Line(double value, String label, boolean hard) {}

    /**
     * A crossing of a limit.
     *
     * @param late empty beyond the right edge
     * @param label the most likely time
     */
    public record Mark(
            double value, Instant early, Instant median, Optional<Instant> late, String label) {}

    public SeriesChart {
        requireNonNull(history, "history");
        requireNonNull(zone, "zone");
        if (!from.isBefore(to) || at.isAfter(to)) {
            throw new IllegalArgumentException(
                    "a chart from %s over %s to %s".formatted(from, at, to));
        }
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    /**
     * From where the history helps: three horizons back, or the segment where it is longer, but not
     * before the first value.
     */
    public static Instant start(
            Observations history, Instant at, Duration horizon, Optional<Instant> segment) {
        Duration span = horizon.multipliedBy(HISTORY_SHARE_MAX);
        Instant back = at.minus(span.compareTo(HISTORY_MIN) > 0 ? span : HISTORY_MIN);
        Instant wanted = segment.filter(start -> start.isBefore(back)).orElse(back);
        return history.isEmpty() || history.first().isBefore(wanted) ? wanted : history.first();
    }

    double share(Instant instant) {
        return (double) Duration.between(from, instant).toSeconds()
                / Math.max(1, Duration.between(from, to).toSeconds());
    }

    /** Positions of the history that are in the picture. */
    IntStream shown() {
        return IntStream.range(0, history.size())
                .filter(i -> history.second(i) >= from.getEpochSecond())
                .filter(i -> history.second(i) <= to.getEpochSecond());
    }

    /** Room for the course, its interval, and the limits. */
    Axis axis() {
        DoubleStream known = shown().mapToDouble(history::value);
        DoubleStream ahead =
                path.stream()
                        .flatMapToDouble(
                                p ->
                                        IntStream.range(0, p.size())
                                                .mapToDouble(i -> i)
                                                .flatMap(
                                                        i ->
                                                                DoubleStream.of(
                                                                        p.low((int) i),
                                                                        p.high((int) i))));
        double[] all =
                DoubleStream.concat(
                                DoubleStream.concat(known, ahead),
                                lines.stream().mapToDouble(Line::value))
                        .filter(Double::isFinite)
                        .toArray();
        return all.length == 0
                ? Axis.of(0, 1)
                : Axis.of(
                        DoubleStream.of(all).min().orElseThrow(),
                        DoubleStream.of(all).max().orElseThrow());
    }

    /** Where the line of the history breaks: five usual spacings without a value. */
    long gapSeconds() {
        long[] spacings =
                IntStream.range(1, history.size())
                        .mapToLong(i -> history.second(i) - history.second(i - 1))
                        .sorted()
                        .toArray();
        return spacings.length == 0 ? Long.MAX_VALUE : 5 * spacings[spacings.length / 2];
    }
}
