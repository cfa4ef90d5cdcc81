package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import millwright.collector.api.Acting;
import millwright.collector.api.Api;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.collector.trust.CertificateConfig;
import millwright.collector.trust.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People sign in over the real server, with TLS and the real database. */
@Timeout(60)
class SignInIT {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir private Path folder;
    private HttpServer server;
    private HttpClient client;

    @Test
    void somebodySignsInActsAndIsShutOutWhenTheirTokenIsRevoked() throws Exception {
        CasesConfig config = CasesConfig.file(folder.resolve("cases/cases"));
        CertificateConfig tls = new CertificateConfig.Own(folder.resolve("tls"), List.of());
        try (CaseStores.Records records = CaseStores.openAll(config, CLOCK)) {
            Trust trust = Trust.open(folder, Optional.of(tls), records.trust(), CLOCK);
            People people = People.open(records.people(), trust.administrators(), CLOCK);
            String token = MadeUpPeople.add(people, "sami", Role.ADMINISTRATOR);
            server =
                    HttpServer.listen(
                            HttpConfig.of("127.0.0.1", 0), routes(people), trust.identity());
            client = trusting(trust);

            HttpResponse<String> in = post("/sign-in", "", "token=" + token + "&to=%2Ftickets");
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(in.headers().firstValue("Location")).contains("/tickets");
            String setCookie = in.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(setCookie).endsWith("; HttpOnly; SameSite=Strict; Secure");
            String cookie = setCookie.split(";")[0];
            assertThat(get("/", cookie)).contains("The sami");
            assertThat(get("/api/v1/me", cookie)).contains("\"name\":\"sami\"");
            assertThat(post("/api/v1/rules/reload", cookie, "").statusCode()).isEqualTo(200);

            people.revoke(
                    people.list().get(0).tokens().get(0).id(),
                    people.identify(token).orElseThrow());
            assertThat(get("/", cookie)).contains(">Sign in</a>");
            assertThat(post("/api/v1/rules/reload", cookie, "").statusCode()).isEqualTo(401);
        } finally {
            if (server != null) { // else it is the start that failed, which the test should say
                server.close();
            }
        }
    }

    private static Routes routes(People people) {
        MadeUpFleet fleet = DemoFleet.fleet(MadeUpFleet.NOW);
        Routes routes =
                MadeUpConsole.routes(
                        new Routes(),
                        fleet,
                        new MemoryCases(List.of()),
                        fleet.history(),
                        ShippedRulebook.rules(),
                        CLOCK,
                        ZoneId.of("UTC"),
                        people);
        Acting acting = new Acting(people);
        Api.acts(routes, acting, ShippedRulebook.rules(), CLOCK);
        return Api.people(routes, people, acting);
    }

    private static HttpClient trusting(Trust trust) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", trust.identity().orElseThrow().chain().get(1));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private String origin() {
        return "https://127.0.0.1:" + server.port();
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private String get(String path, String cookie) throws Exception {
        return client.send(request(path, cookie).build(), BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, String cookie, String body) throws Exception {
        return client.send(
                request(path, cookie)
                        .header("Origin", origin())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
