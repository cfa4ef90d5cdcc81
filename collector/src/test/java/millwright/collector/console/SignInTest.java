package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private Instant now = MadeUpFleet.NOW;
    private final People people = MadeUpPeople.open(() -> now);
    private final String token = MadeUpPeople.add(people, "ali", Role.ENGINEER);
    private final Forms forms = new Forms(people);
    private final MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
    private final Routes console =
            Console.routes(
                    new Routes(),
                    fleet,
                    new MemoryCases(List.of()),
                    fleet.history(),
                    ShippedRulebook.rules(),
                    () -> now,
                    ZoneId.of("Asia/Kuwait"),
                    people);

    private static FakeExchange post(String path, String body) {
        return FakeExchange.of("POST", path)
                .header("Origin", "http://collector.test:8443")
                .sending(FORM, body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private String signIn(String with) throws Exception {
        FakeExchange answer = post("/sign-in", "token=" + with).to(console);
        assertThat(answer.status()).isEqualTo(303);
        return answer.answerHeader("Set-Cookie").split(";")[0];
    }

    private static String formToken(String page) {
        Matcher field = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private String page(String path, String cookie) throws Exception {
        return FakeExchange.of("GET", path).header("Cookie", cookie).to(console).text();
    }

    @Test
    void everyPageSaysWhoIsSignedInOrHowTo() throws Exception {
        assertThat(page("/", "")).contains("<a class=\"who\" href=\"/sign-in\">Sign in</a>");
        assertThat(page("/sign-in", "")).contains("millwright-collector user add");

        String cookie = signIn(token);
        for (String path : List.of("/", "/tickets", "/hosts/nobody")) {
            assertThat(page(path, cookie)).contains("<span class=\"name\">The ali</span>");
        }
    }

    @Test
    void signingOutEndsTheSessionAndOnlyByItsOwnForm() throws Exception {
        String cookie = signIn(token);
        String field = "form-token=" + formToken(page("/", cookie));

        assertThat(post("/sign-out", "").header("Cookie", cookie).to(console).status())
                .isEqualTo(403);
        assertThat(
                        post("/sign-out", "form-token=" + formToken(page("/", signIn(token))))
                                .header("Cookie", cookie)
                                .to(console)
                                .status())
                .as("another session's form")
                .isEqualTo(403);
        assertThat(
                        post("/sign-out", field)
                                .header("Cookie", cookie)
                                .header("Origin", "https://evil.test")
                                .to(console)
                                .status())
                .isEqualTo(403);
        assertThat(page("/", cookie)).contains("The ali");

        FakeExchange out = post("/sign-out", field).header("Cookie", cookie).to(console);
        assertThat(out.status()).isEqualTo(303);
        assertThat(page("/", cookie)).contains(">Sign in</a>");
        assertThat(post("/sign-out", field).header("Cookie", cookie).to(console).status())
                .isEqualTo(401);
    }

    @Test
    void aWrongTokenIsSaidAndGuessingIsSlowedDown() throws Exception {
        FakeExchange wrong = post("/sign-in", "token=mwp_wrong&to=%2Ftickets").to(console);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text())
                .contains("This token is nobody&#39;s")
                .contains("value=\"/tickets\"")
                .doesNotContain("mwp_wrong");
        assertThat(wrong.answerHeader("Set-Cookie")).isEmpty();
        for (int i = 1; i < 10; i++) {
            post("/sign-in", "token=guess").to(console);
        }
        FakeExchange waiting = post("/sign-in", "token=" + token).to(console);
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.answerHeader("Retry-After")).isEqualTo("10");
        now = now.plusSeconds(10);
        assertThat(signIn(token)).isNotEmpty();
    }

    @Test
    void anotherSitesPageSignsNobodyIn() throws Exception {
        FakeExchange foreign =
                post("/sign-in", "token=" + token)
                        .header("Sec-Fetch-Site", "cross-site")
                        .to(console);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.answerHeader("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "/tickets/T-000042, /tickets/T-000042",
        "/hosts/db-07?x=%2Fvar, /hosts/db-07?x=%2Fvar",
        "//evil.test, /",
        "/\\evil.test, /",
        "https://evil.test, /",
        "javascript:alert(1), /",
        "'/a\r\nSet-Cookie: x=1', /",
        "'', /"
    })
    void afterSigningInItGoesOnWithinTheConsoleOnly(String to, String location) throws Exception {
        FakeExchange answer = post("/sign-in", "token=" + token + "&to=" + encoded(to)).to(console);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.answerHeader("Location")).isEqualTo(location);
    }

    private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @Test
    void hostileWordsAreEscaped() throws Exception {
        Person evil = new Person("eve", EVIL, EnumSet.of(Role.VIEWER));
        String cookie =
                signIn(
                        people.add(
                                        evil,
                                        Optional.of(Duration.ofDays(1)),
                                        Person.LOCAL_ADMINISTRATOR)
                                .secret());
        for (String page :
                List.of(
                        page("/", cookie),
                        page("/sign-in?to=" + encoded("/" + EVIL), cookie),
                        page("/sign-in?to=" + encoded(EVIL), cookie),
                        post("/sign-in", "token=" + encoded(EVIL) + "&to=" + encoded(EVIL))
                                .header("Cookie", cookie)
                                .to(console)
                                .text())) {
            assertThat(page).doesNotContain("<script>").doesNotContain("<img src=x");
        }
        assertThat(page("/", cookie)).contains("&lt;script&gt;alert(1)");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {} | 415",
                "text/plain | token=1 | 415",
                "application/x-www-form-urlencoded | token=%GG | 400",
                "application/x-www-form-urlencoded | token=%C3 | 400",
                "application/x-www-form-urlencoded | token=1&token=2 | 400"
            })
    void aBodyThatIsNoFormIsRefused(String type, String body, int status) throws Exception {
        assertThat(post("/sign-in", "").sending(type, body).to(console).status()).isEqualTo(status);
    }

    @Test
    void aFormHasLimits() throws Exception {
        String fits = "token=" + "a".repeat(200);
        assertThat(post("/sign-in", fits).to(console).status()).isEqualTo(401);
        assertThat(post("/sign-in", fits + "a").to(console).status()).isEqualTo(400);
        String large = "token=a&x=" + "a".repeat(FormFields.BYTES_MAX - 10);
        assertThat(post("/sign-in", large).to(console).status()).isEqualTo(401);
        assertThat(post("/sign-in", large + "a").to(console).status()).isEqualTo(413);
        String fields = fields(FormFields.FIELDS_MAX);
        assertThat(post("/sign-in", fields).to(console).status()).isEqualTo(401);
        assertThat(post("/sign-in", fields + "&more=1").to(console).status()).isEqualTo(400);
    }

    private static String fields(int count) {
        StringBuilder body = new StringBuilder("a0=1");
        for (int i = 1; i < count; i++) {
            body.append("&a").append(i).append("=1");
        }
        return body.toString();
    }

    @Test
    void aFormIsReadAsItWasTyped() throws Exception {
        FormFields fields =
                FormFields.of(
                        post("/x", "comment=%D8%B9%D9%84%D9%8A+%26+%2B1%20%F0%9F%98%80&empty"));
        assertThat(fields.text("comment")).isEqualTo("علي & +1 😀");
        assertThat(fields.text("empty")).isEmpty();
        assertThat(fields.text("missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tickets/T-000042"})
    void aPageThatNeedsAPersonLeadsToTheSignInAndBack(String path) {
        NoSuchPage refused = refusalOf(path, "", Permission.WORK_ON_TICKETS);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(((NoSuchPage.Model) refused.page().content()).back())
                .isEqualTo("/sign-in?to=%2Ftickets%2FT-000042");
    }

    @Test
    void whoMayNotIsToldWhoMay() throws Exception {
        String cookie = signIn(token);
        assertThat(
                        forms.may(
                                        FakeExchange.of("GET", "/x").header("Cookie", cookie),
                                        Permission.WORK_ON_TICKETS)
                                .name())
                .isEqualTo("ali");
        NoSuchPage refused = refusalOf("/x", cookie, Permission.LOWER_PRIORITY);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused).hasMessageContaining("Operations Manager or IT Director");
    }

    private NoSuchPage refusalOf(String path, String cookie, Permission permission) {
        try {
            forms.may(FakeExchange.of("GET", path).header("Cookie", cookie), permission);
            throw new AssertionError("not refused");
        } catch (NoSuchPage refused) {
            return refused;
        }
    }
}
