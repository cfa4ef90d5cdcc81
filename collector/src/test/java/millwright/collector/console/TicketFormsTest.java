package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.Ticket;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to a ticket from its page. */
class TicketFormsTest {
    private static final IndicatorKey KEY = new IndicatorKey("db-07", "disk_free", "/var");
    private static final String ID = "T-000001";

    private final Instant now = MadeUpFleet.NOW;
    private final MadeUpFleet fleet = new MadeUpFleet(now);
    private final CaseStore cases = CaseStores.inMemory();
    private final People people = MadeUpPeople.open(() -> now);
    private final String engineer = MadeUpPeople.add(people, "ali", Role.ENGINEER);
    private final String manager = MadeUpPeople.add(people, "huda", Role.OPERATIONS_MANAGER);
    private final Routes console =
            MadeUpConsole.routes(
                    new Routes(),
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    () -> now,
                    ZoneId.of("Asia/Kuwait"),
                    people);

    @BeforeEach
    void aDiskIsNearlyFull() {
        Level level = MadeUpFleet.levels("disk_free").get(1);
        Breach breach =
                new Breach(
                        KEY,
                        level,
                        now.minusSeconds(3600),
                        now.minusSeconds(3600),
                        9.5,
                        1,
                        1,
                        false,
                        List.of());
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                KEY,
                                Priority.P2,
                                new Decision.Cause.ByBreach(breach),
                                Optional.empty(),
                                MadeUpFleet.RULE)));
    }

    private Ticket ticket() {
        return cases.findTicket(ID).orElseThrow();
    }

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

    private String page(String cookie) throws Exception {
        return FakeExchange.of("GET", "/tickets/" + ID).header("Cookie", cookie).to(console).text();
    }

    /** Sends a form of the page as it is now, with these fields. */
    private FakeExchange act(String cookie, String act, String... fields) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form-token", find("name=\"form-token\" value=\"([^\"]+)\"", page(cookie)));
        form.put("act", act);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body =
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return post("/tickets/" + ID, cookie, body);
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @Test
    void aStrangerSeesWhereToSignInAndNoForm() throws Exception {
        assertThat(page(""))
                .contains("href=\"/sign-in?to=%2Ftickets%2FT-000001\"")
                .doesNotContain("name=\"act\"");
        assertThat(post("/tickets/" + ID, "", "act=acknowledge").status()).isEqualTo(401);
        assertThat(ticket().status()).isEqualTo(Ticket.Status.OPEN);
    }

    @Test
    void anEngineerAcknowledgesTakesAndWorksOnATicket() throws Exception {
        String ali = signIn(engineer);

        FakeExchange answer = act(ali, "acknowledge");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.answerHeader("Location")).isEqualTo("/tickets/T-000001");
        act(ali, "take");
        act(ali, "start");
        act(ali, "wait", "for", "the vendor's disk & <cable>");
        act(ali, "comment", "text", "ordered\ntoday");

        assertThat(ticket().status()).isEqualTo(Ticket.Status.WAITING);
        assertThat(ticket().assignee()).contains("ali");
        assertThat(page(ali))
                .contains("waiting, 1\u00a0h old")
                .contains("the vendor&#39;s disk &amp; &lt;cable&gt;")
                .contains("By ali")
                .contains("ordered\ntoday")
                .contains("<button>Go on</button>")
                .contains("paused 0\u00a0s")
                .contains("of 4\u00a0h, 25\u00a0%");
    }

    @Test
    void loweringAPriorityTakesAManagerAndAReason() throws Exception {
        FakeExchange refused =
                act(signIn(engineer), "priority", "priority", "P4", "reason", "a test machine");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("Operations Manager");
        assertThat(ticket().priority()).isEqualTo(Priority.P2);

        String huda = signIn(manager);
        FakeExchange without = act(huda, "priority", "priority", "P4", "reason", " ");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Nothing was changed").contains("a reason");

        assertThat(act(huda, "priority", "priority", "P4", "reason", "a test machine").status())
                .isEqualTo(303);
        assertThat(ticket().priority()).isEqualTo(Priority.P4);
        assertThat(page(huda)).contains("a test machine").contains("By huda");
    }

    @Test
    void whoSawAnOlderTicketDoesNotDecideOverIt() throws Exception {
        String huda = signIn(manager);
        String version = find("name=\"version\" value=\"(\\d+)\"", page(huda));
        act(signIn(engineer), "comment", "text", "this is production!");

        FakeExchange late =
                act(huda, "priority", "priority", "P4", "reason", "idle", "version", version);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("ali");
        assertThat(ticket().priority()).isEqualTo(Priority.P2);
    }

    @Test
    void whatTelemetryStillShowsIsResolvedOnlyByForce() throws Exception {
        String ali = signIn(engineer);

        FakeExchange refused = act(ali, "resolve", "reason", "cleaned up");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Back to T-000001");

        assertThat(act(ali, "resolve", "reason", "cleaned up", "force", "yes").status())
                .isEqualTo(303);
        assertThat(ticket().status()).isEqualTo(Ticket.Status.RESOLVED);
        assertThat(page(ali)).contains("Close for good");
        act(ali, "close");
        assertThat(ticket().status()).isEqualTo(Ticket.Status.CLOSED);
        assertThat(page(ali)).doesNotContain("Close for good").contains("closed after");
    }

    @Test
    void whatTelemetryHasProvedAPersonReopensWithAReason() throws Exception {
        cases.apply(
                List.of(
                        new Decision.ResolveTicket(
                                KEY,
                                ID,
                                new Recovery(KEY, now.minusSeconds(600), now, 30, 21),
                                "proof")));
        String ali = signIn(engineer);

        assertThat(act(ali, "reopen", "reason", "").status()).isEqualTo(422);
        assertThat(act(ali, "reopen", "reason", "users say otherwise").status()).isEqualTo(303);

        assertThat(ticket().status()).isEqualTo(Ticket.Status.OPEN);
        assertThat(ticket().responseDue()).isEqualTo(now.plus(Duration.ofHours(4)));
    }

    @Test
    void whatNoFormOfOursSendsIsRefused() throws Exception {
        String ali = signIn(engineer);

        assertThat(act(ali, "explode").status()).isEqualTo(400);
        assertThat(act(ali, "priority", "priority", "P9", "reason", "x").status()).isEqualTo(400);
        assertThat(act(ali, "split", "member", "99999999999", "reason", "x").status())
                .isEqualTo(400);
        assertThat(act(ali, "link", "kind", "url", "target", "javascript:alert(1)").status())
                .isEqualTo(422);
        assertThat(act(ali, "assign", "to", "nobody-here").status()).isEqualTo(422);
        assertThat(post("/tickets/T-000099", ali, "act=start").status()).isEqualTo(403);
        assertThat(ticket().events()).hasSize(1);
    }
}
