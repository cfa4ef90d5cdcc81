package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpChanges;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import org.junit.jupiter.api.Test;

/** What people see of changes and do to them from the pages, on the Tuesday of a meeting. */
class ChangePagesTest {
    private final InstantSource clock = InstantSource.fixed(MadeUpChanges.NOW);
    private final People people = MadeUpPeople.open(clock);
    private final String cora = MadeUpPeople.add(people, "cora", Role.CHANGE_COORDINATOR);
    private final String dina = MadeUpPeople.add(people, "dina", Role.IT_DIRECTOR);
    private final String olga = MadeUpPeople.add(people, "olga", Role.OPERATIONS_MANAGER);
    private final String emil = MadeUpPeople.add(people, "emil", Role.ENGINEER);
    private final Routes console = ChangesDemo.routes(people, clock);

    private String signIn(String token) throws Exception {
        return post("/sign-in", "", "token=" + token).answerHeader("Set-Cookie").split(";")[0];
    }

    private FakeExchange post(String path, String cookie, String body) throws Exception {
        return FakeExchange.of("POST", path)
                .header("Origin", "http://collector.test:8443")
                .header("Cookie", cookie)
                .sending("application/x-www-form-urlencoded", body)
                .to(console);
    }

    private String page(String path, String cookie) throws Exception {
        return FakeExchange.of("GET", path).header("Cookie", cookie).to(console).text();
    }

    private FakeExchange act(String path, String cookie, String act, String... fields)
            throws Exception {
        String shown = page(path, cookie);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form-token", find("name=\"form-token\" value=\"([^\"]+)\"", shown));
        form.put("act", act);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return post(
                path,
                cookie,
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @Test
    void theListHasWhatIsNotOverAndFilters() throws Exception {
        assertThat(page("/rfcs", ""))
                .contains("RFC-2026-0001", "RFC-2026-0005", "disk extension on db-07");
        assertThat(page("/rfcs?state=draft", ""))
                .contains("RFC-2026-0004")
                .doesNotContain("RFC-2026-0001");
        assertThat(page("/rfcs?state=done", "")).contains("That filter makes no sense");
    }

    @Test
    void aStrangerSeesTheSixteenFieldsAndNoForm() throws Exception {
        String page = page("/rfcs/RFC-2026-0001", "");
        assertThat(page)
                .contains(
                        "RFC ID",
                        "Proposed Date/Time",
                        "Business Justification",
                        "Communication Plan",
                        "full CAB: IT Director",
                        "documented, tested 2026-01-20",
                        "href=\"/sign-in?to=%2Frfcs%2FRFC-2026-0001\"")
                .doesNotContain("name=\"act\"");
        assertThat(page("/rfcs/RFC-2026-9999", "")).contains("No such request");
    }

    @Test
    void whoMayDecideHasTheFormsAndTheOthersAreToldWhy() throws Exception {
        assertThat(page("/rfcs/RFC-2026-0002", signIn(dina))).contains("value=\"approve\"");
        assertThat(page("/rfcs/RFC-2026-0002", signIn(olga)))
                .contains("it takes IT Director")
                .doesNotContain("value=\"approve\"");
        assertThat(page("/rfcs/RFC-2026-0002", signIn(cora)))
                .contains("nobody decides on their own request");
    }

    @Test
    void aDeputyApprovesFromThePage() throws Exception {
        String cookie = signIn(emil);
        FakeExchange answer =
                act("/rfcs/RFC-2026-0005", cookie, "approve", "note", "agreed <by phone>");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(page("/rfcs/RFC-2026-0005", cookie))
                .contains("in place of olga")
                .contains("agreed &lt;by phone&gt;");
    }

    @Test
    void whatSomebodyElseHasChangedIsNotDone() throws Exception {
        FakeExchange answer =
                act("/rfcs/RFC-2026-0002", signIn(dina), "reject", "reason", "no", "version", "1");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text())
                .contains(
                        "has changed since you saw it",
                        "rfc-before-cab at Sun 1 Feb 2026 10:00 +03:00 by cora");
    }

    @Test
    void aChangeIsAskedForOnAPageOfItsOwn() throws Exception {
        assertThat(page("/rfcs", "")).contains("href=\"/rfcs/new\"");
        assertThat(page("/rfcs/new", "")).contains("Sign in").doesNotContain("name=\"systems\"");
        assertThat(page("/rfcs/new", signIn(emil)))
                .contains("it takes the role Change Coordinator")
                .doesNotContain("name=\"systems\"");
        String cookie = signIn(cora);
        String form = page("/rfcs/new", cookie);
        assertThat(form).contains("<option>certificate-renewal</option>");
        String token = find("name=\"form-token\" value=\"([^\"]+)\"", form);
        String fields =
                "form-token="
                        + token
                        + "&type=normal&work=general&title=Swap+%3Ccables%3E&systems=sw-1%2C+sw-2";
        assertThat(post("/rfcs", cookie, fields).text())
                .contains("Give the time of the work, or how many minutes it takes");
        FakeExchange asked = post("/rfcs", cookie, fields + "&minutes=90");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.answerHeader("Location")).isEqualTo("/rfcs/RFC-2026-0006");
        assertThat(page("/rfcs/RFC-2026-0006", cookie))
                .contains("Swap &lt;cables&gt;", "sw-1, sw-2", "asked for by hand", "1 h 30 min");
    }

    @Test
    void theEmergencyWindowOfARequestIsOneClickAway() throws Exception {
        assertThat(page("/rfcs/RFC-2026-0005", ""))
                .contains("emergency window <a href=\"/emergency-windows/EW-000001\">");
        assertThat(page("/rfcs/RFC-2026-0001", "")).contains("task <a href=\"/plan/K-000001");
    }

    @Test
    void onlyWhatWasChangedOfADraftCountsAsWritten() throws Exception {
        String cookie = signIn(cora);
        String before = page("/rfcs/RFC-2026-0004", cookie);
        assertThat(before).contains("value=\"edit\"", "value=\"submit\"");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field :
                new String[] {
                    "description",
                    "justification",
                    "backout",
                    "testing",
                    "resources",
                    "communication",
                    "title"
                }) {
            fields.put(
                    field,
                    find("(?s)<textarea name=\"" + field + "\"[^>]*>(.*?)</textarea>", before)
                            .replace("&#39;", "'")
                            .replace("&amp;", "&")
                            .replace("\n", "\r\n"));
        }
        fields.put("category", "software");
        fields.put("risk", "Risk: high.");
        fields.put("type", "standard");
        String[] flat =
                fields.entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray(String[]::new);
        assertThat(act("/rfcs/RFC-2026-0004", cookie, "edit", flat).status()).isEqualTo(303);
        assertThat(page("/rfcs/RFC-2026-0004", cookie)).contains("wrote Risk Assessment<");
    }

    @Test
    void theEmergencyCabsWordWaitsInTheNextMinutesAndHidesNotThoseOfToday() throws Exception {
        String cookie = signIn(emil);
        act("/rfcs/RFC-2026-0005", cookie, "approve", "note", "agreed by phone");
        assertThat(page("/cab", cookie)).contains("CAB of <time datetime=\"2026-02-03T07:00:00Z\"");
        String next = page("/cab?meeting=2026-02-10T07:00:00Z", cookie);
        assertThat(find("(?s)(<h2 id=\"minutes-title\">.*?</tbody>)", next))
                .contains("RFC-2026-0005", "dina, emil", "2026-02-03 10:30 +03:00")
                .contains("Emergency CAB: the shop cannot take orders; agreed by phone");
    }

    @Test
    void whoWritesMinutesThatHaveChangedMeanwhileIsToldWhoAndWhen() throws Exception {
        String cookie = signIn(cora);
        String meeting = "2026-02-03T07:00:00Z";
        String seen = find("name=\"version\" value=\"(\\d+)\"", page("/cab", cookie));
        assertThat(page("/cab", cookie))
                .contains("The last change: dina approved RFC-2026-0001")
                .contains("2026-02-03 10:10 +03:00");
        act("/cab", signIn(olga), "keep", "meeting", meeting, "notes", "late", "version", seen);
        FakeExchange late =
                act("/cab", cookie, "keep", "meeting", meeting, "notes", "", "version", seen);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("have changed since you saw them")
                .contains("olga wrote who was there, and notes at Tue 3 Feb 2026 10:30 +03:00");
        assertThat(page("/cab", cookie))
                .contains("The last change: olga wrote who was there, and notes");
    }

    @Test
    void theBoardsPageHasAgendaMinutesAndDeputies() throws Exception {
        String director = signIn(dina);
        assertThat(page("/cab", director))
                .contains("CAB of", "RFC-2026-0002", "For the record", "RFC-2026-0003")
                .contains("dina yes, olga yes", "Backup verified the evening before.")
                .contains("Sign the minutes", "on leave");
        assertThat(page("/cab", signIn(olga))).doesNotContain("Sign the minutes");
        FakeExchange signed = act("/cab", director, "sign", "meeting", "2026-02-03T07:00:00Z");
        assertThat(signed.status()).isEqualTo(303);
        assertThat(page("/cab?meeting=2026-02-03T07:00:00Z", director))
                .contains("They do not change any more.", "deferred")
                .doesNotContain("value=\"sign\"");
    }
}
