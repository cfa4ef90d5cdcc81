package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.MeasuredIndicator;
import millwright.rules.indicator.IndicatorKey;
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
