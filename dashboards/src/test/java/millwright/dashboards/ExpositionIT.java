package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running collector and a running agent expose, as Prometheus' own programs see it. */
@Timeout(300)
class ExpositionIT {
    private static final String TARGETS = "/api/v1/prometheus/targets";
    private static final String TAGS = "environment: production, service: shop";

    @TempDir private Path folder;
    private final int port = Program.freePort();
    private final Http collector = new Http(port);

    @Test
    void promtoolFindsNothingToSayOfOurMetricsAndPrometheusFindsTheAgents() throws Exception {
        String promtool = Program.needed("promtool").toString();
        int agentPort = Program.freePort();
        Http agent = new Http(agentPort);
        Map<String, String> known = Map.of("MILLWRIGHT_PROMETHEUS_DISCOVERY_WAIT", "0s");
        try (Program collecting = Daemons.collector(folder, port, known);
                Program measuring = Daemons.agent(folder, "db-07", TAGS, port, agentPort)) {
            fill();
            measuring.await(
                    "a rate of the host's disks, which takes two readings",
                    () ->
                            agent.answers("/metrics")
                                    && metrics(agent).contains("millwright_host_disk_busy_ratio{"));
            collecting.await("indicators", () -> metrics(collector).contains("millwright_breach{"));

            Set<String> listed = Dashboards.metrics();
            collecting.await(
                    () -> "of what metrics.txt lists: " + missing(listed, agent),
                    () -> missing(listed, agent).isEmpty());
            check(promtool, metrics(collector));
            check(promtool, metrics(agent));

            collecting.await(
                    "address of the agent",
                    () -> collector.get(TARGETS).contains("127.0.0.1:" + agentPort));
            JsonNode targets = new ObjectMapper().readTree(collector.get(TARGETS));
            assertThat(targets).hasSize(1);
            assertThat(targets.get(0).path("labels").path("environment").asText())
                    .isEqualTo("production");

            discovered();
        }
    }

    /** A real Prometheus is given the collector alone, and scrapes the agent. */
    private void discovered() throws IOException {
        try (Prometheus prometheus =
                Prometheus.start(
                        folder,
                        """
                        global: {scrape_interval: 1s}
                        scrape_configs:
                          - job_name: millwright-agent
                            http_sd_configs:
                              - url: http://127.0.0.1:%d%s
                                refresh_interval: 1s
                        """
                                .formatted(port, TARGETS))) {
            JsonNode up = prometheus.await("up{job=\"millwright-agent\"} == 1");
            assertThat(up.get(0).path("metric").path("host").asText()).isEqualTo("db-07");
            assertThat(up.get(0).path("metric").path("service").asText()).isEqualTo("shop");
            prometheus.await("millwright_host_memory_used_ratio{host=\"db-07\"} > 0");
        }
    }

    /** Samples that make indicators, and a breach that makes a ticket. */
    private void fill() {
        long now = Instant.now().toEpochMilli();
        StringBuilder lines = new StringBuilder();
        for (int minute = 30; minute >= 0; minute--) {
            lines.append("disk,host=web-01,path=/var used_percent=97 ")
                    .append(now - minute * 60_000L)
                    .append('\n');
        }
        collector.post("/api/v2/write?precision=ms", lines.toString());
    }

    /** By promtool, and by rules that it does not know. */
    private void check(String promtool, String metrics) throws Exception {
        assertThat(
                        Program.say(
                                folder.resolve("promtool.log"),
                                metrics,
                                promtool,
                                "check",
                                "metrics"))
                .isEqualTo("exit 0");
        Map<String, String> types = new TreeMap<>();
        TreeSet<String> helped = new TreeSet<>();
        for (String line : metrics.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ") && words.length == 4 && !words[3].isBlank()) {
                helped.add(words[2]);
            }
        }
        assertThat(types).isNotEmpty();
        assertThat(helped).as("each has a help text").containsAll(types.keySet());
        types.forEach(
                (name, type) -> {
                    assertThat(name.endsWith("_total"))
                            .as("%s, a %s: counters alone end in _total", name, type)
                            .isEqualTo(type.equals("counter"));
                    assertThat(name)
                            .as("base units")
                            .doesNotContainPattern(
                                    "_(percent|milliseconds|ms|minutes|hours|kilobytes|megabytes|kb|mb)(_|$)");
                });
    }

    private static String metrics(Http daemon) {
        return daemon.get("/metrics");
    }

    /** Some are there only after a first event, of the garbage collection for one. */
    private Set<String> missing(Set<String> listed, Http agent) {
        Set<String> missing = new TreeSet<>(listed);
        missing.removeAll(names(metrics(collector) + metrics(agent)));
        return missing;
    }

    /** Of families, also those without a series now, and of the parts of a summary. */
    private static Set<String> names(String metrics) {
        return metrics.lines()
                .map(line -> line.replace("# TYPE ", ""))
                .map(line -> line.split("[ {]")[0])
                .collect(Collectors.toSet());
    }
}
