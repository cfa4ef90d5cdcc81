package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * This machine, seen by our own agent and by Debian's node_exporter, whose figures come by remote
 * write: the same indicators with the same values, and a ticket from them.
 */
@Timeout(420)
class ExportersIT {
    @TempDir private Path folder;
    private final int port = Program.freePort();
    private final int nodePort = Program.freePort();
    private final int agentPort = Program.freePort();
    private final Http collector = new Http(port);

    @Test
    void prometheusAndNodeExporterGiveWhatOurAgentGivesAndATicket() throws Exception {
        try (Program collecting = Daemons.collector(folder, port, lowLimits());
                Program exporter = nodeExporter();
                Program agent = agent();
                Prometheus prometheus = Prometheus.start(folder, prometheusConfig())) {
            measured(exporter, agent);
            prometheus.await("up{job=\"node\"} == 1");
            comparesWithTheAgent(collecting);
            collecting.await("a ticket", () -> tickets().contains("by-exporter"));
        }
    }

    @Test
    void vmagentDoesAsWell() throws Exception {
        Path vmagent = Program.needed("vmagent");
        int vmagentPort = Program.freePort();
        try (Program collecting = Daemons.collector(folder, port, Map.of());
                Program exporter = nodeExporter();
                Program agent = agent();
                Program writer = vmagent(vmagent, vmagentPort)) {
            measured(exporter, agent);
            Http http = new Http(vmagentPort);
            writer.await("a vmagent", () -> http.answers("/metrics"));
            comparesWithTheAgent(collecting);
        }
    }

    private void measured(Program exporter, Program agent) {
        Http theirs = new Http(nodePort);
        exporter.await("a node_exporter", () -> theirs.answers("/metrics"));
        Http ours = new Http(agentPort);
        agent.await("an agent", () -> ours.answers("/metrics"));
    }

    /** Over the same interval, in which this machine is neither idle nor all busy. */
    private void comparesWithTheAgent(Program collecting) throws IOException {
        collecting.await(
                "indicators of both",
                () ->
                        indicators("by-agent").keySet().containsAll(judged())
                                && indicators("by-exporter").keySet().containsAll(judged()));
        Instant from = Instant.now().plusSeconds(5);
        Instant to = from.plusSeconds(25);
        collecting.await(
                "the interval", () -> isWorking() && Instant.now().isAfter(to.plusSeconds(6)));

        assertThat(indicators("by-exporter").keySet())
                .as("the same disks and nothing that cannot run full")
                .filteredOn(key -> key.startsWith("disk_free"))
                .containsExactlyInAnyOrderElementsOf(
                        indicators("by-agent").keySet().stream()
                                .filter(key -> key.startsWith("disk_free"))
                                .toList());
        for (String indicator : judged()) {
            double own = course("by-agent", indicator).mean(from, to);
            double theirs = course("by-exporter", indicator).mean(from, to);
            assertThat(theirs).as(indicator).isCloseTo(own, within(1.0));
        }
    }

    /** Some work between two looks. */
    private static boolean isWorking() {
        long end = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return true;
    }

    /** The shipped limits, but for the memory's first: below what any machine has in use. */
    private Map<String, String> lowLimits() throws IOException {
        return Daemons.limits(folder, ",> 85,15 min,80,5 min,", ",> 2,0,1,5 min,");
    }

    private static List<String> judged() {
        return List.of("cpu_utilization ", "memory_usage ", "disk_free /", "inode_free /");
    }

    private Map<String, Double> indicators(String host) {
        JsonNode answer = collector.json("/api/v1/indicators?host=" + host);
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

    private MeasuredCourse course(String host, String key) {
        String[] parts = key.split(" ", 2);
        return MeasuredCourse.of(
                collector.json(
                        "/api/v1/indicators/history?host=%s&indicator=%s&resource=%s&from=%s"
                                .formatted(
                                        host,
                                        parts[0],
                                        parts[1],
                                        Instant.now().minus(Duration.ofMinutes(10)))));
    }

    private String tickets() {
        return collector.get("/api/v1/tickets?host=by-exporter");
    }

    private Program agent() throws IOException {
        return Daemons.agent(folder, "by-agent", "environment: production", port, agentPort);
    }

    private Program nodeExporter() throws IOException {
        return Program.start(
                folder.resolve("node_exporter.log"),
                Map.of(),
                Program.needed("prometheus-node-exporter", "node_exporter").toString(),
                "--web.listen-address=127.0.0.1:" + nodePort);
    }

    private String prometheusConfig() {
        return scrapeConfig()
                + """
                remote_write:
                  - url: http://127.0.0.1:%d/api/v1/prometheus/write
                    queue_config: {max_samples_per_send: 100, batch_send_deadline: 1s, max_shards: 4, min_shards: 4}
                """
                        .formatted(port);
    }

    private String scrapeConfig() {
        return """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: node
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {host: by-exporter, environment: production}
        """
                .formatted(nodePort);
    }

    private Program vmagent(Path program, int listen) throws IOException {
        Path config = Files.writeString(folder.resolve("scrape.yml"), scrapeConfig());
        return Program.start(
                folder.resolve("vmagent.log"),
                Map.of(),
                program.toString(),
                "-promscrape.config=" + config,
                "-remoteWrite.url=http://127.0.0.1:" + port + "/api/v1/write",
                "-remoteWrite.tmpDataPath=" + folder.resolve("vmagent"),
                "-httpListenAddr=127.0.0.1:" + listen);
    }
}
