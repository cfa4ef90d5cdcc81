package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.forecast.Forecaster;
import millwright.rules.forecast.Observations;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time for one forecast of 30 days from 90 days of hourly means, as somebody at a page waits for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ForecastBenchmark {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Param({"filling", "working-day", "cleaned-weekly", "flat"})
    private String shape;

    @Param({"90"})
    private int days;

    private final Forecaster forecaster = new Forecaster(ForecastTerms.STANDARD);
    private ForecastRequest request;

    @Setup
    public void prepare() {
        int series =
                switch (shape) {
                    case "filling" -> 0;
                    case "working-day" -> 1;
                    case "cleaned-weekly" -> 2;
                    default -> 3;
                };
        int hours = days * 24;
        long first = NOW.getEpochSecond() / 3600 - hours;
        long[] seconds = new long[hours];
        double[] values = new double[hours];
        for (int i = 0; i < hours; i++) {
            seconds[i] = (first + i) * 3600 + 1800;
            values[i] = HourlyFleet.value(series, first + i, i);
        }
        Candidate any = new HourlyFleet(1, NOW).list().get(0);
        request =
                new ForecastRequest(
                        Observations.of(seconds, values),
                        NOW,
                        Duration.ofDays(30),
                        any.limits(),
                        any.range());
    }

    @Benchmark
    public Forecast one() {
        return forecaster.forecast(request);
    }
}
