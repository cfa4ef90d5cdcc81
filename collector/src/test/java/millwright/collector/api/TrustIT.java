package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.ingest.Ingest;
import millwright.collector.ingest.IngestConfig;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.people.People;
import millwright.collector.trust.AdminToken;
import millwright.collector.trust.CertificateConfig;
import millwright.collector.trust.Trust;
import millwright.enrolment.EnrolmentToken;
import millwright.enrolment.Fingerprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents join, write, rotate and are revoked over real TLS, with the JDK's own client. */
@Timeout(60)
class TrustIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;
    private Instant now;
    private final List<SampleBatch> judged = new ArrayList<>();
    private CaseStores.Records records;
    private Ingest ingest;
    private Trust trust;
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        // The client checks certificates by the real clock; this one lets a renewal be now.
        now = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofDays(61));
        records = CaseStores.openAll(CasesConfig.file(folder.resolve("cases/cases")), () -> now);
        trust =
                Trust.open(
                        folder,
                        Optional.of(new CertificateConfig.Own(folder.resolve("tls"), List.of())),
                        records.trust(),
                        () -> now);
        ingest =
                Ingest.open(
                        IngestConfig.of(folder.resolve("journal"), List.of("static-token")),
                        new SeriesCatalog(),
                        judged::add,
                        batch -> {},
                        () -> now,
                        new SimpleMeterRegistry(),
                        trust.agents());
        server =
                HttpServer.listen(
                        HttpConfig.of("127.0.0.1", 0),
                        Api.routes(ingest.routes(), trust, acting(trust)),
                        trust.identity());
        client = trusting(trust.identity().orElseThrow().chain().get(1));
    }

    @AfterEach
    void stop() {
        server.close();
        ingest.close();
        records.close();
    }

    private static HttpClient trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private Acting acting(Trust by) {
        return new Acting(People.open(records.people(), by.administrators(), () -> now));
    }

    private URI url(String scheme, String path) {
        return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, server.port(), path));
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url("https", path))
                        .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Token " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String administrator() throws Exception {
        return Files.readString(AdminToken.file(folder)).strip();
    }

    private HttpResponse<String> create(String ttl, int uses, String url) throws Exception {
        return send(
                "POST",
                "/api/v1/enrolments",
                administrator(),
                "{\"ttl\":\"%s\",\"uses\":%d,\"collectors\":[\"%s\"],\"createdBy\":\"ali\"}"
                        .formatted(ttl, uses, url));
    }

    private EnrolmentToken token(int uses) throws Exception {
        JsonNode made = JSON.readTree(create("PT1H", uses, url("https", "") + "").body());
        return EnrolmentToken.parse(made.path("token").asText());
    }

    private HttpResponse<String> redeem(EnrolmentToken token, String host) throws Exception {
        return send(
                "POST",
                "/api/v1/enrolments/redeem",
                token.secret().reveal(),
                "{\"host\":\"%s\",\"agentVersion\":\"0.1\"}".formatted(host));
    }

    private String enrol(String host) throws Exception {
        return JSON.readTree(redeem(token(1), host).body()).path("credential").asText();
    }

    private HttpResponse<String> write(String credential, String lines) throws Exception {
        return send("POST", "/api/v2/write?precision=s", credential, lines);
    }

    @Test
    void aTokenCarriesTheFingerprintOfTheAuthorityThatTheServerShows() throws Exception {
        EnrolmentToken token = token(1);
        JsonNode granted = JSON.readTree(redeem(token, "db-07").body());
        X509Certificate authority =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                granted.path("authority")
                                                        .asText()
                                                        .getBytes(StandardCharsets.US_ASCII)));

        assertThat(token.authority()).contains(Fingerprint.of(authority));
        assertThat(authority).isEqualTo(trust.identity().orElseThrow().chain().get(1));
        assertThat(granted.path("collectors").path(0).asText())
                .isEqualTo(url("https", "").toString());
    }

    @Test
    void anEnrolledHostWritesItsOwnSamplesAndNobodyElses() throws Exception {
        String credential = enrol("db-07");

        assertThat(write(credential, "mem,host=db-07 used=1 1\n").statusCode()).isEqualTo(204);
        HttpResponse<String> mixed =
                write(credential, "mem,host=db-07 used=1 2\nmem,host=web-01 used=1 2\n");
        assertThat(mixed.statusCode()).isEqualTo(400);
        assertThat(mixed.body())
                .contains("2 of 2 lines refused: line 2: the host is web-01")
                .contains("\"accepted\":0");
        assertThat(judged).hasSize(1);
        assertThat(write("static-token", "mem,host=web-01 used=1 1\n").statusCode()).isEqualTo(204);
        assertThat(write("mwa_wrong", "mem,host=db-07 used=1 1\n").statusCode()).isEqualTo(401);
    }

    @Test
    void anAgentThatIsAskedRotatesAndTheOldCredentialEnds() throws Exception {
        String old = enrol("db-07");
        assertThat(write(old, "mem,host=db-07 used=1 1").headers().firstValue("Millwright-Rotate"))
                .isEmpty();
        assertThat(send("POST", "/api/v1/agents/db-07/rotation", administrator(), "").body())
                .isEqualTo("{\"asked\":1}");
        assertThat(write(old, "mem,host=db-07 used=1 2").headers().firstValue("Millwright-Rotate"))
                .hasValue("1");
        HttpResponse<String> rotated = send("POST", "/api/v1/agents/self/rotate", old, "");
        assertThat(rotated.statusCode()).isEqualTo(201);
        String next = JSON.readTree(rotated.body()).path("credential").asText();

        assertThat(write(old, "mem,host=db-07 used=1 3").statusCode()).isEqualTo(204);
        HttpResponse<String> first = write(next, "mem,host=db-07 used=1 4");
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("Millwright-Rotate")).isEmpty();
        assertThat(write(old, "mem,host=db-07 used=1 5").statusCode()).isEqualTo(401);
    }

    @Test
    void aRevokedHostIsRefusedUntilItEnrolsAgain() throws Exception {
        String credential = enrol("db-07");
        assertThat(
                        send("POST", "/api/v1/agents/db-07/revocation", administrator(), "")
                                .statusCode())
                .isEqualTo(204);
        assertThat(write(credential, "mem,host=db-07 used=1 1").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/api/v1/agents/self/rotate", credential, "").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/agents", administrator(), "").body())
                .contains("\"host\":\"db-07\",\"state\":\"revoked\"");
        assertThat(write(enrol("db-07"), "mem,host=db-07 used=1 1").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/api/v1/agents", administrator(), "").body())
                .contains("\"state\":\"enrolled\"")
                .contains("\"lastUsedAt\":\"")
                .contains("\"total\":1");
    }

    @Test
    void whyATokenIsRefusedIsSaid() throws Exception {
        EnrolmentToken once = token(1);
        redeem(once, "a");
        assertThat(redeem(once, "b").statusCode()).isEqualTo(403);
        assertThat(redeem(once, "b").body()).contains("has been used 1 times");

        JsonNode made = JSON.readTree(create("PT1M", 5, url("https", "") + "").body());
        EnrolmentToken token = EnrolmentToken.parse(made.path("token").asText());
        now = now.plus(Duration.ofMinutes(1));
        assertThat(redeem(token, "b").body()).contains("expired at");
        String id = made.path("id").asText();
        assertThat(send("DELETE", "/api/v1/enrolments/" + id, administrator(), "").statusCode())
                .isEqualTo(204);
        assertThat(redeem(token, "b").body()).contains(id + " was revoked");
        assertThat(send("GET", "/api/v1/enrolments", administrator(), "").body())
                .contains("revokedAt")
                .doesNotContain("mw1.");
    }

    @Test
    void onlyAdministratorsMakeTokensAndSeeAgents() throws Exception {
        String credential = enrol("db-07");
        for (String token : List.of("", "wrong", credential, "static-token")) {
            assertThat(send("GET", "/api/v1/agents", token, "").statusCode()).isEqualTo(401);
            assertThat(send("POST", "/api/v1/enrolments", token, "{}").statusCode()).isEqualTo(401);
            assertThat(send("POST", "/api/v1/agents/rotation", token, "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void nonsenseIsRefusedWithWhatIsWrong() throws Exception {
        assertThat(create("1h", 1, "https://c:1").body()).contains("ISO-8601 duration");
        assertThat(create("PT1H", 0, "https://c:1").body()).contains("from 1 to 100000");
        assertThat(create("PT1H", 1, "c:1").body()).contains("is no collector's address");
        assertThat(create("PT1H", 1, "http://c:1").body()).contains("Write https://");
        assertThat(send("POST", "/api/v1/enrolments", administrator(), "[]").body())
                .contains("no JSON object");
        assertThat(redeem(token(1), "a\\u0007").statusCode()).isEqualTo(400);
    }

    @Test
    void plainHttpIsRefusedInWords() throws Exception {
        HttpResponse<String> plain =
                client.send(
                        HttpRequest.newBuilder(url("http", "/api/v2/write"))
                                .header("Authorization", "Token static-token")
                                .POST(BodyPublishers.ofString("mem,host=db-07 used=1 1"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(plain.statusCode()).isEqualTo(400);
        assertThat(plain.body()).contains("Write https:// in front of its address");
        assertThat(judged).isEmpty();
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        X509Certificate before = trust.identity().orElseThrow().chain().get(0);
        now = now.plus(Duration.ofDays(61));
        trust.renew(server::renew);
        HttpResponse<String> answer =
                trusting(trust.identity().orElseThrow().chain().get(1))
                        .send(
                                HttpRequest.newBuilder(url("https", "/ping")).build(),
                                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.sslSession().orElseThrow().getPeerCertificates()[0])
                .isNotEqualTo(before)
                .isEqualTo(trust.identity().orElseThrow().chain().get(0));
    }

    @Test
    void aClientThatDoesNotKnowTheAuthorityIsNotFooled() {
        assertThatThrownBy(
                        () ->
                                HttpClient.newHttpClient()
                                        .send(
                                                HttpRequest.newBuilder(url("https", "/ping"))
                                                        .build(),
                                                BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void withoutACertificateOnlyThisMachineIsEnrolled() throws Exception {
        Trust plain =
                Trust.open(folder.resolve("plain"), Optional.empty(), records.trust(), () -> now);
        try (HttpServer open =
                HttpServer.listen(
                        HttpConfig.of("127.0.0.1", 0),
                        Api.routes(new Routes(), plain, acting(plain)))) {
            String admin = Files.readString(AdminToken.file(folder.resolve("plain"))).strip();
            for (String collector :
                    List.of("http://collector:1", "http://127.0.0.1:1", "https://proxy:1")) {
                HttpResponse<String> answer =
                        client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:%d/api/v1/enrolments"
                                                                .formatted(open.port())))
                                        .header("Authorization", "Token " + admin)
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "{\"ttl\":\"PT1H\",\"uses\":1,\"createdBy\":\"x\",\"collectors\":[\"%s\"]}"
                                                                .formatted(collector)))
                                        .build(),
                                BodyHandlers.ofString());
                boolean isRefused = collector.equals("http://collector:1");
                assertThat(answer.statusCode()).as(collector).isEqualTo(isRefused ? 400 : 201);
            }
        }
    }
}
