package millwright.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.PostgresServer;
import millwright.collector.trust.AdminToken;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two whole collectors, each with its own history and its own HTTP, over one database of cases:
 * what people, or the two themselves, do at once. It is Sunday 1 February 2026, 10:00 in Kuwait.
 */
@Timeout(300)
class TwoCollectorsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sun 15 February, in the weekly window; beyond the five business days of notice. */
    private static final String SLOT =
            "\"start\": \"2026-02-15T00:00:00+03:00\", \"end\": \"2026-02-15T01:00:00+03:00\"";

    @TempDir private Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-02-01T07:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private URI first;
    private URI second;

    private record Answer(int status, JsonNode body) {
        String detail() {
            return body.path("detail").asText();
        }
    }

    @BeforeEach
    void twoCollectorsStartOverOneDatabase() throws Exception {
        PostgresServer server = PostgresServer.open();
        open.add(server);
        CasesConfig cases = server.database();
        first = start("one", cases);
        String admin = Files.readString(AdminToken.file(folder.resolve("one")), UTF_8).strip();
        for (String who :
                List.of(
                        "cora change_coordinator",
                        "olga operations_manager",
                        "omar operations_manager",
                        "dina it_director",
                        "drew it_director",
                        "emil engineer",
                        "ines engineer")) {
            String[] words = who.split(" ");
            Answer added =
                    send(
                            first,
                            admin,
                            "/api/v1/people",
                            "{\"name\": \"%s\", \"roles\": [\"%s\"]}"
                                    .formatted(words[0], words[1]));
            tokens.put(words[0], added.body().get("token").asText());
        }
        second = start("two", cases);
    }

    private URI start(String name, CasesConfig cases) throws IOException {
        int port = freePort();
        Map<String, String> environment =
                Map.of(
                        "MILLWRIGHT_DATA", folder.resolve(name).toString(),
                        "MILLWRIGHT_HTTP_LISTEN", "127.0.0.1:" + port,
                        "MILLWRIGHT_INGEST_OPEN", "true",
                        "MILLWRIGHT_CASES_URL", cases.url(),
                        "MILLWRIGHT_CASES_USER", cases.user(),
                        "MILLWRIGHT_CASES_PASSWORD", cases.password());
        CollectorConfig config = ConfigFile.readDefaults(environment, CollectorConfig::read);
        open.add(0, Wiring.start(config, now::get));
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Answer send(URI collector, String token, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(collector.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Token " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    private Answer act(URI collector, String who, String path, String body) throws Exception {
        return send(collector, tokens.get(who), path, body);
    }

    private JsonNode get(URI collector, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(collector.resolve(path)).build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void write(URI collector, String line) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(collector.resolve("/api/v2/write?precision=s"))
                        .POST(BodyPublishers.ofString(line + " " + now.get().getEpochSecond()))
                        .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> both = new ArrayList<>();
            for (Callable<T> each : List.of(one, other)) {
                both.add(
                        threads.submit(
                                () -> {
                                    together.await();
                                    return each.call();
                                }));
            }
            return List.of(both.get(0).get(), both.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * One has won, and the other is told 409 and words of it, with the time by the site's clock.
     */
    private static void oneWins(List<Answer> answers, String pattern) {
        assertThat(answers)
                .as("%s", answers)
                .extracting(Answer::status)
                .containsExactlyInAnyOrder(200, 409);
        Answer loser = answers.get(answers.get(0).status() == 409 ? 0 : 1);
        assertThat(loser.detail()).containsPattern(pattern);
    }

    private String handedIn(String type, String title) throws Exception {
        Answer asked =
                act(
                        first,
                        "cora",
                        "/api/v1/rfcs",
                        "{\"type\": \"%s\", \"work\": \"disk-cleanup\", \"systems\": [\"db-07\"], \"title\": \"%s\", %s}"
                                .formatted(type, title, SLOT));
        assertThat(asked.status()).as(asked.detail()).isEqualTo(201);
        String id = asked.body().get("id").asText();
        Answer submitted = act(first, "cora", "/api/v1/rfcs/" + id + "/submit", "{}");
        assertThat(submitted.status()).as(submitted.detail()).isEqualTo(200);
        return id;
    }

    @Test
    void oneRequestIsApprovedOnceAndTheOtherIsToldByWhomAndWhen() throws Exception {
        String approve = "/api/v1/rfcs/" + handedIn("standard", "Clear out /var") + "/approve";
        oneWins(
                atOnce(
                        () -> act(first, "olga", approve, "{}"),
                        () -> act(second, "omar", approve, "{}")),
                "RFC-2026-0001 is approved; .* rfc-approved at Sun 1 Feb 2026 10:00 \\+03:00 by"
                        + " (olga|omar)");
        assertThat(get(second, "/api/v1/rfcs/RFC-2026-0001").get("approvals")).hasSize(1);

        String emergency = "/api/v1/rfcs/" + handedIn("emergency", "Move /var") + "/approve";
        String note = "{\"note\": \"tonight\"}";
        oneWins(
                atOnce(
                        () -> act(first, "dina", emergency, note),
                        () -> act(second, "drew", emergency, note)),
                "(dina|drew) has approved RFC-2026-0002 as IT Director on Sun 1 Feb 2026 10:00"
                        + " \\+03:00\\. What it still needs is the yes of Operations Manager");
    }

    @Test
    void oneSlotIsGivenToOneWorkAndTheOtherIsToldByWhomAndWhen() throws Exception {
        String one = "/api/v1/rfcs/" + handedIn("standard", "Clear out /var") + "/approve";
        String other = "/api/v1/rfcs/" + handedIn("standard", "Clear out /srv") + "/approve";
        oneWins(
                atOnce(() -> act(first, "olga", one, "{}"), () -> act(second, "omar", other, "{}")),
                "RFC-2026-000[12] is approved on db-07 at the same time, by (olga|omar) on Sun 1"
                        + " Feb 2026 10:00 \\+03:00");
    }

    @Test
    void oneEmergencyWindowIsDecidedStartedAndEndedOnce() throws Exception {
        write(first, "disk,host=db-07,path=/var used_percent=97");
        String window = "/api/v1/emergency-windows/EW-000001";
        RunningCollector.await("the window is asked for", () -> get(second, window).has("ticket"));
        String when = "at 2026-02-01T07:00:00Z";
        oneWins(
                atOnce(
                        () -> act(first, "dina", window + "/approve", "{}"),
                        () -> act(second, "olga", window + "/approve", "{}")),
                "EW-000001 is (approved|notified) \\(emergency-approved by (dina|olga) " + when);
        oneWins(
                atOnce(
                        () -> act(first, "emil", window + "/start", "{}"),
                        () -> act(second, "ines", window + "/start", "{}")),
                "EW-000001 is active \\(emergency-started by (emil|ines) " + when);
        oneWins(
                atOnce(
                        () -> act(first, "emil", window + "/end", "{\"outcome\": \"moved\"}"),
                        () -> act(second, "ines", window + "/end", "{\"outcome\": \"moved\"}")),
                "EW-000001 is ended \\(emergency-ended by (emil|ines) " + when);
    }

    /** The slot that both find first: whoever comes second plans around it a minute later. */
    @Test
    void twoCollectorsThatPlanAtOncePutDifferentWorkIntoDifferentSlots() throws Exception {
        atOnce(
                () -> {
                    write(first, certificate("one"));
                    return 0;
                },
                () -> {
                    write(second, certificate("two"));
                    return 0;
                });
        RunningCollector.await(
                "both are planned",
                () -> {
                    now.updateAndGet(time -> time.plusSeconds(5));
                    return get(first, "/api/v1/tasks?state=planned").get("total").asInt() == 2
                            && get(second, "/api/v1/rfcs").get("total").asInt() == 2;
                });
        JsonNode tasks = get(second, "/api/v1/tasks?state=planned").get("items");
        assertThat(tasks.findValuesAsText("ticket")).doesNotHaveDuplicates();
        assertThat(tasks.get(0).get("end").asText())
                .as("%s", tasks)
                .isLessThanOrEqualTo(tasks.get(1).get("start").asText());
        assertThat(get(first, "/api/v1/rfcs").get("items").findValuesAsText("id"))
                .containsExactlyInAnyOrder("RFC-2026-0001", "RFC-2026-0002");
        assertThat(get(first, "/api/v1/tickets").get("total").asInt()).isEqualTo(2);
    }

    private static String certificate(String site) {
        return "http_response,host=web-01,server=https://%s.example.com certificate_days=20"
                .formatted(site);
    }
}
