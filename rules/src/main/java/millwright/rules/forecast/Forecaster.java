package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Says when a series passes its limits, or that it cannot be said. Pure: the same request gets the
 * same answer, on any machine. Thread-safe.
 */
public final class Forecaster {
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
                    Gate.Refusal.of(
                            Forecast.Reason.TOO_SHORT,
                            "%d values are not enough: it takes %d",
                            history.size(),
                            POINTS_MIN),
                    unmodeled(history, 0),
                    Optional.empty());
        }
        Optional<Gate.Refusal> gone = gate.gone(history.last(), request.at());
        return gone.isPresent()
                ? refused(
                        request,
                        gone.get(),
                        unmodeled(history, Series.of(history, request.horizon()).coverage()),
                        Optional.empty())
                : modeled(request.with(history));
    }

    private Forecast modeled(ForecastRequest request) {
        Magnitude magnitude = Magnitude.of(request.history());
        ForecastRequest reduced = magnitude.reduced(request);
        Series series = Series.of(reduced.history(), request.horizon());
        Model model = Model.of(series, hours(request.horizon()), reduced);
        Forecast.Expected expected = expected(request, reduced, model, magnitude);
        return gate.refusal(expected, request.history().last(), model.seasonal())
                .<Forecast>map(
                        why -> refused(request, why, expected.quality(), Optional.of(expected)))
                .orElse(expected);
    }

    private static Forecast.Unforecastable refused(
            ForecastRequest request,
            Gate.Refusal why,
            Quality quality,
            Optional<Forecast.Expected> tentative) {
        return new Forecast.Unforecastable(
                request.at(), request.horizon(), why.reason(), why.sentence(), quality, tentative);
    }

    private static Quality unmodeled(Observations history, double coverage) {
        return new Quality(span(history), history.size(), coverage, 1, false);
    }

    private static Duration span(Observations history) {
        return history.isEmpty()
                ? Duration.ZERO
                : Duration.between(history.first(), history.last());
    }

    private static double hours(Duration duration) {
        return duration.toSeconds() / 3600.0;
    }

    /**
     * @param reduced the same request in the model's magnitude
     */
    private Forecast.Expected expected(
            ForecastRequest request, ForecastRequest reduced, Model model, Magnitude magnitude) {
        Series series = model.series();
        double from = hours(Duration.between(series.last, request.at()));
        double end = from + hours(request.horizon());
        Futures futures =
                Futures.draw(
                        model.paths(),
                        series.step,
                        from,
                        end - from,
                        reduced.limits(),
                        reduced.range(),
                        model.growth().isEmpty() ? ExpectedPath.POINTS : 0);
        DoubleUnaryOperator restored =
                value -> request.range().clamp(magnitude.restored(reduced.range().clamp(value)));
        Path path =
                model.growth()
                        .map(growth -> ExpectedPath.reckoned(series, growth, end, restored))
                        .orElseGet(() -> ExpectedPath.drawn(series, futures, restored));
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < request.limits().size(); i++) {
            Limit limit = request.limits().get(i);
            crossings.add(crossing(limit, futures.crossings[i], series, end, model.sure()));
        }
        return new Forecast.Expected(
                request.at(),
                request.horizon(),
                path,
                crossings,
                model.label(),
                model.segment().times(magnitude),
                quality(request, model, crossings));
    }

    private Quality quality(ForecastRequest request, Model model, List<Crossing> crossings) {
        double coverage = model.series().coverage();
        boolean confident =
                model.relative() < 1
                        && coverage >= WELL_COVERED
                        && gate.isNarrow(crossings, request.at(), request.horizon());
        return new Quality(
                span(request.history()),
                request.history().size(),
                coverage,
                model.relative(),
                confident);
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
}
