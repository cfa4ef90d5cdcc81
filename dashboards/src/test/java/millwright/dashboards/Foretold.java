package millwright.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.forecast.Forecaster;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Range;

/**
 * What a collector that had run all week would have exposed of its forecasts: it forecasts by the
 * wall clock, so a replay does not make it. The same forecaster looks at the same hours.
 */
final class Foretold {
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final long HOUR = 3_600;

    private final Forecaster forecaster = new Forecaster(ForecastTerms.STANDARD);
    private final Instant end;

    Foretold(Instant end) {
        this.end = end;
    }

    /**
     * Lines of {@code millwright_forecast_day_ahead}, of each hour with a week before it.
     *
     * @param labels host, indicator and resource
     * @param values by the hours until the end
     */
    String lines(String labels, DoubleUnaryOperator values) {
        StringBuilder text = new StringBuilder();
        for (int left = 47; left >= 0; left--) {
            Instant at = end.minusSeconds(left * HOUR);
            if (forecast(values, at) instanceof Forecast.Expected expected) {
                Path.Point point = expected.path().at(at.plus(AHEAD));
                add(text, labels, "low", point.low(), at);
                add(text, labels, "median", point.middle(), at);
                add(text, labels, "high", point.high(), at);
            }
        }
        return text.toString();
    }

    private Forecast forecast(DoubleUnaryOperator values, Instant at) {
        long until = at.getEpochSecond();
        long from = end.minus(ReplayedWeek.LENGTH).getEpochSecond();
        long[] seconds = LongStream.iterate(from, s -> s < until, s -> s + HOUR).toArray();
        double[] means =
                LongStream.of(seconds)
                        .mapToDouble(s -> (double) (end.getEpochSecond() - s) / HOUR)
                        .map(values)
                        .toArray();
        return forecaster.forecast(
                new ForecastRequest(
                        Observations.of(seconds, means), at, HORIZON, List.of(), Range.PERCENT));
    }

    private static void add(
            StringBuilder text, String labels, String bound, double value, Instant at) {
        text.append("millwright_forecast_day_ahead{" + labels + ",bound=\"" + bound + "\"")
                .append(",instance=\"collector\",job=\"collector\"} " + value)
                .append(" " + at.getEpochSecond() + "\n");
    }
}
