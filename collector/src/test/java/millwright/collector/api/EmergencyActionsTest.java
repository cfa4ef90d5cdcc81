package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.change.Changes;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.State;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A window of P2 over HTTP: olga is the Operations Manager, dina the IT Director, anna an engineer,
 * vera only looks. From 20:00 on a Monday in Kuwait, when nothing forbids work.
 */
class EmergencyActionsTest {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    private Instant now = Instant.parse("2026-03-02T17:00:00Z");
    private final MadeUpFleet fleet =
            new MadeUpFleet(now.plus(Duration.ofHours(2)))
                    .with(
                            "db-07",
                            "cpu_utilization",
                            "",
                            State.OK,
                            1,
                            Duration.ofHours(1),
                            ago -> Optional.of(42.0));
    private final CaseStore cases = CaseStores.inMemory();
    private final People people = MadeUpPeople.open(() -> now);
    private final List<String> heard = new ArrayList<>();
    private final Routes routes =
            Api.routes(
                    new Routes(),
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    new LiveEvents(),
                    () -> now);
    private final Changes changes = MadeUpChanges.changes(people::find, event -> {});
    private final String anna = MadeUpPeople.add(people, "anna", Role.ENGINEER);
    private final String olga = MadeUpPeople.add(people, "olga", Role.OPERATIONS_MANAGER);
    private final String dina = MadeUpPeople.add(people, "dina", Role.IT_DIRECTOR);
    private final String vera = MadeUpPeople.add(people, "vera", Role.VIEWER);

    @BeforeEach
    void aDiskIsNearlyFull() {
        Api.emergencies(
                routes,
                new EmergencyDesk(
                        cases,
                        fleet,
                        MaintenancePolicy::shipped,
                        () -> MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar()),
                        new EmergencyDrafts(cases, changes, MaintenancePolicy::shipped),
                        changes,
                        event -> heard.add(event.type() + " by " + event.actor().orElse("")),
                        () -> now),
                new Acting(people));
        cases.apply(List.of(MadeUpFleet.opened(DISK, now)));
        rulesTurn();
    }

    private void rulesTurn() {
        cases.apply(ENGINE.decide(cases.due(now), now));
    }

    private FakeExchange post(String act, String token, String body) throws Exception {
        FakeExchange exchange = FakeExchange.of("POST", "/api/v1/emergency-windows" + act);
        if (!token.isEmpty()) {
            exchange.header("Authorization", "Token " + token);
        }
        return exchange.sending("application/json", body).to(routes);
    }

    private void refuses(int status, FakeExchange answer, String detail) throws Exception {
        assertThat(answer.json().get("detail").asText()).contains(detail);
        assertThat(answer.status()).isEqualTo(status);
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aWindowGoesFromItsRequestToItsReport() throws Exception {
        JsonNode approved =
                post(
                                "/EW-000001/approve",
                                olga,
                                "{\"length\": \"PT1H\", \"expected\": [\"db-07 target_up\"]}")
                        .json();
        assertThat(approved.get("status").asText()).isEqualTo("approved");
        assertThat(approved.get("decidedBy").asText()).isEqualTo("olga");
        assertThat(approved.get("startsAt").asText()).isEqualTo("2026-03-02T17:30:00Z");
        assertThat(approved.at("/expected/0").asText()).isEqualTo("db-07 target_up");
        assertThat(approved.at("/timers/0/what").asText()).isEqualTo("start");
        rulesTurn();
        refuses(409, post("/EW-000001/start", anna, "{}"), "may start at 2026-03-02T17:30:00Z");
        passes(Duration.ofMinutes(30));
        JsonNode active = post("/EW-000001/start", anna, "").json();
        assertThat(active.get("status").asText()).isEqualTo("active");
        assertThat(active.get("endsAt").asText()).isEqualTo("2026-03-02T18:30:00Z");
        assertThat(active.at("/timers/0/what").asText()).isEqualTo("update");
        assertThat(active.at("/timers/0/at").asText()).isEqualTo("2026-03-02T18:00:00Z");
        passes(Duration.ofMinutes(30));
        assertThat(
                        FakeExchange.get(routes, "/api/v1/emergency-windows/EW-000001")
                                .json()
                                .at("/timers/0/overdue")
                                .asBoolean())
                .isTrue();
        post("/EW-000001/update", anna, "{\"text\": \"logs are moved\"}");
        post("/EW-000001/extend", olga, "{\"by\": \"PT15M\", \"reason\": \"slow\"}");
        JsonNode ended = post("/EW-000001/end", anna, "{\"outcome\": \"moved\"}").json();
        assertThat(ended.get("updates").asInt()).isEqualTo(1);
        assertThat(ended.get("endsAt").asText()).isEqualTo("2026-03-02T18:45:00Z");
        assertThat(ended.get("reportDueAt").asText()).isEqualTo("2026-03-03T18:00:00Z");
        passes(Duration.ofMinutes(15));
        refuses(409, post("/EW-000001/verify", anna, "{}"), "is still breached");
        JsonNode verified =
                post("/EW-000001/verify", anna, "{\"force\": true, \"comment\": \"grows on\"}")
                        .json();
        assertThat(verified.at("/verification/passed").asBoolean()).isFalse();
        assertThat(verified.at("/verification/figures/0/worst").asDouble()).isEqualTo(42);
        assertThat(verified.at("/verification/figures/0/below").asDouble()).isEqualTo(50);
        JsonNode closed = post("/EW-000001/report", anna, "{\"text\": \"A log.\"}").json();
        assertThat(closed.get("status").asText()).isEqualTo("closed");
        assertThat(closed.get("version").asInt()).isEqualTo(closed.get("events").size());
        assertThat(heard)
                .containsExactly(
                        "emergency-approved by olga",
                        "rfc-drafted by ",
                        "emergency-started by anna",
                        "emergency-updated by anna",
                        "emergency-extended by olga",
                        "emergency-ended by anna",
                        "emergency-verified by anna",
                        "emergency-reported by anna");
        assertThat(
                        FakeExchange.get(routes, "/api/v1/emergency-windows?status=closed")
                                .json()
                                .get("total")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void onlyTheAuthorityAndItsDeputiesDecide() throws Exception {
        refuses(401, post("/EW-000001/approve", "", "{}"), "who you are");
        refuses(403, post("/EW-000001/approve", anna, "{}"), "Operations Manager or IT Director");
        refuses(403, post("/EW-000001/reject", anna, "{\"reason\": \"no\"}"), "takes the role");
        refuses(403, post("/EW-000001/start", vera, "{}"), "takes the role Engineer");
        assertThat(post("/EW-000001/approve", dina, "{}").status()).isEqualTo(200);
        refuses(
                409,
                post("/EW-000001/approve", olga, "{}"),
                "emergency-approved by dina at 2026-03-02T17:00:00Z");
    }

    @Test
    void whoAsksForOneMayNotApproveIt() throws Exception {
        post("/EW-000001/reject", dina, "{\"reason\": \"not now\"}");
        FakeExchange asked = post("", olga, "{\"ticket\": \"T-000001\", \"reason\": \"it grows\"}");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.answerHeader("Location")).isEqualTo("/api/v1/emergency-windows/EW-000002");
        assertThat(asked.json().get("requestedBy").asText()).isEqualTo("olga");

        refuses(403, post("/EW-000002/approve", olga, "{}"), "nobody approves their own request");
        assertThat(post("/EW-000002/approve", dina, "{}").status()).isEqualTo(200);
    }

    @Test
    void aWindowAndItsRequestForChangeKnowEachOtherAndEndTogether() throws Exception {
        post("/EW-000001/reject", dina, "{\"reason\": \"not now\"}");
        assertThat(changes.find("RFC-2026-0001")).isEmpty(); // nothing had been drafted yet
        JsonNode asked =
                post("", anna, "{\"ticket\": \"T-000001\", \"reason\": \"it grows\"}").json();
        assertThat(asked.get("rfc").asText()).isEqualTo("RFC-2026-0001");

        Rfc drafted = changes.find("RFC-2026-0001").orElseThrow();
        assertThat(drafted.type()).isEqualTo(ChangeType.EMERGENCY);
        assertThat(drafted.work().source()).isEqualTo("EW-000002");
        assertThat(drafted.work().ticket()).contains("T-000001");
        assertThat(drafted.work().evidence()).hasSize(2).last().isEqualTo("it grows");
        assertThat(drafted.requester()).isEqualTo("anna");
        assertThat(drafted.texts().get(RfcField.RISK)).startsWith("Risk: high.");
        assertThat(drafted.slot().orElseThrow().span())
                .isEqualTo(Span.of(now.plus(Duration.ofMinutes(30)), Duration.ofHours(2)));

        post("/EW-000002/approve", olga, "{\"length\": \"PT1H\"}");
        assertThat(changes.find("RFC-2026-0001").orElseThrow().slot().orElseThrow().span())
                .isEqualTo(Span.of(now.plus(Duration.ofMinutes(30)), Duration.ofHours(1)));
        post("/EW-000002/reject", dina, "{\"reason\": \"on second thought\"}");
        assertThat(changes.find("RFC-2026-0001").orElseThrow().state())
                .isEqualTo(RfcState.WITHDRAWN);
        var last = changes.history("RFC-2026-0001");
        assertThat(last.get(last.size() - 1).reason()).isEqualTo("EW-000002 is rejected");
    }

    @Test
    void badRequestsSayWhatIsWrong() throws Exception {
        refuses(404, post("/EW-000009/start", anna, "{}"), "no emergency window 'EW-000009'");
        refuses(400, post("/EW-000001/approve", olga, "{\"lenght\": 1}"), "no member 'lenght'");
        refuses(400, post("/EW-000001/approve", olga, "{\"length\": \"2h\"}"), "ISO-8601");
        refuses(400, post("/EW-000001/approve", olga, "{\"ground\": \"data-loss\"}"), "Reason");
        refuses(
                422,
                post("/EW-000001/approve", olga, "{\"expected\": [\"* *\"]}"),
                "hold back everything");
        refuses(422, post("/EW-000001/approve", olga, "{\"length\": \"PT3H\"}"), "to 2 h (L-013");
        refuses(422, post("", anna, "{\"ticket\": \"T-9\", \"reason\": \"x\"}"), "no ticket 'T-9'");
        refuses(409, post("", anna, "{\"ticket\": \"T-000001\", \"reason\": \"x\"}"), "EW-000001");
    }

    @Test
    void whoHasNotSeenTheNewestIsToldWhatItIs() throws Exception {
        post("/EW-000001/approve", olga, "{}");

        refuses(
                409,
                post("/EW-000001/reject", dina, "{\"reason\": \"no\", \"ifVersion\": 1}"),
                "has changed since you saw it: emergency-approved by olga at 2026-03-02T17:00:00Z");
        assertThat(
                        post("/EW-000001/reject", dina, "{\"reason\": \"no\", \"ifVersion\": 3}")
                                .status())
                .isEqualTo(200);
    }
}
