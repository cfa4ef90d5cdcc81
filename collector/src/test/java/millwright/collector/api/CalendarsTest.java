package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import org.junit.jupiter.api.Test;

/** The calendar over REST. Wednesday, 4 March 2026, noon in Kuwait. */
class CalendarsTest {
    private static final String ENTRIES = "/api/v1/calendar/entries";
    private static final String FREEZE =
            "{\"kind\":\"freeze\",\"name\":\"audit\",\"start\":\"2026-03-10\",\"end\":\"2026-03-12\",\"reason\":\"auditors\"}";

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-04T09:00:00Z"));
    private final People people = MadeUpPeople.open(clock);
    private final String ali = MadeUpPeople.add(people, "ali", Role.ENGINEER);
    private final String huda = MadeUpPeople.add(people, "huda", Role.OPERATIONS_MANAGER);
    private final String mona = MadeUpPeople.add(people, "mona", Role.IT_DIRECTOR);
    private final Routes routes =
            Api.calendar(new Routes(), MadeUpCalendar.of(clock), new Acting(people), clock);

    private FakeExchange send(String token, String method, String address, String type, String body)
            throws Exception {
        FakeExchange exchange = FakeExchange.of(method, address).sending(type, body);
        if (!token.isEmpty()) {
            exchange.header("Authorization", "Token " + token);
        }
        return exchange.to(routes);
    }

    private FakeExchange json(String token, String method, String address, String body)
            throws Exception {
        return send(token, method, address, "application/json", body);
    }

    private List<String> names(String address) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode each : FakeExchange.get(routes, address).json().get("items")) {
            names.add(each.get("name").asText());
        }
        return names;
    }

    @Test
    void anEntryHasItsHoursAtTheSiteWhetherItIsPermittedAndWhatTakesItsTime() throws Exception {
        JsonNode monthly =
                FakeExchange.get(
                                routes,
                                "/api/v1/calendar?from=2026-03-22&to=2026-03-23&kind=window&limit=2")
                        .json()
                        .get("items")
                        .get(0);

        assertThat(monthly.get("name").asText()).isEqualTo("monthly");
        assertThat(monthly.get("start").asText()).isEqualTo("2026-03-22T00:00:00+03:00");
        assertThat(monthly.get("end").asText()).isEqualTo("2026-03-22T04:00:00+03:00");
        assertThat(monthly.get("permitted").asText()).isEqualTo("no");
        assertThat(monthly.get("conflicts").toString()).isEqualTo("[\"eid-al-fitr\"]");
        assertThat(monthly.get("provisional").asBoolean()).isTrue();
    }

    @Test
    void aRequestThatMakesNoSenseIsToldSo() throws Exception {
        for (String bad :
                List.of("from=soon", "from=2026-03-02&to=2026-03-02", "to=2036-01-01", "form=x")) {
            assertThat(FakeExchange.get(routes, "/api/v1/calendar?" + bad).status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void aPersonPutsAFreezeInAndOthersAreToldThatTheyMayNotOrWereLate() throws Exception {
        assertThat(json("", "POST", ENTRIES, FREEZE).status()).isEqualTo(401);
        FakeExchange refused = json(ali, "POST", ENTRIES, FREEZE);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("Operations Manager or IT Director");
        assertThat(names("/api/v1/calendar?from=2026-03-10&to=2026-03-11&kind=freeze")).isEmpty();

        FakeExchange entered = json(huda, "POST", ENTRIES, FREEZE);

        assertThat(entered.status()).isEqualTo(201);
        assertThat(entered.answerHeader("Location")).isEqualTo(ENTRIES + "/CE-000001");
        assertThat(entered.json().get("start").asText()).isEqualTo("2026-03-10T00:00:00+03:00");
        assertThat(names("/api/v1/calendar?from=2026-03-10&to=2026-03-11&kind=freeze"))
                .containsExactly("audit");

        String change =
                FREEZE.replace("2026-03-12", "2026-03-13").replace("}", ",\"ifRevision\":0}");
        assertThat(json(mona, "PUT", ENTRIES + "/CE-000001", change).status()).isEqualTo(200);
        FakeExchange late = json(huda, "PUT", ENTRIES + "/CE-000001", change);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("mona was faster", "2026-03-04T09:00:00Z");
        assertThat(json(huda, "PUT", ENTRIES + "/CE-000009", change).status()).isEqualTo(404);

        assertThat(json(huda, "DELETE", ENTRIES + "/CE-000001", "").status()).isEqualTo(400);
        JsonNode gone =
                json(huda, "DELETE", ENTRIES + "/CE-000001?reason=no%20auditors", "").json();
        assertThat(gone.get("withdrawn").asText()).isEqualTo("no auditors");
        assertThat(gone.get("revision").asInt()).isEqualTo(2);
    }

    @Test
    void aFileOfAnotherCalendarIsTakenOverOrRefusedWithItsLine() throws Exception {
        String file =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@x.example\r\n"
                        + "CATEGORIES:blackout\r\nSUMMARY:launch\r\nDESCRIPTION:new milk\r\n"
                        + "DTSTART:20260310T090000\r\nDTEND:20260310T120000\r\nEND:VEVENT\r\n"
                        + "END:VCALENDAR\r\n";
        FakeExchange bad =
                send(huda, "POST", ENTRIES, "text/calendar", file.replace("blackout", "party"));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().get("detail").asText()).contains("line 4, event launch");

        FakeExchange taken = send(huda, "POST", ENTRIES, "text/calendar; charset=utf-8", file);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().get("changed").get(0).get("start").asText())
                .isEqualTo("2026-03-10T09:00:00+03:00");
        assertThat(FakeExchange.get(routes, "/calendar.ics").text()).contains("UID:1@x.example");
        assertThat(FakeExchange.get(routes, "/calendar/Web%20Shop.ics").text())
                .contains("UID:1@x.example");
        assertThat(FakeExchange.get(routes, "/calendar/nothing").status()).isEqualTo(404);
    }

    @Test
    void aConfirmationMovesTheFreezeAndItsUidStays() throws Exception {
        assertThat(FakeExchange.get(routes, "/calendar.ics").text().replace("\r\n ", ""))
                .contains("UID:eid-al-fitr-1447@millwright\r\n")
                .contains("DTSTART:20260318T210000Z");

        FakeExchange answer =
                json(
                        huda,
                        "POST",
                        "/api/v1/calendar/confirmations",
                        "{\"freeze\":\"eid-al-fitr\",\"firstDay\":\"2026-03-21\",\"reason\":\"seen\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("confirmed").asBoolean()).isTrue();
        assertThat(answer.json().get("frozenFrom").asText()).isEqualTo("2026-03-20T00:00:00+03:00");
        assertThat(FakeExchange.get(routes, "/calendar.ics").text().replace("\r\n ", ""))
                .contains("UID:eid-al-fitr-1447@millwright\r\n")
                .contains("DTSTART:20260319T210000Z");
    }

    @Test
    void aStandingTaskIsCompletedOnceWithItsEvidence() throws Exception {
        String task = "/api/v1/standing-tasks/backup-report-review-20260304T0800";
        assertThat(FakeExchange.get(routes, task).json().get("state").asText()).isEqualTo("due");

        assertThat(json(ali, "POST", task + "/completion", "{}").status()).isEqualTo(400);
        FakeExchange done =
                json(
                        ali,
                        "POST",
                        task + "/completion",
                        "{\"evidence\":\"all green\",\"doneAt\":\"2026-03-04T08:10:00+03:00\"}");
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.json().get("state").asText()).isEqualTo("done");
        FakeExchange again = json(huda, "POST", task + "/completion", "{\"evidence\":\"me too\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("ali was faster");

        assertThat(json(ali, "DELETE", task + "/completion?reason=wrong%20report", "").status())
                .isEqualTo(200);
        assertThat(FakeExchange.get(routes, task).json().get("state").asText()).isEqualTo("due");
    }

    @Test
    void theFrozenFourthSundayIsMovedByWhoApprovesTheWindow() throws Exception {
        String task = "/api/v1/standing-tasks/security-patching-20260322T0000";
        JsonNode frozen = FakeExchange.get(routes, task).json();
        assertThat(frozen.get("proposal").get("start").asText())
                .isEqualTo("2026-03-15T00:00:00+03:00");
        assertThat(frozen.get("proposal").get("approval").asText()).isEqualTo("Operations Manager");

        assertThat(json(ali, "POST", task + "/move", "{\"reason\":\"Eid\"}").status())
                .isEqualTo(403);
        JsonNode moved = json(huda, "POST", task + "/move", "{\"reason\":\"Eid\"}").json();
        assertThat(moved.get("start").asText()).isEqualTo("2026-03-15T00:00:00+03:00");
        assertThat(moved.get("moved").get("from").asText()).isEqualTo("2026-03-22T00:00:00+03:00");
        assertThat(names("/api/v1/calendar?from=2026-03-15&to=2026-03-16&kind=task"))
                .contains("security-patching");
    }
}
