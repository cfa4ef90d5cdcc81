package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;
import org.junit.jupiter.api.Test;

/** The board with the two counters of a service, once a minute from ten on. */
class ErrorRateTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Level OVER_ONE_PERCENT =
            new Level(
                    1,
                    new Threshold(
                            Direction.ABOVE, 1, Duration.ofMinutes(5), 0.8, Duration.ofMinutes(5)),
                    Priority.P2,
                    "error rate, level 1",
                    100,
                    "",
                    "");

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    ErrorRateTest::levels,
                    DetectionPolicy.standard(),
                    TEN);

    @Test
    void twoPercentOfErrorsOverFiveMinutesAreABreach() {
        for (int minute = 0; minute <= 10; minute++) {
            errors("", minute, 2 * minute);
            requests("", minute, 100 * minute);
        }

        assertThat(board.untold(minute(10)).breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.value()).isEqualTo(2));
    }

    @Test
    void oneSetOfCountersIsNotMixedWithAnother() {
        for (int minute = 0; minute <= 10; minute++) {
            requests("a", minute, 100 * minute);
            errors("a", minute, 0);
            requests("b", minute, 900_000 + 100 * minute);
            errors("b", minute, 90_000);
        }

        assertThat(board.untold(minute(10)).breaches()).extracting(Breach::value).isEmpty();
    }

    @Test
    void whatWasCountedGrowsAcrossAReset() {
        requests("", 0, 900_000);
        requests("", 1, 900_100);
        errors("", 0, 5);
        errors("", 1, 8);
        requests("", 2, 30); // begun anew
        requests("", 1, 900_100); // late
        requests("", 3, 50);

        assertThat(board.host("web").orElseThrow().indicators().get(0).traffic())
                .contains(new IndicatorView.Traffic(150, 3));
    }

    private void requests(String instance, int minute, double counter) {
        board.accept(series("requests", instance), Micros.of(minute(minute)), counter);
    }

    private void errors(String instance, int minute, double counter) {
        board.accept(series("errors", instance), Micros.of(minute(minute)), counter);
    }

    private int series(String field, String instance) {
        Map<String, String> tags = Map.of("host", "web", "service", "shop", "instance", instance);
        return catalog.id(new SeriesKey("http_requests", new TreeMap<>(tags), field));
    }

    private static Instant minute(int minute) {
        return TEN.plus(Duration.ofMinutes(minute));
    }

    private static List<Level> levels(IndicatorKey key, String environment) {
        return key.indicator().equals("error_rate") ? List.of(OVER_ONE_PERCENT) : List.of();
    }
}
