package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.history.InfluxConfig;
import millwright.collector.history.InfluxDbServer;
import millwright.collector.history.Text;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two days of three hosts, a sample each ten seconds of two measurements, some of them twice; the
 * last hours are not rolled up. Copied into a real InfluxDB by the command, in a process of its
 * own.
 */
class HistoryMigrateIT {
    private static final Instant FIRST = Instant.parse("2026-03-02T10:07:00Z");
    private static final int SAMPLES = 2 * 8640;
    private static final SeriesKey STATE = key("service", "db-1", "state");

    @TempDir private Path data;
    @TempDir private Path folder;

    private static SeriesKey key(String measurement, String host, String field) {
        return new SeriesKey(measurement, new TreeMap<>(Map.of("host", host)), field);
    }

    private void embeddedHistory() {
        SeriesCatalog catalog = new SeriesCatalog();
        try (History history = Histories.open(HistoryConfig.of(data.resolve("history")), catalog)) {
            SampleBatch batch = new SampleBatch(SAMPLES * 6);
            for (int i = 0; i < SAMPLES; i++) {
                long micros = Micros.of(FIRST.plusSeconds(10L * i));
                for (int host = 0; host < 3; host++) {
                    String name = "db-" + host;
                    batch.add(catalog.id(key("cpu", name, "usage_active")), micros, i % 100);
                    batch.add(catalog.id(key("mem", name, "used_percent")), micros, host + 0.1);
                }
            }
            batch.addText(catalog.id(STATE), Micros.of(FIRST), "up");
            batch.addText(catalog.id(STATE), Micros.of(FIRST.plusSeconds(7)), "down");
            history.append(batch);
            history.append(batch); // the agent did not hear the answer
            history.maintain(FIRST.plus(Duration.ofHours(40)));
        }
    }

    private Process migrate(InfluxDbServer server, Path output, int batch) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of(
                        "millwright.collector.Main",
                        "history",
                        "migrate",
                        "--from",
                        "embedded",
                        "--to",
                        "influxdb"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "MILLWRIGHT_DATA",
                                data.toString(),
                                "MILLWRIGHT_HISTORY_KIND",
                                "influxdb",
                                "MILLWRIGHT_HISTORY_URL",
                                server.url().toString(),
                                "MILLWRIGHT_HISTORY_BATCH",
                                "" + batch));
        return builder.start();
    }

    @Test
    void killedAndRunAgainItCopiesAllOfItOnce() throws Exception {
        embeddedHistory();
        try (InfluxDbServer server = InfluxDbServer.open()) {
            Path output = folder.resolve("output");
            Path state = data.resolve("history-migration.properties");
            Process first = migrate(server, output, 50);
            RunningCollector.await(
                    "it has copied some hours of samples, or ended",
                    () -> text(state).contains("samples=") || !first.isAlive());
            assertThat(first.isAlive()).as(text(output)).isTrue();
            first.destroyForcibly();
            assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();

            Process second = migrate(server, output, 5000);
            assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();

            assertThat(text(output)).contains("100 %", "103,680 of 103,680 samples");
            assertThat(text(output)).containsPattern("cpu +51840 +51840\\R");
            assertThat(text(output)).containsPattern("mem +51840 +51840\\R");
            assertThat(text(output)).containsPattern("cpu, hourly +\\d+ +\\d+\\R");
            assertThat(text(output)).contains("All of it is in http://").doesNotContain("MISSING");
            assertThat(second.exitValue()).isZero();
            isTheSame(server.url());

            Process third = migrate(server, output, 5000);
            assertThat(third.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(third.exitValue()).as(text(output)).isZero();
        }
    }

    private void isTheSame(URI url) {
        Instant end = FIRST.plus(Duration.ofDays(3));
        HistoryConfig elsewhere =
                HistoryConfig.of(folder.resolve("queue")).with(InfluxConfig.of(url));
        try (History here =
                        Histories.open(
                                HistoryConfig.of(data.resolve("history")), new SeriesCatalog());
                History there = Histories.open(elsewhere, new SeriesCatalog())) {
            here.maintain(FIRST.plus(Duration.ofHours(60)));
            for (int host = 0; host < 3; host++) {
                for (SeriesKey key :
                        List.of(
                                key("cpu", "db-" + host, "usage_active"),
                                key("mem", "db-" + host, "used_percent"))) {
                    assertThat(there.range(key, FIRST, end))
                            .hasSize(SAMPLES)
                            .isEqualTo(here.range(key, FIRST, end));
                    assertThat(there.hourly(key, Instant.EPOCH, end))
                            .hasSize(49)
                            .isEqualTo(here.hourly(key, Instant.EPOCH, end));
                }
            }
            assertThat(there.texts(STATE, FIRST, end))
                    .containsExactly(new Text(FIRST, "up"), new Text(FIRST.plusSeconds(7), "down"));
        }
    }

    @Test
    void aServerThatLacksSomeIsToldByMeasurement() throws Exception {
        embeddedHistory();
        try (InfluxDbServer server = InfluxDbServer.open()) {
            Path output = folder.resolve("output");
            Process first = migrate(server, output, 5000);
            assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).as(text(output)).isZero();
            server.query("DROP SERIES FROM \"mem\" WHERE host = 'db-1'");

            Process second = migrate(server, output, 5000);
            assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();

            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(text(output))
                    .containsPattern("mem +51840 +34560  MISSING 17280\\R")
                    .contains("InfluxDB does not have all of it.");
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException beingReplaced) {
            return "";
        }
    }
}
