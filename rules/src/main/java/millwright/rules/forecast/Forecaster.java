package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says when a series passes its limits, or that it cannot be said. Pure: the same request gets the
 * same answer, on any machine. Thread-safe.
 */
public final class Forecaster {
    private static final int PATH_POINTS = 180;
    private static final int POINTS_MIN = 10;

    /** A history with more gaps than this makes no confident forecast. */
    private static final double WELL_COVERED = 0.8;

    private final Gate gate;

    public Forecaster(ForecastTerms terms) {
        this.gate = new Gate(requireNonNull(terms, "terms"));
    }

    /** Looks at one run alone; that verdicts repeat is for whoever keeps the runs. */
    public Forecast forecast(ForecastRequest request) {
        Observations history = request.history().until(request.at());
        if (history.size() < POINTS_MIN) {
            return refused(
                    request,
                    Forecast.Reason.TOO_SHORT,
                    "%d values are not enough: it takes %d".formatted(history.size(), POINTS_MIN),
                    new Quality(span(history), history.size(), 0, 1, false),
                    Optional.empty());
        }
        Series series = Series.of(history, request.horizon());
        Model model = Model.of(series, hours(request.horizon()), request);
        Forecast.Expected expected = expected(request, history, model);
        return gate.refusal(expected, history.last(), model.seasonal())
                .<Forecast>map(
                        why ->
                                refused(
                                        request,
                                        why.reason(),
                                        why.sentence(),
                                        expected.quality(),
                                        Optional.of(expected)))
                .orElse(expected);
    }

    private static Forecast.Unforecastable refused(
            ForecastRequest request,
            Forecast.Reason reason,
            String sentence,
            Quality quality,
            Optional<Forecast.Expected> tentative) {
        return new Forecast.Unforecastable(
                request.at(), request.horizon(), reason, sentence, quality, tentative);
    }

    private static Duration span(Observations history) {
        return history.isEmpty()
                ? Duration.ZERO
                : Duration.between(history.first(), history.last());
    }

    private static double hours(Duration duration) {
        return duration.toSeconds() / 3600.0;
    }

    private Forecast.Expected expected(ForecastRequest request, Observations history, Model model) {
        Series series = model.series();
        double horizon = hours(request.horizon());
        double from = hours(Duration.between(series.last, request.at()));
        Futures futures =
                Futures.draw(
                        model.paths(),
                        series.step,
                        from,
                        horizon,
                        request.limits(),
                        request.range(),
                        model.growth().isEmpty() ? PATH_POINTS : 0);
        Path path =
                model.growth()
                        .map(g -> reckoned(series, g, from + horizon, request.range()))
                        .orElseGet(() -> drawn(series, futures));
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < request.limits().size(); i++) {
            crossings.add(
                    crossing(
                            request.limits().get(i),
                            futures.crossings[i],
                            series,
                            from + horizon,
                            model.sure()));
        }
        double coverage = Math.min(1, series.coverage());
        Duration known = span(history);
        return new Forecast.Expected(
                request.at(),
                request.horizon(),
                path,
                crossings,
                model.label(),
                model.segment(),
                new Quality(
                        known,
                        history.size(),
                        coverage,
                        model.relative(),
                        model.relative() < 1
                                && coverage >= WELL_COVERED
                                && gate.isNarrow(crossings, request.at(), request.horizon())));
    }

    private static Crossing crossing(
            Limit limit, double[] sorted, Series series, double end, double sure) {
        int within = 0;
        for (double hours : sorted) {
            within += hours <= end ? 1 : 0;
        }
        double probability = within / (double) sorted.length;
        double early = sorted[(int) (0.05 * sorted.length)];
        double median = sorted[sorted.length / 2];
        double late = sorted[(int) (0.95 * sorted.length)];
        boolean expected = median <= end && probability >= sure;
        return new Crossing(
                limit,
                probability,
                expected,
                time(series, early),
                time(series, median),
                time(series, late));
    }

    private static Optional<Instant> time(Series series, double hours) {
        return Double.isInfinite(hours) ? Optional.empty() : Optional.of(series.at(hours));
    }

    private static Path drawn(Series series, Futures futures) {
        int n = futures.values.length;
        double[] middle = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = Robust.ofSorted(futures.values[i], 0.05);
            middle[i] = Robust.ofSorted(futures.values[i], 0.5);
            high[i] = Robust.ofSorted(futures.values[i], 0.95);
        }
        Duration step = Duration.ofSeconds(Math.round(series.step * 3600 * futures.every));
        return new Path(series.last.plus(step), step, middle, low, high);
    }

    private static Path reckoned(Series series, Growth growth, double hours, Range range) {
        int n = (int) Math.ceil(hours / series.step);
        double[] middle = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double down = Math.min(0, growth.noise.quantile(0.045));
        double up = Math.max(0, growth.noise.quantile(0.955));
        for (int i = 0; i < n; i++) {
            double value = growth.middle(i + 1);
            double off = 1.645 * growth.off((i + 1) * series.step);
            middle[i] = range.clamp(value);
            low[i] = range.clamp(value - StrictMath.hypot(down, off));
            high[i] = range.clamp(value + StrictMath.hypot(up, off));
        }
        Duration step = Duration.ofSeconds(Math.round(series.step * 3600));
        return new Path(series.last.plus(step), step, middle, low, high);
    }
}
