package millwright.collector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.api.FakeExchange;
import millwright.collector.http.Routes;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import org.junit.jupiter.api.Test;

class AgentAddressesTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private Instant now = START;
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final AgentAddresses addresses =
            new AgentAddresses(catalog, Duration.ofMinutes(3), () -> now);
    private final Routes routes = addresses.routes(new Routes());

    @Test
    void agentsAreListedAsPrometheusReadsThem() throws Exception {
        tell("web-01", "10.1.4.9:9480", Map.of());
        tell("db-07", "db-07:9480", Map.of("environment", "production", "rack-row", "7"));
        now = START.plusSeconds(180);

        assertThat(list().text())
                .isEqualTo(
                        "[{\"targets\":[\"db-07:9480\"],\"labels\":{\"environment\":\"production\","
                            + "\"host\":\"db-07\",\"rack_row\":\"7\"}},"
                            + "{\"targets\":[\"10.1.4.9:9480\"],\"labels\":{\"host\":\"web-01\"}}]");
    }

    @Test
    void rightAfterAStartPrometheusKeepsTheListThatItHas() throws Exception {
        tell("web-01", "10.1.4.9:9480", Map.of());

        now = START.plusSeconds(179);
        assertThat(list().status()).isEqualTo(503);
        now = START.plusSeconds(180);
        assertThat(list().status()).isEqualTo(200);
    }

    @Test
    void aSilentAgentStaysListedForADay() throws Exception {
        tell("web-01", "10.1.4.9:9480", Map.of());

        now = START.plus(Duration.ofDays(1));
        assertThat(list().text()).contains("web-01");
        now = START.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(list().text()).isEqualTo("[]");
    }

    private FakeExchange list() throws Exception {
        return FakeExchange.get(routes, "/api/v1/prometheus/targets");
    }

    private void tell(String host, String address, Map<String, String> tags) {
        TreeMap<String, String> all = new TreeMap<>(tags);
        all.put("host", host);
        SampleBatch batch = new SampleBatch(1);
        long micros = START.toEpochMilli() * 1000;
        batch.addText(
                catalog.id(new SeriesKey("millwright_agent", all, "metrics_address")),
                micros,
                address);
        batch.addText(catalog.id(new SeriesKey("millwright_agent", all, "version")), micros, "1.0");
        addresses.accept(batch);
    }
}
