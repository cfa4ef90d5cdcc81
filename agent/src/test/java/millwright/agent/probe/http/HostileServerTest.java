package millwright.agent.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import millwright.agent.probe.fetch.Probing;
import millwright.agent.probe.fetch.Probing.Outcome;
import millwright.agent.probe.fetch.RawServer;
import org.junit.jupiter.api.Test;

/** Servers that mean harm, or are broken, cost no more than their own {@code up=0}. */
class HostileServerTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** More than the network's buffers hold, less than anybody would want to read. */
    private static final long MUCH = 200_000_000;

    private static Outcome probe(String url, String timeout, String more) {
        String yaml = "http: [{name: x, url: '%s', timeout: %s%s}]".formatted(url, timeout, more);
        try (Probing probing = new Probing(HttpTargets::read, yaml)) {
            return probing.probe(AT);
        }
    }

    private static Outcome answering(RawServer.Behavior behavior) {
        return answering("60s", "", behavior);
    }

    private static Outcome answering(String timeout, String more, RawServer.Behavior behavior) {
        try (RawServer server = new RawServer(behavior)) {
            Outcome outcome = probe(server.url(), timeout, more);
            assertThat(server.bytesSent()).isLessThan(MUCH);
            return outcome;
        }
    }

    @Test
    void aBodyOfFiveGigabytesIsNotReadAndTheServerIsUp() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 5000000000\r\n\r\n");
                            peer.sendForever("x".repeat(65_536));
                        });
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(outcome.field("http_response", "content_length")).isEqualTo(5_000_000_000L);
    }

    @Test
    void aBodyWithoutEndIsSearchedInItsBeginningOnly() {
        RawServer.Behavior endless =
                peer -> {
                    peer.readHead();
                    peer.send(OK + "Transfer-Encoding: chunked\r\n\r\n");
                    peer.send("4\r\ngood\r\n");
                    peer.sendForever("10000\r\n" + "x".repeat(65_536) + "\r\n");
                };
        assertThat(answering("60s", ", expect_body: go+d", endless).state()).isEqualTo("up");
        Outcome missing = answering("60s", ", expect_body: bad", endless);
        assertThat(missing.state()).isEqualTo("bad_answer");
        assertThat(missing.detail()).contains("not found in the first 64KiB");
    }

    @Test
    void aGzipBombIsNotInflated() {
        byte[] bomb = bomb();
        RawServer.Behavior bombing =
                peer -> {
                    peer.readHead();
                    peer.send(
                            OK
                                    + "Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                                            .formatted(bomb.length));
                    peer.send(bomb);
                };
        assertThat(answering(bombing).state()).isEqualTo("up");
        Outcome searched = answering("60s", ", expect_body: x", bombing);
        assertThat(searched.state()).isEqualTo("bad_answer");
        assertThat(searched.detail())
                .endsWith("answers with Content-Encoding gzip, which was not" + " asked for");
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 20; i++) {
                gzip.write(zeros);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void aHeadThatComesDropByDropIsCutOffByTheDeadlineOfTheWhole() {
        Outcome outcome =
                answering(
                        "300ms",
                        "",
                        peer -> {
                            peer.readHead();
                            peer.send(OK);
                            while (true) {
                                peer.send("X");
                                Thread.sleep(5); // well within any limit of a single read
                            }
                        });
        assertThat(outcome.state()).isEqualTo("timed_out");
        assertThat(outcome.detail())
                .endsWith("has not answered within 0.3 s: the head of the answer is missing");
        assertThat(outcome.field("http_response", "result_type")).isEqualTo("timeout");
        assertThat(outcome.field("http_response", "result_code")).isEqualTo(4L);
    }

    @Test
    void aBodyThatComesDropByDropIsCutOff() {
        Outcome outcome =
                answering(
                        "300ms",
                        "",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 10000\r\n\r\n");
                            while (true) {
                                peer.send("X");
                                Thread.sleep(5);
                            }
                        });
        assertThat(outcome.state()).isEqualTo("timed_out");
        assertThat(outcome.detail()).endsWith("the rest of the answer is missing");
        assertThat(outcome.only("http_response").tags()).containsEntry("status_code", "200");
    }

    @Test
    void aServerThatSaysNothingTimesOut() {
        Outcome outcome = answering("200ms", "", RawServer.Peer::staySilent);
        assertThat(outcome.state()).isEqualTo("timed_out");
        assertThat(outcome.detail()).endsWith("the first byte of the answer is missing");
    }

    @Test
    void aServerThatNeverShakesHandsTimesOut() {
        try (RawServer server = new RawServer(RawServer.Peer::staySilent)) {
            Outcome outcome = probe(server.url().replace("http:", "https:"), "300ms", "");
            assertThat(outcome.state()).isEqualTo("timed_out");
            assertThat(outcome.detail()).endsWith("the TLS handshake is missing");
        }
    }

    @Test
    void aHalfOpenServerThatNeverAcceptsTimesOut() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + deaf.getLocalPort();
            assertThat(probe(url, "200ms", "").state()).isEqualTo("timed_out");
        }
    }

    @Test
    void aRequestThatIsNotReadTimesOut() throws IOException {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            String url = "http://127.0.0.1:" + deaf.getLocalPort();
            String body = ", method: POST, body: '%s'".formatted("x".repeat(65_000));
            assertThat(probe(url, "300ms", body).state()).isEqualTo("timed_out");
        }
    }

    @Test
    void aHeaderWithoutEndIsTooLarge() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "X: ");
                            peer.sendForever("x".repeat(65_536));
                        });
        assertThat(outcome.state()).isEqualTo("too_large");
        assertThat(outcome.field("http_response", "result_type")).isEqualTo("connection_failed");
    }

    @Test
    void headersWithoutEndAreTooLarge() {
        assertThat(
                        answering(
                                        peer -> {
                                            peer.readHead();
                                            peer.send(OK);
                                            peer.sendForever("X: y\r\n".repeat(1000));
                                        })
                                .state())
                .isEqualTo("too_large");
    }

    @Test
    void provisionalAnswersWithoutEndAreTooLarge() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.sendForever("HTTP/1.1 102 Processing\r\n\r\n".repeat(1000));
                        });
        assertThat(outcome.state()).isEqualTo("too_large");
        assertThat(outcome.detail()).endsWith("the head of the answer does not end within 256 KiB");
    }

    @Test
    void garbageIsABadAnswer() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.send("220 mail.example.com ESMTP\r\n\r\n");
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail()).contains("does not speak HTTP properly");
    }

    @Test
    void binaryGarbageEndsTheProbeOneWayOrTheOther() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.sendForever("\u0000\u00ff\u0015\u0003".repeat(10_000));
                        });
        assertThat(outcome.state()).isIn("bad_answer", "too_large");
    }

    @Test
    void aConnectionThatIsClosedBeforeTheAnswerIsLost() {
        Outcome outcome = answering(RawServer.Peer::readHead);
        assertThat(outcome.state()).isEqualTo("connection_lost");
    }

    @Test
    void aBodyThatIsCutShortIsLost() {
        Outcome outcome =
                answering(
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 1000\r\n\r\nonly this");
                        });
        assertThat(outcome.state()).isEqualTo("connection_lost");
        assertThat(outcome.field("http_response", "result_type")).isEqualTo("body_read_error");
        assertThat(outcome.field("http_response", "result_code")).isEqualTo(2L);
    }

    @Test
    void aServerThatIsNotThereRefuses() {
        Outcome outcome = probe("http://127.0.0.1:1/", "60s", "");
        assertThat(outcome.state()).isEqualTo("refused");
        assertThat(outcome.detail()).startsWith("127.0.0.1:1 takes no connection");
        assertThat(outcome.field("http_response", "result_type")).isEqualTo("connection_failed");
        assertThat(outcome.field("http_response", "result_code")).isEqualTo(3L);
    }

    @Test
    void anAddressOfAnotherFamilyIsUnknown() {
        Outcome outcome = probe("http://127.0.0.1:1/", "60s", ", family: ipv6");
        assertThat(outcome.state()).isEqualTo("unknown_host");
        assertThat(outcome.field("http_response", "result_type")).isEqualTo("dns_error");
        assertThat(outcome.field("http_response", "result_code")).isEqualTo(5L);
    }

    @Test
    void aRedirectLoopEnds() {
        AtomicInteger asked = new AtomicInteger();
        Outcome outcome =
                answering(
                        "60s",
                        ", follow_redirects: true",
                        peer -> {
                            peer.readHead();
                            asked.incrementAndGet();
                            peer.send("HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n");
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail()).endsWith("redirects more than 5 times");
        assertThat(asked).hasValue(6);
    }

    @Test
    void aRedirectElsewhereTakesNoCredentialAlong() {
        AtomicReference<String> first = new AtomicReference<>("");
        AtomicReference<String> second = new AtomicReference<>("");
        try (RawServer other =
                new RawServer(
                        peer -> {
                            second.set(peer.readHead());
                            peer.send(OK + "Content-Length: 0\r\n\r\n");
                        })) {
            Outcome outcome =
                    answering(
                            "60s",
                            ", follow_redirects: true, token: hush",
                            peer -> {
                                first.set(peer.readHead());
                                peer.send(
                                        "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n"
                                                .formatted(other.url()));
                            });
            assertThat(outcome.state()).isEqualTo("up");
        }
        assertThat(first.get()).contains("Authorization: Bearer hush\r\n");
        assertThat(second.get()).startsWith("GET / HTTP/1.1\r\n").doesNotContain("Bearer");
    }

    @Test
    void aRedirectToSomethingElseThanTheWebIsNotFollowed() {
        Outcome outcome =
                answering(
                        "60s",
                        ", follow_redirects: true",
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n");
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
    }

    @Test
    void theRequestIsSentAsConfigured() {
        AtomicReference<String> head = new AtomicReference<>("");
        Outcome outcome =
                answering(
                        "60s",
                        ", method: POST, body: '{\"a\":1}',"
                                + " headers: [{name: X-Api-Key, value: k1}]",
                        peer -> {
                            head.set(peer.readHead());
                            peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                        });
        assertThat(outcome.state()).isEqualTo("up");
        assertThat(head.get())
                .startsWith("POST / HTTP/1.1\r\n")
                .contains(
                        "X-Api-Key: k1\r\n",
                        "Content-Length: 7\r\n",
                        "Accept-Encoding: identity\r\n",
                        "Connection: close\r\n");
    }

    @Test
    void anExpressionThatBacktracksWithoutEndIsStopped() {
        Outcome outcome =
                answering(
                        "500ms",
                        ", expect_body: 'a*a*a*a*a*a*z'",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 2000\r\n\r\n" + "a".repeat(2000));
                        });
        assertThat(outcome.state()).isEqualTo("timed_out");
        assertThat(outcome.detail()).contains("simplify the expression");
    }

    @Test
    void anExpressionThatNestsTooDeepIsRefused() {
        Outcome outcome =
                answering(
                        "60s",
                        ", expect_body: '(a|b)*z', body_max: 1MiB",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 1000000\r\n\r\n");
                            peer.send("a".repeat(1_000_000));
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail()).contains("nests too deep");
    }

    @Test
    void anAgentThatStopsDoesNotWaitForAnAnswer() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        peer -> {
                            peer.readHead();
                            asked.countDown();
                            peer.staySilent();
                        })) {
            Probing probing =
                    new Probing(
                            HttpTargets::read,
                            "http: [{name: x, url: '%s', timeout: 5m}]".formatted(server.url()));
            AtomicReference<Outcome> outcome = new AtomicReference<>();
            Thread sampler = new Thread(() -> outcome.set(probing.probe(AT)));
            sampler.start();
            asked.await();
            probing.close();
            sampler.join();
            assertThat(outcome.get().all("millwright_target")).isEmpty();
        }
    }
}
