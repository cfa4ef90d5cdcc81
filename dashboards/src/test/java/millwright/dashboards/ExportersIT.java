package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * This machine, seen by our own agent and by Debian's node_exporter, whose figures come by remote
 * write: the same indicators with the same values, and a ticket from them.
 */
@Timeout(420)
class ExportersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;
    private int port;
    private int nodePort;
    private URI collector;

    @BeforeEach
    void ports() throws IOException {
        port = Running.freePort();
        nodePort = Running.freePort();
        collector = Daemons.address(port);
    }

    @Test
    void prometheusAndNodeExporterGiveWhatOurAgentGivesAndATicket() throws Exception {
        Running.needs("prometheus", "prometheus");
        try (Running collecting = Daemons.collector(folder, port, lowLimits());
                Running exporter = nodeExporter();
                Running agent =
                        Daemons.agent(folder, "by-agent", port, "127.0.0.1:" + Running.freePort());
                PrometheusServer prometheus = PrometheusServer.start(folder, prometheusConfig())) {
            comparesWithTheAgent(collecting);
            collecting.await("ticket", () -> tickets().contains("by-exporter"));
        }
    }

    @Test
    void vmagentDoesAsWell() throws Exception {
        String vmagent = Running.needs("vmagent", "victoria-metrics");
        try (Running collecting = Daemons.collector(folder, port, Map.of());
                Running exporter = nodeExporter();
                Running agent =
                        Daemons.agent(folder, "by-agent", port, "127.0.0.1:" + Running.freePort());
                Running writer = vmagent(vmagent)) {
            comparesWithTheAgent(collecting);
        }
    }

    /** Each sees the same moments; the machine is busy, so several of them are looked at. */
    private void comparesWithTheAgent(Running collecting) throws Exception {
        collecting.await(
                "indicators of both",
                () ->
                        indicators("by-agent").keySet().containsAll(judged())
                                && indicators("by-exporter").keySet().containsAll(judged()));
        long from = Instant.now().toEpochMilli();
        collecting.await("a minute of both", () -> Instant.now().toEpochMilli() - from > 45_000);

        assertThat(indicators("by-exporter").keySet())
                .as("the same disks and nothing that cannot run full")
                .filteredOn(key -> key.startsWith("disk_free"))
                .containsExactlyInAnyOrderElementsOf(
                        indicators("by-agent").keySet().stream()
                                .filter(key -> key.startsWith("disk_free"))
                                .toList());
        for (String indicator : judged()) {
            double own = mean("by-agent", indicator, from);
            double theirs = mean("by-exporter", indicator, from);
            double tolerance = indicator.startsWith("cpu") ? 10 : 1;
            assertThat(theirs).as(indicator).isCloseTo(own, within(tolerance));
        }
    }

    /** The shipped limits, but for the memory's first: below what any machine has in use. */
    private Map<String, String> lowLimits() throws IOException {
        String shipped;
        try (InputStream in =
                ExportersIT.class.getResourceAsStream("/millwright/rules/thresholds.csv")) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String lowered = shipped.replace(",> 85,15 min,80,5 min,", ",> 2,0,1,5 min,");
        assertThat(lowered).as("a row has changed").isNotEqualTo(shipped);
        Path file = Files.writeString(folder.resolve("thresholds.csv"), lowered);
        return Map.of("MILLWRIGHT_RULES_THRESHOLDS", file.toString());
    }

    private static List<String> judged() {
        return List.of("cpu_utilization ", "memory_usage ", "disk_free /", "inode_free /");
    }

    private Map<String, Double> indicators(String host) throws IOException, InterruptedException {
        JsonNode answer =
                JSON.readTree(Running.get(collector.resolve("/api/v1/indicators?host=" + host)));
        Map<String, Double> found = new TreeMap<>();
        for (JsonNode one : answer.path("items")) {
            if (one.has("value")) {
                found.put(
                        one.path("indicator").asText() + " " + one.path("resource").asText(),
                        one.path("value").asDouble());
            }
        }
        return found;
    }

    private double mean(String host, String key, long fromMillis)
            throws IOException, InterruptedException {
        String[] parts = key.split(" ", 2);
        JsonNode answer =
                JSON.readTree(
                        Running.get(
                                collector.resolve(
                                        "/api/v1/indicators/history?host=%s&indicator=%s&resource=%s&from=%s"
                                                .formatted(
                                                        host,
                                                        parts[0],
                                                        parts[1],
                                                        Instant.ofEpochMilli(fromMillis)))));
        List<Double> values = new ArrayList<>();
        for (JsonNode point : answer.path("points")) {
            values.add(point.path("mean").asDouble(point.path("value").asDouble()));
        }
        assertThat(values).as("history of %s %s: %s", host, key, answer).isNotEmpty();
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private String tickets() throws IOException, InterruptedException {
        return Running.get(collector.resolve("/api/v1/tickets?host=by-exporter"));
    }

    private Running nodeExporter() throws Exception {
        String program = Running.needs("prometheus-node-exporter", "prometheus-node-exporter");
        return Running.start(
                        "node_exporter",
                        folder,
                        Map.of(),
                        List.of(program, "--web.listen-address=127.0.0.1:" + nodePort))
                .awaitAnswer(Daemons.address(nodePort).resolve("/metrics"));
    }

    private String prometheusConfig() {
        return scrapeConfig()
                + """
                remote_write:
                  - url: %s
                    queue_config: {max_samples_per_send: 100, batch_send_deadline: 1s, max_shards: 4, min_shards: 4}
                """
                        .formatted(collector.resolve("/api/v1/prometheus/write"));
    }

    private String scrapeConfig() {
        return """
        global: {scrape_interval: 5s}
        scrape_configs:
          - job_name: node
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {host: by-exporter, environment: production}
        """
                .formatted(nodePort);
    }

    private Running vmagent(String program) throws IOException {
        Path config = Files.writeString(folder.resolve("scrape.yml"), scrapeConfig());
        return Running.start(
                "vmagent",
                folder,
                Map.of(),
                List.of(
                        program,
                        "-promscrape.config=" + config,
                        "-remoteWrite.url=" + collector.resolve("/api/v1/write"),
                        "-remoteWrite.tmpDataPath=" + folder.resolve("vmagent"),
                        "-httpListenAddr=127.0.0.1:" + Running.freePort()));
    }
}
