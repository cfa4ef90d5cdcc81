package millwright.collector.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/**
 * A million samples of 5,000 series: into the queue while InfluxDB is away, from there to it, and
 * back. Needs {@code influxd} and nginx; run with the test class path.
 */
final class InfluxBenchmark {
    private static final int SERIES = 5_000;
    private static final int BATCHES = 20;
    private static final int ROUNDS = 10;
    private static final Instant FIRST = Instant.parse("2026-03-02T10:00:00Z");

    private InfluxBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("millwright-benchmark");
        SeriesCatalog catalog = new SeriesCatalog();
        try (InfluxDbServer server = InfluxDbServer.open()) {
            server.kill();
            HistoryConfig config = HistoryConfig.of(folder).with(InfluxConfig.of(server.url()));
            try (History history = Histories.open(config, catalog)) {
                time("into the queue", () -> fill(history, catalog));
                System.out.printf(
                        "queue: %d bytes%n", Files.size(folder.resolve("db").resolve("queue.mv")));
                server.start();
                time("to InfluxDB", () -> awaitDelivered(history));
                time("scanned", () -> history.scan(FIRST, Instant.MAX, (id, micros, value) -> {}));
                time("rolled up", () -> history.maintain(FIRST.plusSeconds(7200)));
            }
        }
    }

    private static void time(String what, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        int samples = SERIES * BATCHES * ROUNDS;
        System.out.printf("%s: %.1f s, %.0f samples/s%n", what, seconds, samples / seconds);
    }

    private static void fill(History history, SeriesCatalog catalog) {
        Random random = new Random(1);
        int second = 0;
        for (int i = 0; i < BATCHES; i++) {
            SampleBatch batch = new SampleBatch(SERIES * ROUNDS);
            for (int round = 0; round < ROUNDS; round++, second += 10) {
                for (int host = 0; host < SERIES; host++) {
                    SeriesKey key =
                            new SeriesKey(
                                    "cpu",
                                    new TreeMap<>(Map.of("host", "web-" + host, "cpu", "total")),
                                    "usage_active");
                    long micros = HistoryContract.micros(FIRST.plusSeconds(second));
                    batch.add(catalog.id(key), micros, random.nextDouble() * 100);
                }
            }
            history.append(batch);
        }
    }

    private static void awaitDelivered(History history) {
        while (history.waiting().orElseThrow().samples() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
