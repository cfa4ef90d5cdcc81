package millwright.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The path of InfluxDB 2 for writes as it is, with no proxy before it: VictoriaMetrics takes it,
 * and gives the figures back by an interface of its own. It answers no InfluxQL.
 */
class VictoriaMetricsIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    @Test
    void takesWhatIsWrittenAsInfluxDb2() throws Exception {
        Path program = ServerProcess.needed("victoria-metrics");
        int port = ServerProcess.freePorts(1)[0];
        Process server =
                ServerProcess.start(
                        folder.resolve("log"),
                        port,
                        program.toString(),
                        "-storageDataPath=" + folder.resolve("data"),
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-retentionPeriod=100y");
        URI url = URI.create("http://127.0.0.1:" + port);
        SeriesCatalog catalog = new SeriesCatalog();
        HistoryConfig config = HistoryConfig.of(folder.resolve("queue")).with(InfluxConfig.of(url));
        try (History history = Histories.open(config, catalog)) {
            SeriesKey key =
                    new SeriesKey(
                            "disk",
                            new TreeMap<>(Map.of("host", "db-07", "path", "/var log")),
                            "used_percent");
            long second = Instant.now().getEpochSecond() - 60;
            SampleBatch batch = new SampleBatch(3);
            for (int i = 0; i < 3; i++) {
                batch.add(catalog.id(key), (second + i) * 1_000_000, 70.5 + i);
            }
            history.append(batch);
            awaitDelivered(history);

            assertThat(figures(url)).containsExactly(70.5, 71.5, 72.5);
        } finally {
            ServerProcess.kill(server);
        }
    }

    private static void awaitDelivered(History history) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (history.waiting().orElseThrow().samples() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static List<Double> figures(URI url) throws Exception {
        String match = "disk_used_percent{host=\"db-07\",path=\"/var log\"}";
        URI export =
                url.resolve(
                        "/api/v1/export?reduce_mem_usage=1&match[]="
                                .replace("[]", "%5B%5D")
                                .concat(URLEncoder.encode(match, StandardCharsets.UTF_8)));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String body = "";
        while (body.isEmpty() && System.nanoTime() < deadline) { // it shows them a second later
            body =
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(export).build(), BodyHandlers.ofString())
                            .body();
        }
        List<Double> values = new ArrayList<>();
        JsonNode series = JSON.readTree(body);
        series.path("values").forEach(value -> values.add(value.asDouble()));
        return values;
    }
}
