package millwright.collector.forecast;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code millwright_forecasts_total}, by what each forecast said. All verdicts are there from the
 * start: where a counter appears with its first increment, a rate does not see that one.
 */
final class ForecastCounts {
    private static final String FAILED = "failed";

    private final Map<String, Counter> counters;

    ForecastCounts(MeterRegistry meters) {
        counters =
                Stream.concat(ForecastMetrics.verdicts(), Stream.of(FAILED))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), verdict -> counter(verdict, meters)));
    }

    private static Counter counter(String verdict, MeterRegistry meters) {
        return Counter.builder("millwright.forecasts")
                .description("Forecasts that were made, by what they said.")
                .tag("verdict", verdict)
                .register(meters);
    }

    /**
     * @param verdict of {@link ForecastMetrics#verdicts()}
     */
    void made(String verdict) {
        counters.get(verdict).increment();
    }

    void failed() {
        counters.get(FAILED).increment();
    }
}
