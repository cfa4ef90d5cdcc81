package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People at work over HTTP: anna is an engineer, olga the Operations Manager, vera only looks. */
class TicketActionsTest {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey HOME = new IndicatorKey("db-07", "disk_free", "/home");
    private static final Instant NOW = MadeUpFleet.NOW;

    private final MadeUpFleet fleet = new MadeUpFleet(NOW);
    private final CaseStore cases = CaseStores.inMemory();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final People people = MadeUpPeople.open(clock);
    private final List<String> heard = new ArrayList<>();
    private final Routes routes =
            Api.routes(
                    new Routes(),
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    new LiveEvents(),
                    clock);
    private final String anna = MadeUpPeople.add(people, "anna", Role.ENGINEER);
    private final String olga = MadeUpPeople.add(people, "olga", Role.OPERATIONS_MANAGER);
    private final String vera = MadeUpPeople.add(people, "vera", Role.VIEWER);

    /** Opened an hour ago at P2. */
    @BeforeEach
    void open() {
        TicketDesk desk =
                new TicketDesk(
                        cases,
                        people,
                        event -> heard.add(event.type() + " by " + event.actor().orElse("")),
                        clock);
        Api.tickets(routes, desk, cases, new Acting(people), clock);
        cases.apply(List.of(opens(DISK), opens(HOME)));
    }

    private static Decision opens(IndicatorKey key) {
        return MadeUpFleet.opened(key, NOW.minus(Duration.ofHours(1)));
    }

    private FakeExchange post(String act, String token, String body) throws Exception {
        return send("POST", "/api/v1/tickets/" + act, token, body);
    }

    private FakeExchange send(String method, String address, String token, String body)
            throws Exception {
        FakeExchange exchange = FakeExchange.of(method, address);
        if (!token.isEmpty()) {
            exchange.header("Authorization", "Token " + token);
        }
        if (!body.isEmpty()) {
            exchange.sending("application/json", body);
        }
        return exchange.to(routes);
    }

    private void refuses(int status, FakeExchange answer, String detail) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    @Test
    void anActAnswersWithTheTicketAndIsHeard() throws Exception {
        JsonNode ticket = post("T-000001/acknowledge", anna, "").json();

        assertThat(ticket.get("status").asText()).isEqualTo("acknowledged");
        assertThat(ticket.get("version").asInt()).isEqualTo(2);
        assertThat(ticket.at("/events/1/actor").asText()).isEqualTo("anna");
        assertThat(ticket.at("/clocks/0/target").asText()).isEqualTo("response");
        assertThat(ticket.at("/clocks/0/state").asText()).isEqualTo("met");
        assertThat(ticket.at("/clocks/0/elapsedSeconds").asDouble()).isEqualTo(3600);
        assertThat(ticket.at("/clocks/0/segments/1/by").asText()).isEqualTo("anna");
        assertThat(ticket.at("/clocks/1/remainingSeconds").asDouble()).isEqualTo(23 * 3600);
        assertThat(heard).containsExactly("ticket-acknowledged by anna");
        assertThat(post("T-000001/acknowledge", anna, "{}").status()).isEqualTo(200);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoIsNobodyOrOnlyLooksIsRefused() throws Exception {
        refuses(401, post("T-000001/start", "", ""), "Authorization");
        refuses(403, post("T-000001/start", vera, ""), "Engineer");
        assertThat(heard).isEmpty();
    }

    @Test
    void toLowerAPriorityTakesMoreThanToRaiseIt() throws Exception {
        String lower = "{\"priority\": \"p3\", \"reason\": \"a test machine\"}";
        refuses(403, post("T-000001/priority", anna, lower), "Operations Manager");
        assertThat(
                        post(
                                        "T-000001/priority",
                                        anna,
                                        "{\"priority\": \"P1\", \"reason\": \"the shop\"}")
                                .json()
                                .get("priority")
                                .asText())
                .isEqualTo("P1");
        assertThat(post("T-000001/priority", olga, lower).json().get("priority").asText())
                .isEqualTo("P3");
    }

    @Test
    void whatTheTicketCannotTakeIs409WithWhatToDo() throws Exception {
        refuses(409, post("T-000001/close", anna, ""), "Resolve it first");
        refuses(
                409,
                post("T-000001/resolve", anna, "{\"reason\": \"cleaned\"}"),
                "still breached: db-07, Disk free 9.5 % past 10 %");
        assertThat(
                        post("T-000001/resolve", anna, "{\"reason\": \"ok\", \"force\": true}")
                                .json()
                                .get("status")
                                .asText())
                .isEqualTo("resolved");
        refuses(409, post("T-000001/start", anna, ""), "T-000001 is resolved; reopen it first.");
    }

    @Test
    void ofTwoWhoSawTheSameTheSecondIsToldWhoWasFirst() throws Exception {
        assertThat(post("T-000001/start", anna, "{\"ifVersion\": 1}").status()).isEqualTo(200);
        refuses(
                409,
                post("T-000001/assign", olga, "{\"to\": \"olga\", \"ifVersion\": 1}"),
                "ticket-started at 2026-03-29T02:00:10Z by anna");
    }

    @Test
    void whatMakesNoSenseIs422AndWhatIsNoRequestIs400() throws Exception {
        refuses(
                422,
                post("T-000001/assign", anna, "{\"to\": \"nobody\"}"),
                "nobody called 'nobody'");
        refuses(
                422,
                post("T-000001/merge", anna, "{\"into\": \"T-000099\", \"reason\": \"x\"}"),
                "no ticket 'T-000099'");
        refuses(
                422,
                post(
                        "T-000001/links",
                        anna,
                        "{\"kind\": \"url\", \"target\": \"javascript:alert(1)\"}"),
                "no address of the web");
        refuses(400, post("T-000001/wait", anna, "{}"), "'for' must be what it waits for");
        refuses(400, post("T-000001/start", anna, "{\"forse\": true}"), "no member 'forse'");
        refuses(
                400,
                post("T-000001/links", anna, "{\"kind\": \"mail\", \"target\": \"x\"}"),
                "window, task, rfc, ticket, url");
        refuses(404, post("T-000099/start", anna, ""), "no ticket 'T-000099'");
    }

    @Test
    void mergedSplitAndLinked() throws Exception {
        JsonNode merged =
                post("T-000002/merge", anna, "{\"into\": \"T-000001\", \"reason\": \"one disk\"}")
                        .json();
        assertThat(merged.get("mergedInto").asText()).isEqualTo("T-000001");

        FakeExchange split =
                post(
                        "T-000001/split",
                        anna,
                        "{\"host\": \"db-07\", \"indicator\": \"disk_free\", \"resource\":"
                                + " \"/home\", \"reason\": \"two disks\"}");
        assertThat(split.status()).isEqualTo(201);
        assertThat(split.json().get("id").asText()).isEqualTo("T-000003");
        assertThat(split.json().get("previous").asText()).isEqualTo("T-000001");

        String link = "{\"kind\": \"rfc\", \"target\": \"RFC-2026-0007\"}";
        assertThat(post("T-000001/links", anna, link).json().at("/links/0/target").asText())
                .isEqualTo("RFC-2026-0007");
        assertThat(
                        send(
                                        "DELETE",
                                        "/api/v1/tickets/T-000001/links?kind=rfc&target=RFC-2026-0007",
                                        anna,
                                        "")
                                .json()
                                .get("links"))
                .isEmpty();
    }

    @Test
    void whatIfShowsTheClocksOfAnotherPriorityAndChangesNothing() throws Exception {
        JsonNode answer =
                FakeExchange.get(routes, "/api/v1/tickets/T-000001/what-if?priority=p3").json();

        assertThat(answer.get("priority").asText()).isEqualTo("P3");
        assertThat(answer.at("/clocks/0/due").asText()).isEqualTo("2026-03-30T01:00:10Z");
        assertThat(answer.at("/clocks/1/remainingSeconds").asDouble()).isEqualTo(71 * 3600);
        assertThat(answer.at("/clocks/1/state").asText()).isEqualTo("running");
        assertThat(
                        FakeExchange.get(routes, "/api/v1/tickets/T-000001/what-if?priority=P4")
                                .json()
                                .at("/clocks/1")
                                .has("state"))
                .isFalse();
        refuses(
                400,
                FakeExchange.get(routes, "/api/v1/tickets/T-000001/what-if"),
                "'priority' is missing");
        assertThat(cases.findTicket("T-000001").orElseThrow().priority().name()).isEqualTo("P2");
    }

    @Test
    void requestsForEmergencyWindowsAreListed() throws Exception {
        var facts = cases.due(NOW);
        cases.apply(
                List.of(
                        new Decision.RequestEmergencyWindow(
                                facts.urgent().get(0), facts.terms().get(1), "asks")));

        JsonNode page = FakeExchange.get(routes, "/api/v1/emergency-windows").json();
        assertThat(page.at("/items/0/id").asText()).isEqualTo("EW-000001");
        assertThat(page.at("/items/0/longest").asText()).isEqualTo("PT2H");
        assertThat(page.at("/items/0/authority").asText()).isEqualTo("Operations Manager");
        assertThat(
                        FakeExchange.get(routes, "/api/v1/emergency-windows?status=withdrawn")
                                .json()
                                .get("total")
                                .asInt())
                .isZero();
    }
}
