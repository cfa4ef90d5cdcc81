package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.KeptForecast;
import millwright.collector.forecast.Score;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;

/**
 * A forecast with its path.
 *
 * @param history what was measured before; left out where nobody asked for it
 * @param earlier the newest forecasts of the ledger, and how they turned out
 */
record CourseAnswer(
        ForecastAnswer forecast,
        List<PathPoint> path,
        Optional<List<IndicatorHistory.Point>> history,
        List<EarlierAnswer> earlier) {
    /** With 90 % probability the value is from {@code low} to {@code high}. */
    record PathPoint(Instant at, double middle, double low, double high) {}

    static List<PathPoint> path(Forecast forecast) {
        return ForecastAnswer.said(forecast)
                .map(Forecast.Expected::path)
                .map(CourseAnswer::points)
                .orElse(List.of());
    }

    private static List<PathPoint> points(Path path) {
        return IntStream.range(0, path.size())
                .mapToObj(
                        i ->
                                new PathPoint(
                                        path.instant(i), path.middle(i), path.low(i), path.high(i)))
                .toList();
    }

    /**
     * @param outcome left out until it is known
     * @param why it could not be scored
     * @param within whether the value that it expected at {@code valueAt} was within its interval
     */
    record EarlierAnswer(
            Instant at,
            ForecastAnswer.Verdict verdict,
            Optional<String> reason,
            Optional<ForecastAnswer.CrossingAnswer> crossing,
            Optional<String> outcome,
            Optional<String> why,
            Optional<Instant> crossedAt,
            Optional<Instant> valueAt,
            Optional<Double> actual,
            Optional<Boolean> within) {
        static EarlierAnswer of(ForecastLedger.Entry entry) {
            KeptForecast forecast = entry.forecast();
            Optional<Crossing> crossing = forecast.crossing();
            Optional<Score.Value> value =
                    entry.value().filter(scored -> scored.actual().isPresent());
            return new EarlierAnswer(
                    forecast.madeAt(),
                    switch (forecast.what()) {
                        case CROSSING -> ForecastAnswer.Verdict.crossing;
                        case QUIET -> ForecastAnswer.Verdict.quiet;
                        case UNFORECASTABLE -> ForecastAnswer.Verdict.unforecastable;
                    },
                    Optional.of(forecast.reason().toLowerCase(Locale.ROOT))
                            .filter(reason -> !reason.isEmpty()),
                    crossing.map(ForecastAnswer.CrossingAnswer::of),
                    entry.crossing().map(scored -> Parameters.word(scored.outcome())),
                    entry.crossing().map(Score.OfCrossing::why).filter(why -> !why.isEmpty()),
                    entry.crossing().flatMap(Score.OfCrossing::crossedAt),
                    forecast.value().map(KeptForecast.ExpectedValue::at),
                    value.flatMap(Score.Value::actual),
                    value.map(Score.Value::isWithin));
        }
    }
}
