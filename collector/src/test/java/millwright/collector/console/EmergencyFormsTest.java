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
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do about an emergency window from its page: one of P2, at 20:00 in Kuwait. */
class EmergencyFormsTest {
    private static final IndicatorKey KEY = new IndicatorKey("db-07", "disk_free", "/var");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final String PATH = "/emergency-windows/EW-000001";

    private Instant now = Instant.parse("2026-03-02T17:00:00Z");
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
        Breach breach = new Breach(KEY, level, now, now, 9.5, 1, 1, false, List.of());
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                KEY,
                                level.priority(),
                                new Decision.Cause.ByBreach(breach),
                                Optional.empty(),
                                MadeUpFleet.RULE)));
        rulesTurn();
    }

    private void rulesTurn() {
        cases.apply(ENGINE.decide(cases.due(now), now));
    }

    private EmergencyRequest window() {
        return cases.emergencies().find("EW-000001").orElseThrow().request();
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

    private String page(String path, String cookie) throws Exception {
        return FakeExchange.of("GET", path).header("Cookie", cookie).to(console).text();
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private FakeExchange act(String cookie, String act, String... fields) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        // Every page of somebody who has signed in has the form that signs out.
        form.put("form-token", find("name=\"form-token\" value=\"([^\"]+)\"", page(PATH, cookie)));
        form.put("act", act);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body =
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return post(PATH, cookie, body);
    }

    @Test
    void aStrangerSeesTheTermsAndNoForm() throws Exception {
        assertThat(page(PATH, ""))
                .contains("up to 2\u00a0h, 30\u00a0min of notice")
                .contains("the Operations Manager to decide")
                .contains("href=\"/sign-in?to=%2Femergency-windows%2FEW-000001\"")
                .doesNotContain("name=\"act\"");
        assertThat(post(PATH, "", "act=approve").status()).isEqualTo(401);
    }

    @Test
    void anEngineerIsToldWhoDecides() throws Exception {
        String ali = signIn(engineer);

        assertThat(page(PATH, ali))
                .contains("It waits for the Operations Manager to approve.")
                .doesNotContain("<button>Approve</button>");
        FakeExchange refused = act(ali, "approve");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("takes the role Operations Manager");
        assertThat(window().status()).isEqualTo(Status.REQUESTED);
    }

    @Test
    void aWindowIsWorkedThroughFromItsPage() throws Exception {
        String ali = signIn(engineer);
        String huda = signIn(manager);

        FakeExchange approved =
                act(
                        huda,
                        "approve",
                        "minutes",
                        "60",
                        "expected",
                        "db-07 agent_silent\r\n\r\nweb-* target_up",
                        "comment",
                        "restart <it>");
        assertThat(approved.status()).isEqualTo(303);
        assertThat(approved.answerHeader("Location")).isEqualTo(PATH);
        rulesTurn();
        assertThat(page(PATH, ali))
                .contains("db-07 agent_silent, web-* target_up")
                .contains("restart &lt;it&gt;")
                .contains("data-until=\"2026-03-02T17:30:00Z\"")
                .contains("<button>Start work</button>");
        assertThat(act(ali, "start").status()).isEqualTo(409);
        now = now.plus(Duration.ofMinutes(30));
        act(ali, "start");
        now = now.plus(Duration.ofMinutes(40));
        rulesTurn();
        assertThat(page(PATH, ali))
                .contains("overdue by 10\u00a0min")
                .contains("Update overdue")
                .contains("<button>Tell</button>")
                .doesNotContain("<button>Extend</button>");
        act(ali, "update", "text", "half done");
        act(huda, "extend", "minutes", "15", "reason", "slow");
        act(ali, "end", "outcome", "logs moved");
        now = now.plus(Duration.ofMinutes(15));
        assertThat(act(ali, "verify").text()).contains("roll back (L-013 §9.1)");
        act(ali, "verify", "force", "yes", "comment", "grows on");
        act(ali, "report", "text", "A log filled it.\nIt is moved.");

        assertThat(window().status()).isEqualTo(Status.CLOSED);
        assertThat(page(PATH, ali))
                .contains("<span class=\"muted\">closed</span>")
                .contains("A log filled it.\nIt is moved.")
                .doesNotContain("name=\"act\"");
        assertThat(page("/emergency-windows", ""))
                .contains("None is active.")
                .contains("href=\"/emergency-windows/EW-000001\"");
    }

    @Test
    void whoSawAnOlderWindowDoesNotDecideOverIt() throws Exception {
        String huda = signIn(manager);
        String version = find("name=\"version\" value=\"(\\d+)\"", page(PATH, huda));
        act(huda, "approve", "version", version);
        String dina = signIn(MadeUpPeople.add(people, "dina", Role.IT_DIRECTOR));

        FakeExchange late = act(dina, "reject", "reason", "no", "version", version);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("emergency-approved by huda at 2026-03-02T17:00:00Z")
                .contains("Back to EW-000001");
    }

    @Test
    void listsCanBeNarrowedToAStateAndSayWhatIsNone() throws Exception {
        assertThat(page("/emergency-windows?status=requested", "")).contains("EW-000001");
        assertThat(page("/emergency-windows?status=active", ""))
                .contains("No such emergency window");
        assertThat(FakeExchange.of("GET", "/emergency-windows?status=asleep").to(console).status())
                .isEqualTo(400);
        assertThat(FakeExchange.of("GET", "/emergency-windows/EW-9").to(console).status())
                .isEqualTo(404);
    }
}
