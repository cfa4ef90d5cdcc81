package millwright.collector.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpServerIT {
    private record Host(String name, Instant seen, Optional<String> note) {}

    private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<EventStream> stream = new CompletableFuture<>();
    private final CountDownLatch streamClosed = new CountDownLatch(1);
    private final CountDownLatch inFlight = new CountDownLatch(1);
    private final CountDownLatch proceed = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        Routes routes =
                new Routes()
                        .get(
                                "/hosts/{name}",
                                x ->
                                        x.json(
                                                200,
                                                new Host(
                                                        x.path("name"),
                                                        Instant.EPOCH,
                                                        x.query("note"))))
                        .get("/long", x -> x.html(200, "<p>ä</p>".repeat(1000)))
                        .get("/hosts/first", x -> x.html(200, "the first"))
                        .post("/echo", x -> x.bytes(200, "text/plain", x.body().readAllBytes()))
                        .get(
                                "/broken",
                                x -> {
                                    throw new IllegalStateException("secret inside");
                                })
                        .get("/silent", x -> {})
                        .get(
                                "/refused",
                                x -> {
                                    throw new HttpProblem(409, "Conflict", "It is taken.");
                                })
                        .get(
                                "/slow",
                                x -> {
                                    inFlight.countDown();
                                    proceed.await();
                                    x.empty(204);
                                })
                        .get(
                                "/events",
                                x -> {
                                    EventStream events = x.events();
                                    events.onClose(streamClosed::countDown);
                                    stream.complete(events);
                                })
                        .assets("/assets", HttpServerIT.class, "assets");
        server =
                HttpServer.listen(
                        HttpConfig.of("127.0.0.1", 0)
                                .withBodyBytesMax(10_000)
                                .withIdleTimeout(Duration.ofMillis(600)),
                        routes);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void jsonHasIsoInstantsAndNoAbsentMembers() throws Exception {
        HttpResponse<String> answer = get("/hosts/db-07");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"db-07\",\"seen\":\"1970-01-01T00:00:00Z\"}");
        assertThat(get("/hosts/db-07?note=a%26b&note=c").body()).contains("\"note\":\"a&b\"");
    }

    @Test
    void aVariableIsDecodedAndMayHoldASlash() throws Exception {
        assertThat(get("/hosts/%2Fvar%20100%25+").body()).contains("\"/var 100%+\"");
    }

    @Test
    void aPatternWithoutVariablesWins() throws Exception {
        assertThat(get("/hosts/first").body()).isEqualTo("the first");
    }

    @Test
    void anUnknownPathIsAProblem() throws Exception {
        HttpResponse<String> answer = get("/hosts/a/b");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":404").contains("nothing at /hosts/a/b");
        assertThat(get("/hosts/").statusCode()).isEqualTo(404);
        assertThat(get("/hosts/../assets/page.css").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreTaken() throws Exception {
        HttpResponse<String> answer = send(request("/hosts/a").DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(
                        send(request("/echo").method("OPTIONS", BodyPublishers.noBody()))
                                .headers()
                                .firstValue("Allow"))
                .hasValue("OPTIONS, POST");
    }

    @Test
    void headAnswersAsGetWithoutTheBody() throws Exception {
        HttpResponse<String> answer =
                send(request("/hosts/a").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(42);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aFailureOfOursShowsAnIdAndNothingElse() throws Exception {
        HttpResponse<String> answer = get("/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"id\":\"").doesNotContain("secret");
        assertThat(get("/silent").statusCode()).isEqualTo(500);
    }

    @Test
    void aHandlerMayRefuse() throws Exception {
        assertThat(get("/refused").statusCode()).isEqualTo(409);
        assertThat(get("/refused").body()).contains("\"detail\":\"It is taken.\"");
    }

    @Test
    void aBodyUpToTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(post("/echo", new byte[10_000]).body()).hasSize(10_000);
        assertThat(post("/echo", new byte[10_001]).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyWithoutATellingLengthIsLimitedToo() throws Exception {
        byte[] much = new byte[50_000];
        HttpRequest.Builder chunked =
                request("/echo")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(much, 0, 9_999)));
        assertThat(send(chunked).body()).hasSize(9_999);
        chunked.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much)));
        assertThat(send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void longPagesAreCompressedForThoseWhoTakeIt() throws Exception {
        HttpRequest.Builder request = request("/long").header("Accept-Encoding", "gzip, br");
        HttpResponse<InputStream> packed =
                client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(new GZIPInputStream(packed.body()).readAllBytes(), UTF_8))
                .isEqualTo("<p>ä</p>".repeat(1000));
        HttpResponse<String> plain =
                send(request("/long").header("Accept-Encoding", "gzip;q=0, identity"));
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).hasSize(8000);
    }

    @Test
    void assetsAreRevalidatedByTheirTag() throws Exception {
        HttpResponse<String> first = get("/assets/page.css");
        assertThat(first.body()).contains("margin");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send(request("/assets/page.css").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(get("/assets/page.css?v=1").headers().firstValue("Cache-Control").orElse(""))
                .contains("immutable");
    }

    @Test
    void nothingOutsideOfTheFolderIsServed() throws Exception {
        assertThat(get("/assets/..%2FHttpServer.class").statusCode()).isEqualTo(404);
        assertThat(get("/assets/none.css").statusCode()).isEqualTo(404);
        assertThat(get("/assets/%00.css").statusCode()).isBetween(400, 404);
    }

    @Test
    void eventsArriveWithHeartBeatsUntilTheServerStops() throws Exception {
        HttpResponse<InputStream> answer =
                client.send(request("/events").build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), US_ASCII));
        assertThat(lines.readLine()).isEqualTo(": open");
        assertThat(stream.get().send("ticket", "one\ntwo")).isTrue();
        assertThat(lines.readLine()).isEmpty();
        assertThat(lines.readLine()).isEqualTo("event: ticket");
        assertThat(lines.readLine()).isEqualTo("data: one");
        assertThat(lines.readLine()).isEqualTo("data: two");
        for (int beat = 0; beat < 5; beat++) { // together longer than the idle timeout
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo(": still here");
        }
        server.close();
        assertThat(lines.lines().filter(line -> !line.startsWith(":"))).allMatch(String::isEmpty);
        assertThat(streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stream.get().send("late", "x")).isFalse();
    }

    @Test
    void aStreamWhoseClientDoesNotReadIsClosedAndSendNeverBlocks() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            EventStream events = stream.get();
            String data = "x".repeat(10_000);
            int sent = 0;
            while (events.send("much", data)) {
                sent++;
            }
            assertThat(sent).isLessThan(100_000);
            assertThat(streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStreamEndsWhenItsClientLeaves() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            stream.get();
            socket.setSoLinger(true, 0);
        }
        assertThat(streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stoppingLetsARequestInFlightEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        inFlight.await();
        HttpRequest.Builder late = request("/hosts/a");
        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
        proceed.countDown();
        stop.get(8, TimeUnit.SECONDS);
        assertThat(answer.get().statusCode()).isEqualTo(204);
        assertThatThrownBy(() -> send(late)).isInstanceOf(IOException.class);
    }

    @Test
    void aClientThatSendsNothingMoreIsDropped() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(
                            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"
                                    .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).doesNotContain(" 200 ");
        }
        assertThat(get("/hosts/a").statusCode()).isEqualTo(200);
    }

    @Test
    void malformedRequestsAreRefusedAndTheServerGoesOn() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")).contains(" 400 ");
        assertThat(raw("\u0001\u0002\r\n\r\n")).contains(" 400 ");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 400 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nA: " + "x".repeat(20_000) + "\r\n\r\n"))
                .contains(" 431 ");
        String chunked = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n";
        assertThat(raw(POST + chunked + "\r\n0\r\n\r\n")).contains(" 400 ");
        assertThat(get("/hosts/a").statusCode()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsExplained() {
        assertThatThrownBy(
                        () ->
                                HttpServer.listen(
                                        HttpConfig.of("127.0.0.1", server.port()), new Routes()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "port %d on 127.0.0.1 is in use: stop what listens there or set"
                                + " http.listen",
                        server.port());
        assertThatThrownBy(() -> HttpServer.listen(HttpConfig.of("192.0.2.1", 0), new Routes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no address of this machine");
    }

    @Test
    void twoHandlersForOneRouteAreAMistake() {
        Routes routes = new Routes().get("/a", x -> {}).get("/a", x -> {});
        assertThatThrownBy(() -> HttpServer.listen(HttpConfig.of("127.0.0.1", 0), routes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /a");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }
}
