package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.UnauthorizedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final MemoryStore store = new MemoryStore(catalog);
    private final AtomicInteger judged = new AtomicInteger();
    private MeterRegistry meters = new SimpleMeterRegistry();
    private IngestConfig config;
    private Ingest ingest;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        config =
                new IngestConfig(
                        folder,
                        true,
                        1 << 20,
                        1 << 16,
                        1000,
                        Duration.ofMillis(1),
                        1 << 20,
                        ParseLimits.defaults(),
                        List.of("first", "secret"),
                        false);
        start();
    }

    @AfterEach
    void close() {
        server.close();
        ingest.close();
    }

    @Test
    void influxClientWrites() throws Exception {
        try (InfluxDBClient influx = influx("secret")) {
            WriteApiBlocking api = influx.getWriteApiBlocking();
            api.writePoint(
                    Point.measurement("disk")
                            .addTag("host", "db 07")
                            .addTag("path", "C:\\Program Files")
                            .addField("used_percent", 81.25)
                            .addField("free", 12345678901L)
                            .addField("healthy", true)
                            .addField("fs", "ext4")
                            .time(NOW, WritePrecision.MS));
            api.writeRecord(WritePrecision.S, "cpu,host=a v=1 1700000000");
        }
        assertThat(stored())
                .containsOnlyKeys(
                        "disk,host=db 07,path=C:\\Program Files used_percent @1772359200000000",
                        "disk,host=db 07,path=C:\\Program Files free @1772359200000000",
                        "disk,host=db 07,path=C:\\Program Files healthy @1772359200000000",
                        "cpu,host=a v @1700000000000000")
                .containsValue(12345678901.0);
        assertThat(judged).hasValue(4);
    }

    @Test
    void influxClientIsToldWhichLinesAreRefused() throws Exception {
        try (InfluxDBClient influx = influx("secret")) {
            WriteApiBlocking api = influx.getWriteApiBlocking();
            assertThatThrownBy(
                            () ->
                                    api.writeRecord(
                                            WritePrecision.S,
                                            "cpu,host=a v=1 1\ncpu v=2 2\ncpu,host=a v=3 3"))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("1 of 3 lines refused, the others are stored")
                    .hasMessageContaining("line 2: the tag host is missing");
        }
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aWrongTokenIsToldSo() {
        try (InfluxDBClient influx = influx("wrong")) {
            assertThatThrownBy(
                            () ->
                                    influx.getWriteApiBlocking()
                                            .writeRecord(WritePrecision.S, "cpu,host=a v=1 1"))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("This token is not known here");
        }
    }

    @Test
    void everyWayToShowATokenWorks() throws Exception {
        String basic = Base64.getEncoder().encodeToString("agent:secret".getBytes(UTF_8));
        for (String header :
                List.of("Token secret", "token first", "Bearer secret", "Basic " + basic)) {
            assertThat(send(write("s").header("Authorization", header), "m,host=a v=1 1"))
                    .as(header)
                    .isEqualTo(204);
        }
        String v1 = "/write?db=x&u=a&p=secret&precision=s";
        assertThat(send(HttpRequest.newBuilder(uri(v1)), "m,host=a v=1 1")).isEqualTo(204);
        for (String header : List.of("Token", "Token ", "Basic %", "Digest secret", "secret")) {
            assertThat(send(write("s").header("Authorization", header), "m,host=a v=1 1"))
                    .as(header)
                    .isEqualTo(401);
        }
        assertThat(send(write("s"), "m,host=a v=1 1")).isEqualTo(401);
    }

    @Test
    void theAnswerListsTheFirstRefusedLines() throws Exception {
        HttpResponse<String> answer =
                client.send(
                        authorized("s")
                                .POST(BodyPublishers.ofString("m,host=a v=1 1\nbad\n"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"invalid\"", "\"accepted\":1,\"rejected\":1")
                .contains("{\"line\":2,\"reason\":\"the tag host is missing");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertThat(send(authorized("m"), "m,host=a v=1 1")).isEqualTo(400);
        assertThat(send(authorized("s").header("Content-Encoding", "br"), "x")).isEqualTo(415);
        assertThat(send(authorized("s").header("Content-Encoding", "gzip"), "x")).isEqualTo(400);
        assertThat(send(authorized("s"), "")).isEqualTo(204);
        assertThat(
                        client.send(
                                        HttpRequest.newBuilder(uri("/ping")).build(),
                                        BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(204);
        assertThat(stored()).isEmpty();
    }

    @Test
    void gzipIsReadHoweverItIsCut() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            body.append("cpu,host=h")
                    .append(i % 7)
                    .append(" v=")
                    .append(i)
                    .append(' ')
                    .append(i)
                    .append('\n');
        }
        config =
                new IngestConfig(
                        folder,
                        true,
                        1 << 24,
                        1 << 16,
                        100_000,
                        Duration.ZERO,
                        1 << 20,
                        ParseLimits.defaults(),
                        List.of("secret"),
                        false);
        restart();
        byte[] packed = gzip(body.toString().getBytes(UTF_8));
        assertThat(sendGzip(packed)).isEqualTo(204);
        assertThat(stored()).hasSize(20_000);
        byte[] torn = Arrays.copyOf(packed, packed.length - 1);
        assertThat(sendGzip(torn)).isEqualTo(400);
        packed[packed.length - 5] ^= 1;
        assertThat(sendGzip(packed)).as("with a wrong checksum").isEqualTo(400);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(gzip("m,host=a v=1 ".getBytes(UTF_8)));
        twice.writeBytes(gzip("1\nm,host=a v=2 2".getBytes(UTF_8)));
        assertThat(sendGzip(twice.toByteArray())).as("in two members").isEqualTo(204);
        assertThat(stored()).hasSize(20_002);
    }

    @Test
    void aGzipBombIsRefusedAndLeavesNothing() throws Exception {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(sendGzip(bomb)).isEqualTo(413);
        byte[] lines = gzip("m,host=a v=1 1\n".repeat(100_000).getBytes(UTF_8));
        assertThat(sendGzip(lines)).isEqualTo(413);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aFailingStoreFillsTheQueueAndNothingIsLost() throws Exception {
        store.failing(true);
        int accepted = 0;
        int status;
        while ((status = send(authorized("s"), lines(accepted, 100))) == 204) {
            accepted += 100;
        }
        assertThat(status).isEqualTo(503);
        assertThat(accepted).isBetween(1000, 1200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("\"store\":{\"ready\":false,\"detail\":\"the store is away\"}");
        store.failing(false);
        assertThat(stored()).hasSize(accepted);
        assertThat(send(authorized("s"), lines(accepted, 100))).isEqualTo(204);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheStoreDidNotTakeComesAgainAtTheNextStart() throws Exception {
        store.failing(true);
        assertThat(send(authorized("s"), lines(0, 100))).isEqualTo(204);
        assertThat(sendGzip(gzip(lines(100, 100).getBytes(UTF_8)))).isEqualTo(204);
        assertThat(send(authorized("s"), "m,host=none v=1")).isEqualTo(204);
        server.close();
        ingest.close();
        store.failing(false);
        judged.set(0);
        start();
        assertThat(stored()).hasSize(201).containsKey("m,host=none v @1772359200000000");
        assertThat(judged).hasValue(201);
        restart();
        assertThat(judged).as("nothing is left to come again").hasValue(201);
    }

    @Test
    void aFullJournalPutsWritesOff() throws Exception {
        store.failing(true);
        config =
                new IngestConfig(
                        folder,
                        true,
                        3000,
                        1 << 16,
                        100_000,
                        Duration.ZERO,
                        1 << 20,
                        ParseLimits.defaults(),
                        List.of("secret"),
                        false);
        restart();
        int accepted = 0;
        while (send(authorized("s"), lines(accepted, 10)) == 204) {
            accepted += 10;
        }
        assertThat(accepted).isBetween(20, 200);
        store.failing(false);
        assertThat(stored()).hasSize(accepted);
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            int from = writer * 10_000;
            answers.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                int sent = 0;
                                while (sent < 1000) {
                                    try {
                                        int status = send(authorized("s"), lines(from + sent, 20));
                                        sent += status == 204 ? 20 : 0;
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                }
                                return sent;
                            }));
        }
        int sent = answers.stream().mapToInt(CompletableFuture::join).sum();
        assertThat(stored()).hasSize(sent);
        assertThat(meters.counter("millwright.ingest.samples").count()).isEqualTo(sent);
        assertThat(catalog.size()).isEqualTo(5);
    }

    @Test
    void aFaultInJudgingDoesNotReachTheClient() throws Exception {
        server.close();
        ingest.close();
        start(
                batch -> {
                    throw new IllegalStateException("judge is out");
                });
        assertThat(send(authorized("s"), "m,host=a v=1 1")).isEqualTo(204);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aFaultInJudgingDoesNotKeepTheCollectorFromStarting() throws Exception {
        store.failing(true);
        assertThat(send(authorized("s"), lines(0, 100))).isEqualTo(204);
        server.close();
        ingest.close();
        store.failing(false);
        start(
                batch -> {
                    throw new IllegalStateException("judge is out");
                });
        assertThat(stored()).hasSize(100);
    }

    @Test
    void anErrorInTheStoreDoesNotEndTheStoring() throws Exception {
        store.broken(true);
        assertThat(send(authorized("s"), lines(0, 100))).isEqualTo(204);
        while (get("/health/ready").statusCode() != 503) {
            Thread.onSpinWait();
        }
        store.broken(false);
        assertThat(stored()).hasSize(100);
    }

    @Test
    void withoutTokensNobodyMayWriteUnlessItIsOpen() throws Exception {
        config = IngestConfig.of(folder, List.of());
        restart();
        assertThat(send(authorized("s"), "m,host=a v=1 1")).isEqualTo(401);
        assertThat(send(write("s"), "m,host=a v=1 1")).isEqualTo(401);
        config = config.withoutTokens();
        restart();
        assertThat(send(write("s"), "m,host=a v=1 1")).isEqualTo(204);
    }

    private void restart() throws IOException {
        server.close();
        ingest.close();
        start();
    }

    private void start() throws IOException {
        start(batch -> judged.addAndGet(batch.size()));
    }

    private void start(SampleSink judge) throws IOException {
        meters = new SimpleMeterRegistry();
        ingest = Ingest.open(config, catalog, judge, store, () -> NOW, meters);
        server = HttpServer.listen(HttpConfig.of("127.0.0.1", 0), ingest.routes());
    }

    private Map<String, Double> stored() throws InterruptedException {
        assertThat(ingest.awaitStored(LONG)).isTrue();
        return store.samples();
    }

    private static String lines(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "m,host=h%d v=%d %d\n".formatted(i % 5, i, i))
                .reduce("", String::concat);
    }

    @Test
    void everyAnswerTellsOurTime() throws Exception {
        for (HttpRequest.Builder request : List.of(authorized("s"), write("s"))) {
            for (String body : List.of("m,host=a v=1 1", "m v=1 1")) {
                HttpResponse<Void> response =
                        client.send(
                                request.POST(BodyPublishers.ofString(body)).build(),
                                BodyHandlers.discarding());
                assertThat(response.headers().firstValue("Millwright-Time"))
                        .contains(Long.toString(NOW.toEpochMilli()));
            }
        }
    }

    private InfluxDBClient influx(String token) {
        return InfluxDBClientFactory.create(
                "http://127.0.0.1:" + server.port(), token.toCharArray(), "org", "bucket");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpRequest.Builder write(String precision) {
        return HttpRequest.newBuilder(uri("/api/v2/write?org=o&bucket=b&precision=" + precision));
    }

    private HttpRequest.Builder authorized(String precision) {
        return write(precision).header("Authorization", "Token secret");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private int send(HttpRequest.Builder request, String body) throws Exception {
        return client.send(
                        request.POST(BodyPublishers.ofString(body)).build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private int sendGzip(byte[] body) throws Exception {
        HttpRequest.Builder request =
                authorized("s")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
