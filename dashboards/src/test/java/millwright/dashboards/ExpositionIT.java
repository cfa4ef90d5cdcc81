package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
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
    @TempDir private Path folder;

    @Test
    void promtoolFindsNothingToSayOfOurMetricsAndPrometheusFindsTheAgents() throws Exception {
        String promtool = Running.needs("promtool", "prometheus");
        int port = Running.freePort();
        int agentPort = Running.freePort();
        URI collector = Daemons.address(port);
        URI agent = Daemons.address(agentPort);
        Map<String, String> known = Map.of("MILLWRIGHT_PROMETHEUS_DISCOVERY_WAIT", "0s");
        try (Running collecting = Daemons.collector(folder, port, known);
                Running measuring =
                        Daemons.agent(folder, "db-07", port, "127.0.0.1:" + agentPort)) {
            fill(collector);
            measuring.awaitAnswer(agent.resolve("/metrics"));
            measuring.await(
                    "figures of the host",
                    () -> metrics(agent).contains("millwright_host_cpu_usage_ratio{"));
            collecting.await("indicators", () -> metrics(collector).contains("millwright_breach{"));

            check(promtool, metrics(collector));
            check(promtool, metrics(agent));
            assertThat(names(metrics(collector) + metrics(agent)))
                    .as("what metrics.txt lists is there")
                    .containsAll(Dashboards.metrics());

            collecting.await(
                    "address of the agent",
                    () -> Running.get(targets(collector)).contains("127.0.0.1:" + agentPort));
            JsonNode listed = new ObjectMapper().readTree(Running.get(targets(collector)));
            assertThat(listed).hasSize(1);
            assertThat(listed.get(0).path("labels").path("environment").asText())
                    .isEqualTo("production");

            discovered(collector);
        }
    }

    /** A real Prometheus is given the collector alone, and scrapes the agent. */
    private void discovered(URI collector) throws Exception {
        try (PrometheusServer prometheus =
                PrometheusServer.start(
                        folder,
                        """
                        global: {scrape_interval: 1s}
                        scrape_configs:
                          - job_name: millwright-agent
                            http_sd_configs:
                              - url: %s
                                refresh_interval: 1s
                        """
                                .formatted(targets(collector)))) {
            JsonNode up = prometheus.await("up{job=\"millwright-agent\"} == 1");
            assertThat(up.get(0).path("metric").path("host").asText()).isEqualTo("db-07");
            assertThat(up.get(0).path("metric").path("service").asText()).isEqualTo("shop");
            prometheus.await("millwright_host_memory_used_ratio{host=\"db-07\"} > 0");
        }
    }

    /** Samples that make indicators, and a breach that makes a ticket. */
    private static void fill(URI collector) throws Exception {
        long now = Instant.now().toEpochMilli();
        StringBuilder lines = new StringBuilder();
        for (int minute = 30; minute >= 0; minute--) {
            lines.append("disk,host=web-01,path=/var used_percent=97 ")
                    .append(now - minute * 60_000L)
                    .append('\n');
        }
        assertThat(Running.write(collector, lines.toString())).isEqualTo(204);
    }

    /** By promtool, and by rules that it does not know. */
    private static void check(String promtool, String metrics) throws Exception {
        assertThat(Running.say(metrics, promtool, "check", "metrics")).isEqualTo("exit 0");
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

    private static URI targets(URI collector) {
        return collector.resolve("/api/v1/prometheus/targets");
    }

    private static String metrics(URI daemon) throws IOException, InterruptedException {
        return Running.get(daemon.resolve("/metrics"));
    }

    /** Of families, also those without a series now, and of the parts of a summary. */
    private static Set<String> names(String metrics) {
        return metrics.lines()
                .map(line -> line.replace("# TYPE ", ""))
                .map(line -> line.split("[ {]")[0])
                .collect(Collectors.toSet());
    }
}
