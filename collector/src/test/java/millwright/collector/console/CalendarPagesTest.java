package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.calendar.Span;
import org.junit.jupiter.api.Test;

/** The calendar's pages. Wednesday, 4 March 2026, noon in Kuwait. */
class CalendarPagesTest {
    private static final ZoneId KUWAIT = ZoneId.of("Asia/Kuwait");

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-04T09:00:00Z"));
    private final MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
    private final People people = MadeUpPeople.open(clock);
    private final CalendarParts calendar = MadeUpConsole.calendar(Outlooks.NONE, clock);
    private final Routes console =
            MadeUpConsole.routes(
                    new Routes(),
                    fleet,
                    CaseStores.inMemory(),
                    fleet.history(),
                    ShippedRulebook.rules(),
                    clock,
                    KUWAIT,
                    people,
                    Outlooks.NONE,
                    calendar);

    private String get(String address) throws Exception {
        return get("", address);
    }

    private String get(String cookie, String address) throws Exception {
        return FakeExchange.of("GET", address).header("Cookie", cookie).to(console).text();
    }

    private String signIn(Role... roles) throws Exception {
        String token = MadeUpPeople.add(people, "p" + roles[0].word().charAt(0), roles);
        return post("/sign-in", "", "token=" + token).answerHeader("Set-Cookie").split(";")[0];
    }

    private FakeExchange post(String path, String cookie, String body) throws Exception {
        return FakeExchange.of("POST", path)
                .header("Origin", "http://collector.test:8443")
                .header("Cookie", cookie)
                .sending("application/x-www-form-urlencoded", body)
                .to(console);
    }

    private FakeExchange act(String cookie, String page, String... fields) throws Exception {
        Matcher token =
                Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"")
                        .matcher(get(cookie, page));
        assertThat(token.find()).isTrue();
        StringBuilder body = new StringBuilder("form-token=" + token.group(1));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=');
            body.append(URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return post(page, cookie, body.toString());
    }

    @Test
    void aMonthHasItsDaysWhatIsOnThemAndWhatTakesTime() throws Exception {
        String month = get("/calendar");

        assertThat(month)
                .contains("<h2>March 2026</h2>")
                .contains("<b>monthly</b> <span class=\"hours\">00:00–04:00</span>")
                .contains("⚠ not permitted: eid-al-fitr")
                .contains("? predicted")
                .contains("daily (window) 02:00–04:00")
                .contains("href=\"/calendar?at=2026-04\"");
        assertThat(month.split("class=\"strip\"", -1)).hasSize(5 * 7 + 1);
    }

    @Test
    void anAgendaSaysEachInWords() throws Exception {
        assertThat(get("/calendar?view=agenda&at=2026-03-22"))
                .contains("<h3>Sun 22 Mar 2026")
                .contains("<span class=\"cut\">⚠ not permitted</span>")
                .contains("major holiday");
        assertThat(get("/calendar?view=agenda&at=2026-03-22&hours=yes"))
                .contains("daily-peak-morning");
        assertThat(get("/calendar?at=soon")).contains("“soon” is no value of “at”");
        assertThat(get("/calendar?view=year")).contains("“year” is no value of “view”");
    }

    /** 8 March 2026 has 23 hours in New York, 1 November 25, and 01:30 comes twice. */
    @Test
    void theNightsWhenClocksChangeAreShownAsLongAsTheyAre() {
        CalendarWords newYork = new CalendarWords(ZoneId.of("America/New_York"));
        LocalDate spring = LocalDate.of(2026, 3, 8);
        LocalDate autumn = LocalDate.of(2026, 11, 1);

        assertThat(newYork.clocksChange(spring)).isEqualTo("clocks go forward: 23 h");
        assertThat(newYork.clocksChange(autumn)).isEqualTo("clocks go back: 25 h");
        assertThat(newYork.clocksChange(spring.plusDays(1))).isEmpty();
        Span firstHalfPastOne =
                new Span(
                        Instant.parse("2026-11-01T05:30:00Z"),
                        Instant.parse("2026-11-01T06:30:00Z"));
        assertThat(newYork.within(firstHalfPastOne, autumn))
                .isEqualTo("01:30–01:30 (-04:00 to -05:00)");
    }

    @Test
    void aManagerPutsAFreezeInByTheFormAndEndsItAgain() throws Exception {
        String huda = signIn(Role.OPERATIONS_MANAGER);
        FakeExchange put =
                act(
                        huda,
                        CalendarForms.ENTRIES,
                        "act",
                        "enter",
                        "kind",
                        "freeze",
                        "name",
                        "audit",
                        "from",
                        "2026-03-10T00:00",
                        "to",
                        "2026-03-12T00:00",
                        "systems",
                        "",
                        "reason",
                        "<auditors>");
        assertThat(put.status()).isEqualTo(303);
        assertThat(get(huda, CalendarForms.ENTRIES))
                .contains("Tue 10 Mar 2026 – Wed 11 Mar 2026", "&lt;auditors&gt;", "Withdraw it")
                .doesNotContain("value=\"exemption\"");
        assertThat(get("/calendar")).contains("<b>audit</b>");

        act(
                huda,
                CalendarForms.ENTRIES,
                "act",
                "withdraw",
                "key",
                "CE-000001",
                "revision",
                "0",
                "reason",
                "no auditors");
        assertThat(get(huda, CalendarForms.ENTRIES)).contains("withdrawn: no auditors");
        assertThat(get("/calendar")).doesNotContain("<b>audit</b>");
    }

    private FakeExchange change(String cookie, String revision, String to) throws Exception {
        return act(
                cookie,
                CalendarForms.ENTRIES,
                "act",
                "change",
                "key",
                "CE-000001",
                "revision",
                revision,
                "kind",
                "freeze",
                "name",
                "audit",
                "from",
                "2026-03-10T00:00",
                "to",
                to,
                "systems",
                "SQL Server",
                "reason",
                "auditors stay");
    }

    @Test
    void anEntryIsChangedByTheFormAndWhoIsLateIsTold() throws Exception {
        String huda = signIn(Role.OPERATIONS_MANAGER);
        act(
                huda,
                CalendarForms.ENTRIES,
                "act",
                "enter",
                "kind",
                "freeze",
                "name",
                "audit",
                "from",
                "2026-03-10T00:00",
                "to",
                "2026-03-12T00:00",
                "reason",
                "auditors");
        assertThat(get(huda, CalendarForms.ENTRIES))
                .contains("Change it", "value=\"2026-03-10T00:00\"", "value=\"auditors\"");

        assertThat(change(huda, "0", "2026-03-13T00:00").status()).isEqualTo(303);
        assertThat(get(huda, CalendarForms.ENTRIES))
                .contains("Tue 10 Mar 2026 – Thu 12 Mar 2026", "SQL Server", "auditors stay");
        assertThat(change(huda, "0", "2026-03-14T00:00").status()).isEqualTo(409);
        assertThat(change(signIn(Role.ENGINEER), "1", "2026-03-14T00:00").status()).isEqualTo(403);
    }

    private static String file(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//1\r\n"
                + String.join("", events)
                + "END:VCALENDAR\r\n";
    }

    private static String event(String uid, String category, String day) {
        return "BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T000000Z\r\nDTSTART:%sT200000Z\r\nDTEND:%sT220000Z\r\nCATEGORIES:%s\r\nSUMMARY:Umzug größer\r\nDESCRIPTION:new racks\r\nEND:VEVENT\r\n"
                .formatted(uid, day, day, category);
    }

    /** As a browser sends a form with a file. */
    private FakeExchange upload(String cookie, String token, String file) throws Exception {
        String body =
                "--XyZ\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n%s\r\n--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"moves.ics\"\r\nContent-Type: text/calendar\r\n\r\n%s\r\n--XyZ--\r\n"
                        .formatted(token, file);
        return FakeExchange.of("POST", CalendarForms.IMPORT)
                .header("Origin", "http://collector.test:8443")
                .header("Cookie", cookie)
                .sending("multipart/form-data; boundary=XyZ", body)
                .to(console);
    }

    private String token(String cookie) throws Exception {
        Matcher token =
                Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"")
                        .matcher(get(cookie, CalendarForms.ENTRIES));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @Test
    void aFileOfAnotherCalendarIsTakenOverByTheForm() throws Exception {
        String huda = signIn(Role.OPERATIONS_MANAGER);
        String moves =
                file(
                        event("1@example.com", "window", "20260306"),
                        event("2@example.com", "freeze", "20260310"));

        FakeExchange taken = upload(huda, token(huda), moves);
        assertThat(taken.status()).as(taken.text()).isEqualTo(303);
        assertThat(taken.answerHeader("Location")).isEqualTo("/calendar/entries?taken=2");
        assertThat(get(huda, "/calendar/entries?taken=2"))
                .contains("2 entries are new or changed", "Umzug größer", "1@example.com");
        assertThat(upload(huda, token(huda), moves).answerHeader("Location"))
                .isEqualTo("/calendar/entries?taken=0");
    }

    @Test
    void ofAFileWithABadEventNothingIsTakenAndItSaysWhy() throws Exception {
        String huda = signIn(Role.OPERATIONS_MANAGER);
        FakeExchange refused =
                upload(
                        huda,
                        token(huda),
                        file(
                                event("1@example.com", "window", "20260306"),
                                event("2@example.com", "holiday", "20260310")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("line 13, event Umzug größer: it does not say what it is")
                .contains("href=\"/calendar/entries\"");
        assertThat(get(huda, CalendarForms.ENTRIES)).doesNotContain("1@example.com");
    }

    @Test
    void aFileNeedsItsPersonTheirTokenAndAWholeForm() throws Exception {
        String moves = file(event("1@example.com", "window", "20260306"));
        String huda = signIn(Role.OPERATIONS_MANAGER);
        String ali = signIn(Role.ENGINEER);

        assertThat(upload("", "x", moves).status()).isEqualTo(401);
        assertThat(upload(huda, "x", moves).status()).isEqualTo(403);
        assertThat(get(ali, CalendarForms.ENTRIES)).doesNotContain("type=\"file\"");
        assertThat(upload(huda, token(huda), "").status()).isEqualTo(422);
        for (String broken :
                new String[] {"", "--XyZ", "--XyZ--", "--XyZ\r\nname=\"file\"\r\n--XyZ--"}) {
            assertThat(
                            FakeExchange.of("POST", CalendarForms.IMPORT)
                                    .header("Origin", "http://collector.test:8443")
                                    .header("Cookie", huda)
                                    .sending("multipart/form-data; boundary=XyZ", broken)
                                    .to(console)
                                    .status())
                    .as(broken)
                    .isIn(400, 403);
        }
    }

    @Test
    void anEngineerHasNoFormForAnEntryButOneForEvidence() throws Exception {
        String ali = signIn(Role.ENGINEER);
        assertThat(get(ali, CalendarForms.ENTRIES)).contains("takes the role Operations Manager");
        assertThat(get(CalendarForms.TASKS)).contains("Sign in").doesNotContain("It is done");

        String key = "backup-report-review-20260304T0800";
        assertThat(get(ali, CalendarForms.TASKS)).contains("id=\"due-" + key, "It is done");
        FakeExchange done =
                act(
                        ali,
                        CalendarForms.TASKS,
                        "act",
                        "complete",
                        "key",
                        key,
                        "done",
                        "2026-03-04T12:00",
                        "evidence",
                        "all green",
                        "link",
                        "https://reports.example.com/7");
        assertThat(done.status()).isEqualTo(303);
        assertThat(get(ali, CalendarForms.TASKS))
                .contains("id=\"done-" + key, "all green", "https://reports.example.com/7")
                .doesNotContain("id=\"due-" + key);
        FakeExchange twice =
                act(
                        ali,
                        CalendarForms.TASKS,
                        "act",
                        "complete",
                        "key",
                        key,
                        "done",
                        "2026-03-04T12:00",
                        "evidence",
                        "again");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text()).contains("was faster").contains("href=\"/calendar/tasks\"");
    }

    @Test
    void aFeastNearIsToBeConfirmedAndTheFormDoes() throws Exception {
        String huda = signIn(Role.OPERATIONS_MANAGER);
        assertThat(get(huda, CalendarForms.FEASTS))
                .contains("eid-al-fitr-1447", "confirm it now", "min=\"2026-03-15\"");

        act(
                huda,
                CalendarForms.FEASTS,
                "act",
                "confirm",
                "freeze",
                "eid-al-fitr",
                "day",
                "2026-03-21",
                "revision",
                "",
                "reason",
                "seen");

        assertThat(get(huda, CalendarForms.FEASTS))
                .contains("confirmed", "predicted for Fri 20 Mar 2026", "seen");
    }

    @Test
    void freezesAndFindingsSayWhatComesAndWhatIsWrong() throws Exception {
        assertThat(get("/calendar/outlook"))
                .contains("eid-al-fitr", "changes are done by <b>Tue 17 Mar 2026 00:00</b>")
                .contains("OS and middleware security updates")
                .contains("Sun 15 Mar 2026 00:00–04:00, window weekly");
        assertThat(get("/calendar/findings"))
                .contains("Published dates on the wrong day of the week")
                .contains("Windows that a freeze or blackout swallows");
    }
}
