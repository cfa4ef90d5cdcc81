package millwright.collector.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.collector.http.Exchange;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.ingest.Credentials;
import millwright.collector.ingest.Ingest;
import millwright.collector.ingest.IngestConfig;
import millwright.collector.ingest.Intake;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.WriteRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server, a journal and a client; the samples of an exporter on db-07 at 10:00:00 and later. */
@Timeout(60)
class RemoteWriteIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:30Z");
    private static final String TOKEN = "a-token-of-32-characters-for-test";
    private static final String AGENTS_TOKEN = "an-agents-own-token-for-web-01-only";
    private static final int INFLATED_MAX = 100_000;

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean diskIsFull = new AtomicBoolean();
    private Ingest ingest;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        ingest =
                Ingest.open(
                        IngestConfig.of(folder, List.of(TOKEN)),
                        catalog,
                        this::judged,
                        batch -> {},
                        () -> NOW,
                        new SimpleMeterRegistry(),
                        RemoteWriteIT::agent);
        Exporters exporters =
                new Exporters(
                        ExporterMapping.shipped(),
                        1000,
                        INFLATED_MAX,
                        new FullDisk(ingest.intake(), diskIsFull),
                        new SimpleMeterRegistry());
        server =
                HttpServer.listen(HttpConfig.of("127.0.0.1", 0), exporters.routes(ingest.routes()));
    }

    @AfterEach
    void close() {
        server.close();
        ingest.close();
    }

    @Test
    void exportersSamplesBecomeOurOwn() throws Exception {
        assertThat(send(memory(0, 400)).statusCode()).isEqualTo(204);
        assertThat(send(memory(15, 250)).statusCode()).isEqualTo(204);

        assertThat(stored)
                .contains(
                        "mem,host=db-07 used_percent 60.0 2026-03-01T10:00:00Z",
                        "mem,host=db-07 used_percent 75.0 2026-03-01T10:00:15Z");
    }

    @Test
    void theUsualAddressAndBasicAuthenticationDoAsWell() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes(UTF_8));
        HttpRequest.Builder request =
                request("/api/v1/write", memory(0, 400).snappy())
                        .setHeader("Authorization", "Basic " + basic);

        assertThat(answer(request).statusCode()).isEqualTo(204);
    }

    @Test
    void whoHasNoTokenIsTurnedAway() throws Exception {
        HttpRequest.Builder wrong =
                request("/api/v1/prometheus/write", memory(0, 400).snappy())
                        .setHeader("Authorization", "Bearer not-the-token");

        assertThat(answer(wrong).statusCode()).isEqualTo(401);
    }

    @Test
    void anAgentsTokenIsGoodForItsHostAlone() throws Exception {
        HttpRequest.Builder foreign =
                request("/api/v1/prometheus/write", memory(0, 400).snappy())
                        .setHeader("Authorization", "Bearer " + AGENTS_TOKEN);
        HttpResponse<String> answer = answer(foreign);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is db-07, and the token is that of web-01 alone");
        send(memory(15, 250));
        assertThat(stored).as("nothing of the first was taken").isEmpty();
    }

    @Test
    void whatIsBrokenIsRefusedWithAReasonAndNothingElseIsLost() throws Exception {
        send(memory(0, 400));
        byte[] noSnappy = memory(15, 250).message();
        byte[] noMessage = RemoteWriteBody.snappy("no protobuf at all".getBytes(UTF_8));
        byte[] bomb = RemoteWriteBody.snappy(new byte[INFLATED_MAX + 1]);

        assertThat(answer(request("/api/v1/write", noSnappy)).statusCode()).isIn(400, 413);
        HttpResponse<String> refused = answer(request("/api/v1/write", noMessage));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is no prometheus.WriteRequest");
        assertThat(answer(request("/api/v1/write", bomb)).statusCode()).isEqualTo(413);
        assertThat(send(memory(15, 250)).statusCode()).isEqualTo(204);

        assertThat(stored).contains("mem,host=db-07 used_percent 75.0 2026-03-01T10:00:15Z");
    }

    @Test
    void badSeriesCostNoGoodOnes() throws Exception {
        send(memory(0, 400));
        Series nameless = Series.of(Labels.of("instance", "db-07:9100"), 0, 1);

        HttpResponse<String> answer = send(memory(15, 250).with(nameless));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the rest is stored: a series has no name");
        assertThat(stored).contains("mem,host=db-07 used_percent 75.0 2026-03-01T10:00:15Z");
    }

    @Test
    void anotherVersionOfTheProtocolIsTurnedDownSoThatTheSenderFallsBack() throws Exception {
        HttpRequest.Builder second =
                request("/api/v1/write", memory(0, 400).snappy())
                        .setHeader(
                                "Content-Type",
                                "application/x-protobuf;proto=io.prometheus.write.v2.Request");
        HttpRequest.Builder zstd =
                request("/api/v1/write", new byte[10]).setHeader("Content-Encoding", "zstd");

        assertThat(answer(second).statusCode()).isEqualTo(415);
        assertThat(answer(zstd).statusCode()).isEqualTo(415);
    }

    /** Its samples count as seen at the first try; the value that was made of them must not go. */
    @Test
    void whatTheDiskDidNotTakeIsThereAfterTheSenderHasTriedAgain() throws Exception {
        send(memory(0, 400));
        diskIsFull.set(true);
        HttpResponse<String> refused = send(memory(15, 250));
        diskIsFull.set(false);
        HttpResponse<String> again = send(memory(15, 250));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(stored)
                .containsOnlyOnce("mem,host=db-07 used_percent 75.0 2026-03-01T10:00:15Z");
    }

    /** What the exporter tells of 1000 bytes of memory. */
    private static RemoteWriteBody memory(int second, double available) {
        return new RemoteWriteBody()
                .with(node(second, "node_memory_MemTotal_bytes", 1000))
                .with(node(second, "go_goroutines", 7))
                .with(node(second, "node_memory_MemAvailable_bytes", available));
    }

    private static Series node(int second, String name, double value) {
        long millis = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli() + second * 1000L;
        return Series.of(
                Labels.of("__name__", name, "instance", "db-07:9100", "job", "node"),
                millis,
                value);
    }

    private HttpResponse<String> send(RemoteWriteBody body) throws Exception {
        return answer(request("/api/v1/prometheus/write", body.snappy()));
    }

    private HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .setHeader("Authorization", "Bearer " + TOKEN)
                .setHeader("Content-Encoding", "snappy")
                .setHeader("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void judged(SampleBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            stored.add(
                    "%s %s %s"
                            .formatted(
                                    catalog.key(batch.series(i)),
                                    batch.value(i),
                                    Instant.ofEpochMilli(batch.micros(i) / 1000)));
        }
    }

    private static Optional<Credentials.Admission> agent(String sha256) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(AGENTS_TOKEN.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).equals(sha256)
                    ? Optional.of(new Credentials.Admission("web-01", false))
                    : Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The way in, with a disk that can be full. */
    private record FullDisk(Intake intake, AtomicBoolean isFull) implements Intake {
        @Override
        public Optional<String> admit(Exchange exchange) throws WriteRefused {
            return intake.admit(exchange);
        }

        @Override
        public void checkRoom() throws WriteRefused {
            intake.checkRoom();
        }

        @Override
        public Taken take(byte[] lines) throws WriteRefused {
            if (isFull.get()) {
                throw new WriteRefused(503, "unavailable", "the disk is full");
            }
            return intake.take(lines);
        }

        @Override
        public void answered(int status) {
            intake.answered(status);
        }
    }
}
