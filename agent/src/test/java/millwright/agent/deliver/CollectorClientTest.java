package millwright.agent.deliver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import millwright.agent.trust.Identity;
import millwright.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads when the collector is not there, or is something else. */
class CollectorClientTest {
    private static final Batch BATCH = new Batch(AT, gzipOf("mem used=1i 1\n"), 1, 1);
    private static final Identity TOKEN = Identity.of(Optional.of(Secret.of("hunter2")));

    private final Timekeeper timekeeper = new Timekeeper("test");

    @AfterEach
    void stopTime() {
        timekeeper.close();
    }

    private static byte[] gzipOf(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private CollectorClient client(URI uri) {
        return new CollectorClient(uri, TOKEN, timekeeper);
    }

    private static Reply post(CollectorClient client, Duration timeout) {
        return client.post(BATCH.gzip(), BATCH.lines(), timeout, AT);
    }

    private Answer answer(String scheme, int port) {
        URI uri = URI.create("%s://127.0.0.1:%d".formatted(scheme, port));
        return post(client(uri), ofSeconds(20)).answer();
    }

    @Test
    void aPortWhereNobodyListensRefusesConnections() {
        assertThat(answer("http", 1)).isEqualTo(new Answer.Failed("refuses connections"));
        assertThat(answer("https", 1)).isEqualTo(new Answer.Failed("refuses connections"));
    }

    @Test
    void tlsToAPlainServerNamesTheAddressAsTheLikelyMistake() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainWords(plain), "plain-server");
            server.start();
            assertThat(answer("https", plain.getLocalPort()))
                    .isEqualTo(
                            new Answer.Failed(
                                    "does not speak TLS; its address may begin with http:// rather"
                                            + " than https://"));
            server.join();
        }
    }

    private static void answerInPlainWords(ServerSocket server) {
        try (Socket connection = server.accept();
                OutputStream out = connection.getOutputStream()) {
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes(); // until the client has understood
        } catch (IOException gone) {
            // the client has seen enough
        }
    }

    @Test
    void aServerThatSaysNothingOrDripsIsCutOffAtTheDeadline() {
        Answer late = new Answer.Failed("did not answer within 300ms");
        RawServer.Behavior drip =
                (request, out) -> {
                    RawServer.say(out, "HTTP/1.1 204 No Content\r\nX-Slow: ");
                    while (true) { // until the client is tired
                        RawServer.say(out, "o");
                        LockSupport.parkNanos(10_000_000);
                    }
                };
        try (RawServer server = new RawServer(drip)) {
            assertThat(post(client(server.uri()), ofMillis(300)).answer()).isEqualTo(late);
        }
        RawServer.Behavior silence =
                (request, out) -> {
                    return true; // waits for a second request, which never comes
                };
        try (RawServer server = new RawServer(silence)) {
            assertThat(post(client(server.uri()), ofMillis(300)).answer()).isEqualTo(late);
        }
    }

    @Test
    void aBodyThatNeverEndsDoesNotHoldUpTheStatus() {
        RawServer.Behavior endless =
                (request, out) -> {
                    RawServer.say(
                            out,
                            "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n");
                    while (true) {
                        RawServer.say(out, "4\r\n and\r\n");
                        LockSupport.parkNanos(1_000_000);
                    }
                };
        try (RawServer server = new RawServer(endless)) {
            assertThat(post(client(server.uri()), ofMillis(300)).answer())
                    .isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed ->
                                    assertThat(failed.why())
                                            .startsWith("answers 500 no and and")
                                            .hasSizeLessThan(500));
        }
    }

    @Test
    void aRequestThatBreaksOffIsNotSentAgainBehindOurBack() {
        RawServer.Behavior hangUp = (request, out) -> false;
        try (RawServer server = new RawServer(hangUp)) {
            assertThat(post(client(server.uri()), ofSeconds(5)).answer())
                    .isInstanceOf(Answer.Failed.class);
            assertThat(server.requests).hasValue(1);
        }
        RawServer.Behavior hangUpAtTheSecond =
                (request, out) -> {
                    RawServer.say(out, request == 1 ? "HTTP/1.1 204 No Content\r\n\r\n" : "");
                    return request == 1;
                };
        try (RawServer server = new RawServer(hangUpAtTheSecond)) {
            CollectorClient client = client(server.uri());
            assertThat(post(client, ofSeconds(5)).answer()).isEqualTo(new Answer.Accepted());
            assertThat(post(client, ofSeconds(5)).answer()).isInstanceOf(Answer.Failed.class);
            assertThat(server.requests).hasValue(2);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsOpenedAnew() {
        RawServer.Behavior once =
                (request, out) -> {
                    RawServer.say(out, "HTTP/1.1 204 No Content\r\n\r\n");
                    return false;
                };
        try (RawServer server = new RawServer(once)) {
            CollectorClient client = client(server.uri());
            for (int i = 1; i <= 3; i++) {
                assertThat(post(client, ofSeconds(5)).answer()).isEqualTo(new Answer.Accepted());
                assertThat(server.connections).hasValue(i);
            }
        }
    }

    @Test
    void whatIsNoHttpIsAFailure() {
        RawServer.Behavior mail =
                (request, out) -> {
                    RawServer.say(out, "220 mail.example.org ESMTP\r\n");
                    return false;
                };
        try (RawServer server = new RawServer(mail)) {
            assertThat(post(client(server.uri()), ofSeconds(5)).answer())
                    .isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void aRefusedTokenIsSaidSoAndTheConnectionWorksAfterwards() {
        try (FakeCollector collector = new FakeCollector()) {
            collector.replies(401, Map.of("WWW-Authenticate", "Token"), "{}").replies(403);
            CollectorClient client = client(collector.uri());
            assertThat(post(client, ofSeconds(5)).answer()).isEqualTo(new Answer.Unauthorized(401));
            assertThat(post(client, ofSeconds(5)).answer()).isEqualTo(new Answer.Unauthorized(403));
            assertThat(post(client, ofSeconds(5)).answer()).isEqualTo(new Answer.Accepted());
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (FakeCollector collector = new FakeCollector()) {
            collector.replies(307, Map.of("Location", collector.uri() + "/elsewhere"), "");
            assertThat(post(client(collector.uri()), ofSeconds(5)).answer())
                    .isEqualTo(new Answer.Failed("answers 307"));
            assertThat(collector.requests()).hasSize(1);
        }
    }

    @Test
    void theAnswerTellsTheCollectorsTimeAndWhetherARotationIsDue() {
        try (FakeCollector collector = new FakeCollector()) {
            Map<String, String> headers =
                    Map.of("Millwright-Time", "1772359330000", Identity.ROTATE_HEADER, "due");
            collector.replies(204, headers, "");
            collector.replies(204, Map.of("Millwright-Time", "noon"), "");
            CollectorClient client = client(collector.uri());
            Reply first = post(client, ofSeconds(5));
            assertThat(first.collectorTime()).contains(Instant.ofEpochMilli(1_772_359_330_000L));
            assertThat(first.isRotationDue()).isTrue();
            Reply second = post(client, ofSeconds(5));
            assertThat(second.collectorTime()).isEmpty();
            assertThat(second.isRotationDue()).isFalse();
        }
    }
}
