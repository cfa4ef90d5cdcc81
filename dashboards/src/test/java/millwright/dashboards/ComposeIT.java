package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services of compose.yaml, each with its environment, command and mounts: the collector, and
 * Debian's Prometheus and InfluxDB in place of the images. Grafana is in no Debian; what it would
 * ask is asked here.
 */
@Timeout(300)
class ComposeIT {
    private static final String TOKEN = "something-long"; // as the head of compose.yaml has it

    @TempDir private Path folder;
    private final int collectorPort = Program.freePort();
    private final int prometheusPort = Program.freePort();
    private final int influxPort = Program.freePort();
    private final int proxyPort = Program.freePort();
    private final Http collector = new Http(collectorPort);
    private final Http prometheus = new Http(prometheusPort);
    private final Http influx = new Http(proxyPort);
    private Compose compose;

    @BeforeEach
    void mounts() throws IOException {
        compose =
                new Compose(
                        folder,
                        Map.of(
                                "${MILLWRIGHT_INGEST_TOKEN}",
                                TOKEN,
                                "0.0.0.0:8480",
                                "0.0.0.0:" + collectorPort,
                                "collector:8480",
                                "127.0.0.1:" + collectorPort,
                                "prometheus:9090",
                                "127.0.0.1:" + prometheusPort,
                                "influxdb:8086",
                                "127.0.0.1:" + proxyPort));
        for (String service : List.of("collector", "prometheus", "influxdb", "grafana")) {
            compose.mount(service);
        }
    }

    /** The collector first: nothing makes it wait until InfluxDB answers. */
    @Test
    void eachServiceFindsTheOthersAndGrafanaWhatItAsksFor() throws Exception {
        Path influxd = Program.needed("influxd");
        Path nginx = Program.needed("nginx");
        Path prometheusProgram = Program.needed("prometheus");
        try (Program collecting = collector()) {
            collecting.await("a collector", () -> collector.answers("/health/ready"));
            takesSamplesWithTheTokenAlone();
            try (Program database = influxDb(influxd);
                    Program proxy = proxy(nginx);
                    Program scraping = prometheus(prometheusProgram)) {
                database.await("an InfluxDB behind nginx", () -> influx.answers("/ping"));
                scraping.await("a Prometheus", () -> prometheus.answers("/-/ready"));
                becomesHistory(collecting);
                isScrapedAndJudged(scraping);
                answersGrafana(scraping);
                assertThat(proxy).isNotNull();
                assertThat(folder.resolve("influxdb.log"))
                        .content()
                        .as("a line for each request would fill the container's log")
                        .contains("Listening on HTTP")
                        .doesNotContain("GET /query");
            }
        }
    }

    private void takesSamplesWithTheTokenAlone() {
        String path = "/api/v2/write?precision=ms";
        String line =
                "cpu,host=db-07,cpu=cpu-total usage_active=42 " + Instant.now().toEpochMilli();
        assertThatThrownBy(() -> collector.post(path, line)).hasMessageContaining("answers 401");
        collector.json("POST", path, TOKEN, line);
    }

    private void becomesHistory(Program collecting) {
        collecting.await(
                () -> "a sample in InfluxDB: " + ask("millwright", "SHOW MEASUREMENTS"),
                () ->
                        ask("millwright", "SELECT usage_active FROM cpu WHERE host = 'db-07'")
                                .contains(",42]"));
        collecting.await(
                "readiness without anything that waits",
                () ->
                        collector
                                .json("/health/ready")
                                .path("components")
                                .path("history")
                                .path("detail")
                                .asText()
                                .equals("0 samples wait"));
        JsonNode read =
                collector.json(
                        "/api/v1/indicators/history?host=db-07&indicator=cpu_utilization&resource=&from="
                                + Instant.now().minusSeconds(3600));
        assertThat(read.path("points")).as("%s", read).hasSize(1);
        assertThat(read.path("points").path(0).path("value").asDouble()).isEqualTo(42);
    }

    private void isScrapedAndJudged(Program scraping) {
        scraping.await(
                () -> "the collector scraped: " + prometheus.get("/api/v1/targets"),
                () -> "up".equals(target("millwright-collector").path("health").asText()));
        assertThat(prometheus.json("/api/v1/status/config").path("data").path("yaml").asText())
                .contains("http://127.0.0.1:" + collectorPort + "/api/v1/prometheus/targets");
        JsonNode groups = prometheus.json("/api/v1/rules").path("data").path("groups");
        assertThat(groups.findValuesAsText("file"))
                .extracting(file -> Path.of(file).getFileName().toString())
                .containsExactlyInAnyOrder("alerts.yml", "recording.yml");
        List<String> failed = new ArrayList<>();
        for (JsonNode group : groups) {
            assertThat(group.path("rules")).isNotEmpty();
            for (JsonNode rule : group.path("rules")) {
                String query = rule.path("query").asText();
                JsonNode answer = prometheus.form("/api/v1/query", "query", query);
                if (!answer.path("status").asText().equals("success") || rule.has("lastError")) {
                    failed.add(rule.path("name").asText() + ": " + answer + rule);
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    private JsonNode target(String job) {
        for (JsonNode target :
                prometheus.json("/api/v1/targets").path("data").path("activeTargets")) {
            if (target.path("labels").path("job").asText().equals(job)) {
                return target;
            }
        }
        return prometheus.json("/api/v1/targets").path("none");
    }

    /** As Grafana's back end does, which is what {@code access: proxy} means. */
    private void answersGrafana(Program scraping) throws IOException {
        List<JsonNode> sources =
                compose.mounted("grafana", "/etc/grafana/provisioning/datasources", "datasources");
        assertThat(sources)
                .extracting(source -> source.path("type").asText())
                .containsExactlyInAnyOrder("prometheus", "influxdb");
        for (JsonNode source : sources) {
            Http server = new Http(URI.create(source.path("url").asText()).getPort());
            if (source.path("type").asText().equals("prometheus")) {
                scraping.await(
                        "a query of Grafana",
                        () ->
                                server.form(
                                                "/api/v1/query",
                                                "query",
                                                "millwright_ingest_samples_total")
                                        .path("data")
                                        .path("result")
                                        .has(0));
            } else {
                String database = source.path("jsonData").path("dbName").asText();
                String answer =
                        server.form("/query", "db", database, "q", "SELECT * FROM disk").toString();
                assertThat(answer)
                        .as("no roll-up yet, and no error either")
                        .isEqualTo("{\"results\":[{\"statement_id\":0}]}");
            }
        }
    }

    private String ask(String database, String query) {
        return influx.form("/query", "db", database, "q", query).toString();
    }

    private Program collector() throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("millwright.collector.Main");
        arguments.addAll(compose.arguments("collector"));
        return Program.java(
                folder.resolve("collector.log"),
                compose.environment("collector"),
                arguments.toArray(String[]::new));
    }

    /** The image's own command, as {@code prom/prometheus} has it. */
    private Program prometheus(Path program) throws IOException {
        return Program.start(
                folder.resolve("prometheus.log"),
                compose.environment("prometheus"),
                program.toString(),
                "--config.file=" + compose.inside("prometheus", "/etc/prometheus/prometheus.yml"),
                "--storage.tsdb.path=" + compose.inside("prometheus", "/prometheus"),
                "--web.listen-address=127.0.0.1:" + prometheusPort);
    }

    /** The folders are those of the image's own configuration. */
    private Program influxDb(Path program) throws IOException {
        Path data = compose.inside("influxdb", "/var/lib/influxdb");
        Path config =
                Files.writeString(
                        folder.resolve("influxdb.conf"),
                        """
                        bind-address = "127.0.0.1:%d"
                        [meta]
                          dir = "%s/meta"
                        [data]
                          dir = "%2$s/data"
                          wal-dir = "%2$s/wal"
                        [http]
                          bind-address = "127.0.0.1:%3$d"
                        """
                                .formatted(Program.freePort(), data, influxPort));
        return Program.start(
                folder.resolve("influxdb.log"),
                compose.environment("influxdb"),
                program.toString(),
                "-config",
                config.toString());
    }

    /** Debian's InfluxDB is 1.6 and lacks a path that 1.8 has: docs/history.md. */
    private Program proxy(Path program) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        """
                        daemon off;
                        master_process off;
                        pid FOLDER/nginx.pid;
                        events { worker_connections 64; }
                        http {
                            access_log off;
                            client_body_temp_path FOLDER/body;
                            proxy_temp_path FOLDER/proxy;
                            fastcgi_temp_path FOLDER/fastcgi;
                            uwsgi_temp_path FOLDER/uwsgi;
                            scgi_temp_path FOLDER/scgi;
                            client_max_body_size 64m;
                            server {
                                listen 127.0.0.1:PROXY;
                                location = /api/v2/write {
                                    rewrite ^ /write?db=$arg_bucket&precision=u? break;
                                    proxy_pass http://127.0.0.1:SERVER;
                                }
                                location / { proxy_pass http://127.0.0.1:SERVER; }
                            }
                        }
                        """
                                .replace("FOLDER", folder.toString())
                                .replace("PROXY", "" + proxyPort)
                                .replace("SERVER", "" + influxPort));
        return Program.start(
                folder.resolve("nginx.log"),
                Map.of(),
                program.toString(),
                "-e",
                folder.resolve("nginx-error.log").toString(),
                "-c",
                config.toString());
    }
}
