package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.history.InfluxConfig;
import millwright.collector.history.InfluxDbServer;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector whose InfluxDB is away when it starts, while it is killed, and until later. */
class HistoryAwayIT {
    private static final int LINES = 2_000;

    @TempDir private Path folder;

    @Test
    void samplesAreTakenAndJudgedAndReachItOnceWhenItIsBack() throws Exception {
        try (InfluxDbServer server = InfluxDbServer.open()) {
            server.kill();
            Path data = folder.resolve("data");
            long second = Instant.now().getEpochSecond() - LINES;
            try (RunningCollector collector =
                    RunningCollector.start(data, environment(server, Map.of()))) {
                assertThat(collector.write(lines(second), "s")).isEqualTo(204);
                long now = Instant.now().getEpochSecond() + 1;
                assertThat(collector.write(line(now), "s")).isEqualTo(204);
                RunningCollector.await(
                        "the collector says so",
                        () -> collector.get("/health/ready").contains("history writes wait: "));
                assertThat(collector.status("/health/ready")).isEqualTo(503);
                assertThat(collector.get("/health/ready")).contains("nothing is lost");
                RunningCollector.await(
                        "the ticket is there all the same",
                        () ->
                                collector
                                        .get("/api/v1/tickets?indicator=disk_free")
                                        .contains("\"total\":1"));
                assertThat(collector.status("/hosts/db-01")).isEqualTo(200);
                String metrics = collector.get("/metrics");
                assertThat(metrics)
                        .contains(
                                "millwright_history_queue_samples 2001.0",
                                "millwright_history_queue_age_seconds ",
                                "millwright_history_retries_total ");
                collector.kill();
            }
            try (RunningCollector collector =
                    RunningCollector.start(data, environment(server, Map.of()))) {
                assertThat(collector.log().toString())
                        .contains("Judging begins without what was measured before this start");
                server.start();
                RunningCollector.await(
                        "all is there", () -> collector.status("/health/ready") == 200);
                assertThat(collector.get("/metrics"))
                        .contains(
                                "millwright_history_queue_samples 0.0",
                                "millwright_history_written_samples_total 2001.0");
                assertThat(collector.stop()).isZero();
            }
            HistoryConfig elsewhere =
                    HistoryConfig.of(folder.resolve("second")).with(InfluxConfig.of(server.url()));
            SeriesKey key =
                    new SeriesKey(
                            "disk",
                            new TreeMap<>(Map.of("host", "db-01", "path", "/var")),
                            "used_percent");
            try (History history = Histories.open(elsewhere, new SeriesCatalog())) {
                assertThat(history.range(key, Instant.EPOCH, Instant.MAX)).hasSize(LINES + 1);
            }
        }
    }

    @Test
    void whatNoQueueHasRoomForIsToldToTheWriters() throws Exception {
        try (InfluxDbServer server = InfluxDbServer.open()) {
            server.kill();
            Map<String, String> small =
                    Map.of(
                            "MILLWRIGHT_HISTORY_QUEUE_MAX", "1000",
                            "MILLWRIGHT_INGEST_QUEUE_MAX", "10000");
            try (RunningCollector collector =
                    RunningCollector.start(folder.resolve("data"), environment(server, small))) {
                long second = Instant.now().getEpochSecond() - 100 * LINES;
                int[] written = {0};
                Set<Integer> told = new TreeSet<>();
                RunningCollector.await(
                        "writers are told to wait, and people why",
                        () -> {
                            long start = second + (long) written[0]++ % 50 * LINES;
                            told.add(collector.write(lines(start), "s"));
                            return told.size() > 1
                                    && collector
                                            .get("/health/ready")
                                            .contains(
                                                    "history writes wait: the queue on disk is"
                                                            + " full");
                        });
                told.remove(204);
                assertThat(told).isSubsetOf(429, 503);

                server.start();
                RunningCollector.await(
                        "it takes samples again",
                        () -> collector.write(lines(second - LINES), "s") == 204);
                RunningCollector.await(
                        "all is there", () -> collector.status("/health/ready") == 200);
            }
        }
    }

    private static Map<String, String> environment(
            InfluxDbServer server, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("MILLWRIGHT_HISTORY_KIND", "influxdb");
        all.put("MILLWRIGHT_HISTORY_URL", server.url().toString());
        all.put("MILLWRIGHT_HISTORY_TIMEOUT", Duration.ofSeconds(2).toSeconds() + "s");
        return all;
    }

    private static String lines(long firstSecond) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(line(firstSecond + i)).append('\n');
        }
        return lines.toString();
    }

    private static String line(long second) {
        return "disk,host=db-01,path=/var used_percent=85 " + second;
    }
}
