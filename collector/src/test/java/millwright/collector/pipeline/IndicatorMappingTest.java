package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;
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
