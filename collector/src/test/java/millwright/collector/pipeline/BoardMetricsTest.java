package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;
import org.junit.jupiter.api.Test;

class BoardMetricsTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Level FULL =
            new Level(
                    1,
                    new Threshold(Direction.BELOW, 20, Duration.ZERO, 22, Duration.ZERO),
                    Priority.P3,
                    "disk free, level 1",
                    0,
                    "",
                    "");

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    (key, environment) ->
                            key.indicator().equals("disk_free") ? List.of(FULL) : List.of(),
                    DetectionPolicy.standard(),
                    TEN);
    private final int disk =
            catalog.id(
                    new SeriesKey(
                            "disk",
                            new TreeMap<>(Map.of("host", "db-07", "path", "/var")),
                            "used_percent"));

    @Test
    void aBreachStaysOnWhileNoSamplesCome() {
        board.accept(disk, Micros.of(TEN), 85);
        board.told(board.untold(TEN.plus(Duration.ofHours(1))));

        assertThat(breach()).isEqualTo(1);
    }

    @Test
    void whatIsGoodIsNoBreach() {
        board.accept(disk, Micros.of(TEN), 40);

        assertThat(breach()).isZero();
    }

    private double breach() {
        return new BoardMetrics(board)
                .collect().stream()
                        .filter(family -> family.name.equals("millwright_breach"))
                        .map((MetricFamilySamples family) -> family.samples.get(0).value)
                        .findFirst()
                        .orElseThrow();
    }
}
