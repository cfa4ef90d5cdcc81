package millwright.collector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** InfluxDB as history when it is away, slow, killed, full or does not like what it gets. */
class InfluxHistoryTroubleIT {
    private static final SeriesKey CPU = series("cpu", "web-01", "usage_active");
    private static final SeriesKey FREE = series("disk", "web-01", "free");
    private static final Instant FIRST = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir Path folder;

    private InfluxDbServer server;
    private InfluxConfig influx;
    private SeriesCatalog catalog;
    private History history;

    @BeforeEach
    void start() {
        server = InfluxDbServer.open();
        influx = server.databases().withTimeout(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        if (history != null) {
            history.close();
        }
        server.close();
    }

    private static SeriesKey series(String measurement, String host, String field) {
        return new SeriesKey(measurement, new TreeMap<>(Map.of("host", host)), field);
    }

    private void open() {
        catalog = new SeriesCatalog();
        history = Histories.open(HistoryConfig.of(folder.resolve("queue")).with(influx), catalog);
    }

    private void reopen() {
        history.close();
        open();
    }

    private void append(SeriesKey key, int from, int to) {
        SampleBatch batch = new SampleBatch(to - from);
        for (int i = from; i < to; i++) {
            batch.add(catalog.id(key), micros(i), i);
        }
        history.append(batch);
    }

    private static long micros(int second) {
        return (FIRST.getEpochSecond() + second) * 1_000_000;
    }

    private HistoryWaiting waiting() {
        return history.waiting().orElseThrow();
    }

    private void awaitDelivered() {
        await("all is at the server", () -> waiting().samples() == 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within a minute: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** By the server alone, past our queue. */
    private List<Sample> atServer(SeriesKey key, Path scratch) {
        SeriesCatalog other = new SeriesCatalog();
        try (History direct = Histories.open(HistoryConfig.of(scratch).with(influx), other)) {
            return direct.range(key, Instant.EPOCH, Instant.MAX);
        }
    }

    private void serverHasEachOnce(SeriesKey key, int samples) {
        List<Sample> found = atServer(key, folder.resolve("scratch"));
        assertThat(found).hasSize(samples);
        for (int i = 0; i < samples; i++) {
            assertThat(found.get(i)).isEqualTo(new Sample(FIRST.plusSeconds(i), i));
        }
    }

    private String post(String pathAndQuery, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + pathAndQuery))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aServerThatIsAwayAtTheStartHoldsNothingUp() {
        server.kill();
        open();
        append(CPU, 0, 100);
        await("it says so", () -> waiting().trouble().isPresent());

        assertThat(waiting().isTrouble()).isTrue();
        assertThat(waiting().words())
                .startsWith("history writes wait: 100 of at most 10000000 samples since ")
                .contains("nothing is lost", server.url().toString());
        assertThat(waiting().since()).isPresent();
        assertThatThrownBy(() -> history.range(CPU, FIRST, FIRST.plusSeconds(9)))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("cannot be read from " + server.url());
        assertThatThrownBy(() -> history.maintain(FIRST.plusSeconds(7200)))
                .isInstanceOf(HistoryException.class);

        server.start();
        awaitDelivered();
        assertThat(waiting().trouble()).isEmpty();
        assertThat(waiting().words()).isEqualTo("0 samples wait");
        assertThat(waiting().retries()).isPositive();
        assertThat(waiting().written()).isEqualTo(100);
        serverHasEachOnce(CPU, 100);
    }

    @Test
    void aServerThatIsKilledInTheMiddleGetsEachSampleOnce() {
        influx = influx.withQueue(1_000_000, 500);
        open();
        append(CPU, 0, 50_000);
        await("it is at it", () -> waiting().written() > 2_000);
        server.kill();
        assertThat(waiting().samples()).isPositive();
        append(CPU, 50_000, 60_000);
        await("it notices", () -> waiting().trouble().isPresent());

        server.start();
        awaitDelivered();

        assertThat(history.count(FIRST, Instant.MAX)).isEqualTo(60_000);
        serverHasEachOnce(CPU, 60_000);
    }

    @Test
    void aServerThatStandsStillHoldsNothingUp() throws Exception {
        open();
        append(CPU, 0, 10);
        awaitDelivered();

        server.freeze(true);
        try {
            append(CPU, 10, 20);
            await("it says so", () -> waiting().trouble().isPresent());
            append(CPU, 20, 30);
            assertThat(waiting().samples()).isEqualTo(20);
        } finally {
            server.freeze(false);
        }
        awaitDelivered();
        serverHasEachOnce(CPU, 30);
    }

    @Test
    void aSampleThatTheServerRefusesIsSetAsideAndTheOthersGoOn() throws Exception {
        open();
        append(CPU, 0, 1);
        awaitDelivered();
        String database = encoded(influx.database());
        // somebody else writes a whole number where ours are not
        post("/write?precision=u&db=" + database, "disk,host=db-07 free=1i " + micros(0));

        SampleBatch batch = new SampleBatch(100);
        for (int i = 1; i < 50; i++) {
            batch.add(catalog.id(CPU), micros(i), i);
            batch.add(catalog.id(FREE), micros(i), i);
        }
        history.append(batch);
        awaitDelivered();

        serverHasEachOnce(CPU, 50);
        assertThat(waiting().setAside()).isEqualTo(49);
        assertThat(waiting().isTrouble()).isFalse();
        assertThat(waiting().words())
                .contains("49 set aside, the last disk,host=web-01 free of 2026-03-02T10:00:01Z")
                .contains("field type conflict");
        assertThat(history.range(FREE, FIRST, FIRST.plusSeconds(100))).hasSize(49);
        assertThat(atServer(FREE, folder.resolve("other"))).isEmpty();

        post("/query?db=%s&q=%s".formatted(database, encoded("DROP MEASUREMENT \"disk\"")), "");
        reopen();
        await("they were tried again", () -> atServer(FREE, folder.resolve("third")).size() == 49);
        await("none is aside", () -> waiting().setAside() == 0);
    }

    /** Where the server names no field, the batch is halved until the bad one is alone. */
    @Test
    void aSampleOfATimeThatInfluxDbCannotHoldIsSetAsideAlone() {
        open();
        SampleBatch batch = new SampleBatch(100);
        for (int i = 0; i < 100; i++) {
            batch.add(catalog.id(CPU), micros(i), i);
        }
        long year3000 = Instant.parse("3000-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
        batch.add(catalog.id(FREE), year3000, 7);
        history.append(batch);
        awaitDelivered();

        serverHasEachOnce(CPU, 100);
        assertThat(waiting().setAside()).isEqualTo(1);
        assertThat(history.latest(FREE))
                .contains(new Sample(Instant.parse("3000-01-01T00:00:00Z"), 7));
    }

    @Test
    void aFullQueueTakesNothingAndSaysSoUntilThereIsRoom() {
        influx = influx.withQueue(1_000, 100);
        server.kill();
        open();
        append(CPU, 0, 1_000);

        assertThatThrownBy(() -> append(CPU, 1_000, 1_001))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("history writes wait: the queue on disk is full")
                .hasMessageContaining("1000 of history.queue_max 1000 samples");
        assertThat(waiting().isTrouble()).isTrue();
        reopen();
        assertThat(waiting().samples()).isEqualTo(1_000);
        assertThatThrownBy(() -> append(CPU, 1_000, 1_001)).isInstanceOf(HistoryException.class);

        server.start();
        awaitDelivered();
        append(CPU, 1_000, 1_001);
        awaitDelivered();
        serverHasEachOnce(CPU, 1_001);
    }

    @Test
    void aSampleThatComesAgainWhileItWaitsIsTheLaterOne() {
        server.kill();
        open();
        append(CPU, 0, 2);
        SampleBatch again = new SampleBatch(1);
        again.add(catalog.id(CPU), micros(1), 42);
        history.append(again);
        assertThat(waiting().samples()).isEqualTo(2);
        server.start();
        awaitDelivered();

        assertThat(atServer(CPU, folder.resolve("scratch")))
                .containsExactly(new Sample(FIRST, 0), new Sample(FIRST.plusSeconds(1), 42));
    }

    @Test
    void aWrongPasswordIsSaidAndLosesNothing() throws Exception {
        server.close();
        server = InfluxDbServer.askingWho();
        String user = "CREATE USER mw WITH PASSWORD 's3cret' WITH ALL PRIVILEGES";
        post("/query?q=" + encoded(user), "");
        influx = server.databases().withAccess(login("wrong"));
        open();
        append(CPU, 0, 10);
        await("it says so", () -> waiting().trouble().isPresent());
        assertThat(waiting().words()).contains("answers 401").doesNotContain("wrong");

        influx = influx.withAccess(login("s3cret"));
        reopen();
        awaitDelivered();
        assertThat(history.range(CPU, FIRST, FIRST.plusSeconds(60))).hasSize(10);
    }

    private static InfluxConfig.Access login(String password) {
        return new InfluxConfig.Access.Login("mw", Secret.of(password));
    }

    @Test
    void namesFromOutsideDoNotReachIntoAQuery() {
        open();
        SeriesKey evil =
                new SeriesKey(
                        "m\"; DROP MEASUREMENT \"cpu",
                        new TreeMap<>(
                                Map.of(
                                        "host",
                                        "x' OR time > 0 OR 'a'='a",
                                        "line\nbreak",
                                        "C:\\",
                                        "time",
                                        "é🚜%5C%")),
                        "time");
        append(CPU, 0, 3);
        append(evil, 0, 5);
        awaitDelivered();

        assertThat(history.range(evil, FIRST, FIRST.plusSeconds(60))).hasSize(5);
        assertThat(history.range(CPU, FIRST, FIRST.plusSeconds(60))).hasSize(3);
        history.maintain(FIRST.plusSeconds(7200));
        assertThat(history.hourly(evil, FIRST, FIRST.plusSeconds(7200))).hasSize(1);
        // as a collector sees it that has never heard of the series
        SeriesCatalog other = new SeriesCatalog();
        try (History second =
                Histories.open(HistoryConfig.of(folder.resolve("second")).with(influx), other)) {
            second.scan(FIRST, FIRST.plusSeconds(60), (id, micros, value) -> {});
            assertThat(other.find(evil)).isPresent();
            assertThat(other.size()).isEqualTo(2);
        }
    }

    @Test
    void aSeriesWithMoreTagsIsAnotherOne() {
        open();
        SeriesKey total =
                new SeriesKey(
                        "cpu", new TreeMap<>(Map.of("host", "web-01", "cpu", "t")), "usage_active");
        append(CPU, 0, 3);
        append(total, 0, 5);
        awaitDelivered();

        assertThat(history.range(CPU, FIRST, FIRST.plusSeconds(60))).hasSize(3);
        assertThat(history.range(total, FIRST, FIRST.plusSeconds(60))).hasSize(5);
        assertThat(history.count(FIRST, FIRST.plusSeconds(60))).isEqualTo(8);
    }
}
