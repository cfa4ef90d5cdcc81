package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.MeasuredIndicator;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Range;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;
import org.junit.jupiter.api.Test;

class IndicatorMappingTest {
    private final IndicatorMapping mapping = IndicatorMapping.shipped();

    @Test
    void theTotalOfAllCoresIsTheCpuUtilization() {
        assertThat(mapping.map(series("cpu", "usage_active", "host", "web-1", "cpu", "cpu-total")))
                .hasValueSatisfying(
                        mapped ->
                                assertThat(mapped.key())
                                        .isEqualTo(
                                                new IndicatorKey("web-1", "cpu_utilization", "")));
    }

    @Test
    void aDiskIsForetoldUpToItsHardLimitAndACertificateIsNot() {
        assertThat(mapping.forecastable("disk_free"))
                .contains(new Forecastable("percent", Range.PERCENT, Optional.of(0.0)));
        assertThat(mapping.forecastable("api_response_time"))
                .contains(new Forecastable("seconds", Range.NOT_NEGATIVE, Optional.empty()));
        assertThat(mapping.forecastable("certificate_days")).isEmpty();
    }

    @Test
    void whatIsForetoldOfADiskAreItsLevelsAndTheHardLimitOnTheSameSide() {
        Level level =
                new Level(
                        1,
                        new Threshold(
                                Direction.BELOW, 20, Duration.ZERO, 22, Duration.ofMinutes(5)),
                        Priority.P3,
                        "disk free, level 1",
                        0,
                        "",
                        "");
        Forecastable disk = mapping.forecastable("disk_free").orElseThrow();

        assertThat(disk.limits(List.of(level)))
                .containsExactly(
                        Limit.level(1, Direction.BELOW, 20), Limit.hard(Direction.BELOW, 0));
        assertThat(disk.limits(List.of())).isEmpty();
    }

    @Test
    void twoHardLimitsOfOneIndicatorAreRefused() {
        String entry =
                "- {measurement: %s, field: f, indicator: heap, unit: percent, forecast: {hard:"
                        + " %d}}%n";

        assertThat(
                        IndicatorMapping.parse("a", (entry + entry).formatted("a", 90, "b", 90))
                                .forecastable("heap"))
                .isPresent();
        assertThatThrownBy(
                        () ->
                                IndicatorMapping.parse(
                                        "a", (entry + entry).formatted("a", 90, "b", 91)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap: forecast is said twice");
        assertThatThrownBy(() -> IndicatorMapping.parse("a", entry.formatted("a", 101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hard is 101.0, which no value in percent can be");
    }

    @Test
    void oneCoreIsNot() {
        assertThat(mapping.map(series("cpu", "usage_active", "host", "web-1", "cpu", "cpu0")))
                .isEmpty();
    }

    @Test
    void aMountIsAResourceAndItsFreeShareTheComplementOfItsUse() {
        assertThat(
                        mapping.map(
                                series(
                                        "disk",
                                        "used_percent",
                                        "host",
                                        "db-07",
                                        "path",
                                        "/var",
                                        "fstype",
                                        "ext4")))
                .hasValueSatisfying(
                        mapped -> {
                            assertThat(mapped.key())
                                    .isEqualTo(new IndicatorKey("db-07", "disk_free", "/var"));
                            assertThat(mapped.as()).isEqualTo(Part.COMPLEMENT);
                        });
    }

    @Test
    void aProbeNamesItsAddressByTheFirstTagItHas() {
        assertThat(
                        mapping.map(
                                series(
                                        "http_response",
                                        "response_time",
                                        "host",
                                        "a",
                                        "server",
                                        "s")))
                .hasValueSatisfying(mapped -> assertThat(mapped.key().resource()).isEqualTo("s"));
    }

    @Test
    void severalTagsMayNameAResourceTogetherAndAWordMayStandAmongThem() {
        assertThat(
                        resource(
                                "db_backup",
                                "full_age_seconds",
                                "server",
                                "main",
                                "database",
                                "orders"))
                .isEqualTo("main/orders");
        assertThat(resource("db_backup", "full_age_seconds", "server", "main")).isEqualTo("main");
        assertThat(resource("db_archiver", "failing", "server", "main")).isEqualTo("main/archiver");
        assertThat(resource("db_replication", "sql_running", "server", "a", "replica", "b"))
                .isEqualTo("a/b/sql");
        assertThat(resource("connection_pool", "used_percent", "target", "shop", "pool", "main"))
                .isEqualTo("shop/main");
        assertThat(resource("connection_pool", "used_percent", "pool", "main")).isEqualTo("main");
    }

    private String resource(String measurement, String field, String... tags) {
        return mapping.map(series(measurement, field, tags("db-07", tags)))
                .orElseThrow()
                .key()
                .resource();
    }

    private static String[] tags(String host, String... more) {
        List<String> tags = new ArrayList<>(List.of("host", host));
        tags.addAll(List.of(more));
        return tags.toArray(new String[0]);
    }

    @Test
    void everyIndicatorIsKnownWithItsUnitAndWhetherItIsCounted() {
        assertThat(mapping.indicators())
                .contains(
                        new MeasuredIndicator("disk_free", "percent", false),
                        new MeasuredIndicator("error_rate", "percent", true),
                        new MeasuredIndicator("certificate_days", "days", false));
    }

    @Test
    void aMappingWithAnUnknownKeySaysWhere() {
        assertThatThrownBy(
                        () ->
                                IndicatorMapping.parse(
                                        "site.yaml",
                                        "- measurement: cpu\n"
                                                + "  field: x\n"
                                                + "  indicator: y\n  shade: red\n"
                                                + "  unit: percent\n"))
                .hasMessageContaining("site.yaml line")
                .hasMessageContaining("shade");
    }

    private static SeriesKey series(String measurement, String field, String... tags) {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            byName.put(tags[i], tags[i + 1]);
        }
        return new SeriesKey(measurement, new TreeMap<>(byName), field);
    }
}
