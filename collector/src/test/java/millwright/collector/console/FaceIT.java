package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.Api;
import millwright.collector.api.LiveEvents;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.ProcessUse;
import millwright.rules.indicator.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision becomes a ticket in the real database, and people read it over the real server. */
class FaceIT {
    private static final String EVIL = "db<script>07/ü+%";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aTicketOfTheDatabaseIsReadOverHttp(@TempDir Path folder) throws Exception {
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        MadeUpFleet fleet =
                new MadeUpFleet(MadeUpFleet.NOW)
                        .with(
                                EVIL,
                                "disk_free",
                                "/var",
                                State.BREACHED,
                                2,
                                Duration.ofHours(1),
                                ago -> Optional.of(9.5));
        Routes routes = new Routes();
        try (CaseStore cases = CaseStores.open(CasesConfig.file(folder.resolve("cases")), clock)) {
            Api.routes(
                    routes,
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    new LiveEvents(),
                    clock);
            Console.routes(
                    routes,
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    clock,
                    ZoneId.of("UTC"),
                    MadeUpPeople.nobody());
            List<CaseEvent> events = cases.apply(List.of(opening()));
            String id = events.get(0).ticket().orElseThrow();

            try (HttpServer server = HttpServer.listen(HttpConfig.of("127.0.0.1", 0), routes)) {
                JsonNode ticket =
                        new JsonMapper().readTree(get(server, "/api/v1/tickets/" + id, 200));
                assertThat(ticket.get("host").asText()).isEqualTo(EVIL);
                assertThat(ticket.at("/evidence/suspects/0/name").asText()).isEqualTo("sqlservr");
                assertThat(get(server, "/tickets/" + id, 200))
                        .contains("db&lt;script&gt;07/ü+% was 9.5\u00a0%, below the limit")
                        .doesNotContain("<script>07");
                assertThat(get(server, "/", 200)).contains("1 ticket");
                assertThat(get(server, Links.host(EVIL), 200))
                        .contains(id)
                        .contains("sent nothing of its answer within 5 s")
                        .contains("gateway db&lt;script&gt;");
                assertThat(get(server, "/api/v1" + Links.host(EVIL), 200)).contains("\"/var\"");
                assertThat(get(server, "/api/v1/tickets?prio=P1", 400))
                        .contains("There is no parameter 'prio' here");
            }
        }
    }

    private static Decision opening() {
        IndicatorKey key = new IndicatorKey(EVIL, "disk_free", "/var");
        Level level = MadeUpFleet.levels("disk_free").get(1);
        Instant since = MadeUpFleet.NOW.minusSeconds(60);
        Breach breach =
                new Breach(
                        key,
                        level,
                        since,
                        MadeUpFleet.NOW,
                        9.5,
                        1,
                        1,
                        false,
                        List.of(new ProcessUse("sqlservr", 4242, 180.5, 8L << 30, 3L << 28)));
        return new Decision.OpenTicket(
                key,
                level.priority(),
                new Decision.Cause.ByBreach(breach),
                Optional.empty(),
                MadeUpFleet.RULE);
    }

    private String get(HttpServer server, String address, int status)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + address);
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address).isEqualTo(status);
        return answer.body();
    }
}
