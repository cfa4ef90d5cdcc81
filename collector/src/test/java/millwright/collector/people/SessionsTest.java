package millwright.collector.people;

import static millwright.collector.people.Person.LOCAL_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.api.FakeExchange;
import millwright.collector.people.Sessions.Answer;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final People people = MadeUpPeople.open(() -> now);
    private final Sessions sessions = people.sessions();
    private final String token = MadeUpPeople.add(people, "ali", Role.ENGINEER);

    private static FakeExchange request() {
        return FakeExchange.of("GET", "/");
    }

    private String signIn() {
        FakeExchange exchange = request();
        assertThat(sessions.open(token, exchange)).isInstanceOf(Answer.SignedIn.class);
        return cookie(exchange);
    }

    private static String cookie(FakeExchange exchange) {
        return exchange.answerHeader("Set-Cookie").split(";")[0];
    }

    private Optional<Session> of(String cookie) {
        return sessions.of(request().header("Cookie", "theme=dark; " + cookie));
    }

    @Test
    void theCookieOpensTheSessionAndIsKeptFromScriptsAndOtherSites() {
        FakeExchange plain = request();
        FakeExchange secure = request().overTls();
        sessions.open(token, plain);
        sessions.open(token, secure);

        assertThat(plain.answerHeader("Set-Cookie"))
                .matches(
                        "millwright-session=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly;"
                                + " SameSite=Strict");
        assertThat(secure.answerHeader("Set-Cookie")).endsWith("; SameSite=Strict; Secure");
        assertThat(of(cookie(plain)).orElseThrow().person().name()).isEqualTo("ali");
        assertThat(of(cookie(plain)).orElseThrow().formToken())
                .isNotEqualTo(of(cookie(secure)).orElseThrow().formToken());
    }

    @Test
    void aCookieThatWeDidNotMakeOpensNothing() {
        signIn();
        assertThat(of("millwright-session=" + "a".repeat(43))).isEmpty();
        assertThat(of("millwright-session=")).isEmpty();
        assertThat(of("millwright-session=" + "a".repeat(10_000))).isEmpty();
        assertThat(of("xmillwright-session=1")).isEmpty();
        assertThat(sessions.of(request())).isEmpty();
    }

    @Test
    void aSessionLastsTwelveHours() {
        String cookie = signIn();
        now = now.plus(Sessions.LASTS).minusMillis(1);
        assertThat(of(cookie)).isPresent();
        now = now.plusMillis(1);
        assertThat(of(cookie)).isEmpty();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void itEndsWithItsTokenAndKnowsTheRolesOfTheMoment() {
        String cookie = signIn();
        people.giveRoles("ali", Set.of(Role.IT_DIRECTOR), LOCAL_ADMINISTRATOR);
        assertThat(of(cookie).orElseThrow().person().roles()).containsExactly(Role.IT_DIRECTOR);

        people.disable("ali", LOCAL_ADMINISTRATOR);
        assertThat(of(cookie)).isEmpty();
    }

    @Test
    void signingOutEndsItAndSigningInAgainEndsTheOneBefore() {
        String first = signIn();
        FakeExchange again = request().header("Cookie", first);
        sessions.open(token, again);
        assertThat(of(first)).isEmpty();

        FakeExchange leaving = request().header("Cookie", cookie(again));
        sessions.close(leaving);
        assertThat(of(cookie(again))).isEmpty();
        assertThat(leaving.answerHeader("Set-Cookie"))
                .startsWith("millwright-session=; Path=/; Max-Age=0");
    }

    @Test
    void whereThereAreTooManyTheOldestGivesWay() {
        Sessions few = new Sessions(people, () -> now, 2);
        List<FakeExchange> signIns = List.of(request(), request(), request());
        few.open(token, signIns.get(0));
        few.open(token, signIns.get(1));
        FakeExchange oldest = request().header("Cookie", cookie(signIns.get(0)));
        assertThat(few.of(oldest)).isPresent();

        few.open(token, signIns.get(2));
        assertThat(few.of(oldest)).isEmpty();
        assertThat(few.of(request().header("Cookie", cookie(signIns.get(1))))).isPresent();
        assertThat(few.count()).isEqualTo(2);
    }

    @Test
    void whoGuessesIsSlowedDownAndOthersAreNot() {
        for (int i = 0; i < 10; i++) {
            assertThat(sessions.open("guess" + i, request().from("192.0.2.66")))
                    .isEqualTo(new Answer.Wrong());
        }
        assertThat(sessions.open(token, request().from("192.0.2.66")))
                .isEqualTo(new Answer.TooMany(10));
        assertThat(sessions.open(token, request())).isInstanceOf(Answer.SignedIn.class);
        now = now.plusSeconds(10);
        assertThat(sessions.open(token, request().from("192.0.2.66")))
                .isInstanceOf(Answer.SignedIn.class);
    }
}
