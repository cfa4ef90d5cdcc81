package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.change.Changes;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for change over HTTP, at 10:30 of the Tuesday on which the board meets. */
class RfcsTest {
    private final InstantSource clock = InstantSource.fixed(MadeUpChanges.NOW);
    private final People people = MadeUpPeople.open(clock);
    private final List<String> heard = new ArrayList<>();
    private final Routes routes = new Routes();
    private final String cora = MadeUpPeople.add(people, "cora", Role.CHANGE_COORDINATOR);
    private final String dina = MadeUpPeople.add(people, "dina", Role.IT_DIRECTOR);
    private final String olga = MadeUpPeople.add(people, "olga", Role.OPERATIONS_MANAGER);
    private final String emil = MadeUpPeople.add(people, "emil", Role.ENGINEER);

    @BeforeEach
    void open() {
        Changes changes = MadeUpChanges.changes(people::find, event -> heard.add(event.type()));
        MadeUpChanges.fill(changes);
        heard.clear();
        Api.changes(
                routes,
                new ChangeDesk(changes, clock, MaintenancePolicy.shipped().zone()),
                new Acting(people));
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

    private FakeExchange post(String act, String token, String body) throws Exception {
        return send("POST", "/api/v1/rfcs/" + act, token, body);
    }

    private void refuses(int status, FakeExchange answer, String detail) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    @Test
    void aRequestHasItsSixteenFieldsApprovalsCriteriaAndHistory() throws Exception {
        JsonNode rfc = send("GET", "/api/v1/rfcs/RFC-2026-0001", "", "").json();
        assertThat(rfc.get("fields")).hasSize(16);
        assertThat(rfc.at("/fields/6/value").asText()).isEqualTo("db-07");
        assertThat(rfc.get("state").asText()).isEqualTo("approved");
        assertThat(rfc.at("/approvals/0/role").asText()).isEqualTo("IT Director");
        assertThat(rfc.get("criteria")).hasSize(10);
        assertThat(rfc.at("/events/0/type").asText()).isEqualTo("rfc-drafted");
    }

    @Test
    void listsTellOnlyThoseAskedFor() throws Exception {
        JsonNode drafts = send("GET", "/api/v1/rfcs?state=draft", "", "").json();
        assertThat(drafts.get("total").asInt()).isEqualTo(1);
        assertThat(drafts.at("/items/0/id").asText()).isEqualTo("RFC-2026-0004");
        refuses(400, send("GET", "/api/v1/rfcs?state=done", "", ""), "no value of 'state'");
    }

    @Test
    void aDeputyApprovesByToken() throws Exception {
        JsonNode rfc = post("RFC-2026-0005/approve", emil, "{\"note\": \"agreed\"}").json();
        assertThat(rfc.get("state").asText()).isEqualTo("approved");
        assertThat(rfc.at("/approvals/1/inPlaceOf").asText()).isEqualTo("olga");
        assertThat(heard).containsExactly("rfc-approved");
    }

    @Test
    void everyRefusalSaysWhyWithItsOwnStatus() throws Exception {
        refuses(401, post("RFC-2026-0004/submit", "", ""), "Authorization");
        refuses(403, post("RFC-2026-0004/submit", emil, ""), "Change Coordinator");
        refuses(403, post("RFC-2026-0002/approve", olga, ""), "it takes IT Director");
        refuses(409, post("RFC-2026-0001/start", emil, ""), "it must be scheduled");
        refuses(404, post("RFC-2026-0099/submit", cora, ""), "no request");
        refuses(
                409,
                post("RFC-2026-0002/reject", dina, "{\"reason\": \"no\", \"ifVersion\": 1}"),
                "has changed since you saw it: rfc-before-cab at Sun 1 Feb 2026 10:00 +03:00 by"
                        + " cora");
        refuses(
                422,
                send("PUT", "/api/v1/rfcs/RFC-2026-0004/fields", cora, "{\"category\": \"paint\"}"),
                "no category");
        assertThat(heard).isEmpty();
    }

    @Test
    void aChangeIsAskedForByHandAndItsFieldsWrittenLater() throws Exception {
        String body =
                """
                {"type": "normal", "systems": ["web-01", "web-02"], "title": "New certificates",
                 "work": "certificate-renewal", "duration": "PT45M",
                 "start": "2026-02-22T00:00:00+03:00", "end": "2026-02-22T02:00:00+03:00"}
                """;
        refuses(401, send("POST", "/api/v1/rfcs", "", body), "Authorization");
        refuses(403, send("POST", "/api/v1/rfcs", emil, body), "Change Coordinator");
        FakeExchange asked = send("POST", "/api/v1/rfcs", cora, body);
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.answerHeader("Location")).isEqualTo("/api/v1/rfcs/RFC-2026-0006");
        JsonNode rfc = asked.json();
        assertThat(rfc.get("state").asText()).isEqualTo("draft");
        assertThat(rfc.get("kind").asText()).isEqualTo("person");
        assertThat(rfc.get("requester").asText()).isEqualTo("cora");
        assertThat(rfc.get("window").asText()).isEqualTo("weekly");
        assertThat(rfc.at("/fields/5/value").asText()).isEqualTo("45 min of work in 2 h");
        assertThat(rfc.at("/fields/6/value").asText()).isEqualTo("web-01, web-02");
        assertThat(rfc.get("fields"))
                .noneMatch(
                        field ->
                                field.get("value").asText().isEmpty()
                                        && !field.get("field").asText().equals("submitted"));
        send("PUT", "/api/v1/rfcs/RFC-2026-0006/fields", cora, "{\"risk\": \"Risk: low.\"}");
        assertThat(post("RFC-2026-0006/submit", olga, "").json().get("state").asText())
                .isEqualTo("submitted");
        assertThat(heard).containsExactly("rfc-drafted", "rfc-edited", "rfc-submitted");
    }

    @Test
    void aRequestByHandNeedsItsTimeOrItsLengthAndSystems() throws Exception {
        String begin = "{\"type\": \"normal\", \"title\": \"Cables\", \"systems\": ";
        refuses(400, send("POST", "/api/v1/rfcs", cora, begin + "[\"sw-1\"]}"), "'duration'");
        refuses(
                400,
                send("POST", "/api/v1/rfcs", cora, begin + "[], \"duration\": \"PT1H\"}"),
                "'systems'");
        refuses(
                422,
                send(
                        "POST",
                        "/api/v1/rfcs",
                        cora,
                        begin
                                + "[\"sw-1\"], \"start\": \"2026-02-01T00:00:00Z\","
                                + " \"end\": \"2026-02-01T02:00:00Z\"}"),
                "has passed");
        refuses(
                422,
                send(
                        "POST",
                        "/api/v1/rfcs",
                        cora,
                        "{\"type\": \"routine\", \"title\": \"x\", \"systems\": [\"a\"],"
                                + " \"duration\": \"PT1H\"}"),
                "Routine work is no change");
        assertThat(heard).isEmpty();
    }

    @Test
    void fieldsOfADraftAreWrittenAndItsTimeMoved() throws Exception {
        JsonNode rfc =
                send(
                                "PUT",
                                "/api/v1/rfcs/RFC-2026-0004/fields",
                                cora,
                                """
                                {"risk": "Risk: high.", "type": "normal",
                                 "start": "2026-02-22T01:00:00+03:00", "end": "2026-02-22T02:30:00+03:00"}
                                """)
                        .json();
        assertThat(rfc.get("window").asText()).isEqualTo("weekly");
        assertThat(rfc.at("/fields/11/value").asText()).isEqualTo("Risk: high.");
        assertThat(rfc.get("board").asText()).isEqualTo("cab");
    }

    @Test
    void theBoardsMeetingGoesFromAgendaToSignedMinutes() throws Exception {
        String meeting = "/api/v1/cab/minutes/2026-02-03T07:00:00Z";
        JsonNode agenda =
                send("GET", "/api/v1/cab/agenda?meeting=2026-02-03T07:00:00Z", "", "").json();
        assertThat(agenda.get("toDecide")).hasSize(1);
        assertThat(agenda.at("/forTheRecord/0/id").asText()).isEqualTo("RFC-2026-0003");
        JsonNode kept =
                send(
                                "PUT",
                                meeting + "/items/RFC-2026-0002",
                                cora,
                                "{\"votes\": {\"dina\": \"no\"}, \"notes\": \"too early\"}")
                        .json();
        assertThat(kept.at("/items/1/votes/0/vote").asText()).isEqualTo("no");
        assertThat(kept.get("changedBy").asText()).isEqualTo("cora");
        assertThat(kept.get("change").asText())
                .isEqualTo("wrote the votes on RFC-2026-0002, and notes");
        refuses(
                409,
                send(
                        "PUT",
                        meeting,
                        dina,
                        "{\"notes\": \"mine\", \"ifVersion\": %d}"
                                .formatted(kept.get("version").asInt() - 1)),
                "cora wrote the votes on RFC-2026-0002, and notes at Tue 3 Feb 2026");
        refuses(403, send("POST", meeting + "/signature", cora, ""), "IT Director");
        JsonNode signed = send("POST", meeting + "/signature", dina, "").json();
        assertThat(signed.get("signedBy").asText()).isEqualTo("dina");
        assertThat(signed.at("/items/1/decision").asText()).isEqualTo("deferred");
        refuses(409, send("PUT", meeting, cora, "{\"notes\": \"more\"}"), "do not change");
        assertThat(
                        send("GET", "/api/v1/cab/agenda", "", "")
                                .json()
                                .at("/toDecide/0/meeting")
                                .asText())
                .isEqualTo("2026-02-10T07:00:00Z");
    }

    @Test
    void onlyWhatIsOnesOwnCanBeDelegated() throws Exception {
        String body =
                """
                {"role": "it_director", "to": "emil", "reason": "away",
                 "start": "2026-02-04T08:00:00+03:00", "end": "2026-02-08T08:00:00+03:00"}
                """;
        refuses(403, send("POST", "/api/v1/delegations", olga, body), "is not IT Director");
        FakeExchange given = send("POST", "/api/v1/delegations", dina, body);
        assertThat(given.status()).isEqualTo(201);
        String id = given.json().get("id").asText();
        refuses(403, send("DELETE", "/api/v1/delegations/" + id, olga, ""), "given by dina");
        assertThat(send("DELETE", "/api/v1/delegations/" + id, dina, "").json().has("revokedAt"))
                .isTrue();
    }
}
