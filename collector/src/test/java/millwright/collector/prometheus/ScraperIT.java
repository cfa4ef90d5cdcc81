package millwright.collector.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import millwright.collector.ingest.Ingest;
import millwright.collector.ingest.IngestConfig;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An exporter that says what a test wants, asked by a scraper with a journal behind it. */
@Timeout(60)
class ScraperIT {
    @TempDir private Path folder;
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final AtomicReference<String> says = new AtomicReference<>("");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer exporter;
    private Ingest ingest;
    private Scraper scraper;

    @BeforeEach
    void open() throws IOException {
        exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exporter.createContext(
                "/metrics",
                exchange -> {
                    byte[] text = says.get().getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                    asked.add("asked");
                });
        exporter.start();
        ingest =
                Ingest.open(
                        IngestConfig.of(folder, List.of()).withoutTokens(),
                        catalog,
                        this::judged,
                        batch -> {},
                        InstantSource.system(),
                        new SimpleMeterRegistry());
        scraper =
                new Scraper(
                        new Exporters(
                                ExporterMapping.shipped(), 1000, 1000, ingest.intake(), meters),
                        InstantSource.system(),
                        meters);
    }

    @AfterEach
    void close() {
        scraper.close();
        exporter.stop(0);
        ingest.close();
    }

    @Test
    void anExportersFiguresBecomeOurOwnAtOnce() throws Exception {
        says.set(
                """
                # HELP node_memory_MemTotal_bytes of memory
                # TYPE node_memory_MemTotal_bytes gauge
                node_memory_MemTotal_bytes 1000
                node_memory_MemAvailable_bytes 2.5e+02
                """);
        start("");

        assertThat(next("mem used_percent"))
                .isEqualTo("mem,environment=production,host=db-07 used_percent 75.0");
        next("mem used_percent"); // the first scrape is over when the second one tells
        assertThat(meters.get("millwright.scrape.up").tag("target", "node").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoExpositionIsOneFailureAndTheNextAnswerIsTaken() throws Exception {
        says.set("node_load1 four\n");
        start("");
        asked.take();
        asked.take();
        assertThat(taken).isEmpty();
        assertThat(meters.get("millwright.scrape.up").gauge().value()).isZero();

        says.set("node_load1 4\n");
        assertThat(next("system load1")).endsWith("load1 4.0");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() throws Exception {
        says.set("node_load1 4\n" + "# padding\n".repeat(10_000));
        start("body_max: 64KiB");
        asked.take();
        asked.take();

        assertThat(taken).isEmpty();
        assertThat(meters.get("millwright.scrape.up").gauge().value()).isZero();
    }

    private void start(String more) {
        String yaml =
                """
                scrape:
                  - name: node
                    url: http://127.0.0.1:%d/metrics
                    interval: 1s
                    labels: {host: db-07, environment: production}
                    %s
                """
                        .formatted(exporter.getAddress().getPort(), more);
        scraper.start(
                ConfigFile.readText("collector.yaml", yaml, Map.of(), PrometheusConfig::read)
                        .scrape());
    }

    private String next(String measurementAndField) throws InterruptedException {
        String[] wanted = measurementAndField.split(" ");
        Optional<String> found = Optional.empty();
        while (found.isEmpty()) {
            String one = taken.poll(30, TimeUnit.SECONDS);
            assertThat(one).as("nothing of " + measurementAndField).isNotNull();
            found =
                    Optional.of(one)
                            .filter(line -> line.startsWith(wanted[0] + ","))
                            .filter(line -> line.contains(" " + wanted[1] + " "));
        }
        return found.get();
    }

    private void judged(SampleBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            taken.add(catalog.key(batch.series(i)) + " " + batch.value(i));
        }
    }
}
