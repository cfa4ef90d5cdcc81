package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Role;
import millwright.collector.people.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final People people = MadeUpPeople.open(() -> now);
    private final Acting acting = new Acting(people);
    private final Routes routes =
            Api.people(new Routes(), people, acting).post("/lower", act(Permission.LOWER_PRIORITY));

    private millwright.collector.http.Handler act(Permission permission) {
        return exchange -> {
            try {
                exchange.json(200, acting.may(exchange, permission).name());
            } catch (Refusal refusal) {
                exchange.problem(refusal.status(), refusal.title(), refusal.getMessage());
            }
        };
    }

    private FakeExchange send(String method, String path, String token, String body)
            throws Exception {
        FakeExchange exchange = FakeExchange.of(method, path);
        if (!token.isEmpty()) {
            exchange.header("Authorization", "Bearer " + token);
        }
        return exchange.sending("application/json", body).to(routes);
    }

    private JsonNode admin(String method, String path, String body) throws Exception {
        return send(method, path, MadeUpPeople.ADMINISTRATOR, body).json();
    }

    @Test
    void somebodyIsAddedAndActsUnderTheirName() throws Exception {
        FakeExchange added =
                send(
                        "POST",
                        "/api/v1/people",
                        MadeUpPeople.ADMINISTRATOR,
                        "{\"name\":\"ali\",\"displayName\":\"Ali"
                                + " Hassan\",\"roles\":[\"engineer\"],\"ttl\":\"P90D\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.answerHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(added.json().path("expiresAt").asText()).isEqualTo("2026-05-30T10:00:00Z");
        String token = added.json().path("token").asText();

        JsonNode me = send("GET", "/api/v1/me", token, "").json();
        assertThat(me.path("displayName").asText()).isEqualTo("Ali Hassan");
        assertThat(me.path("permissions").toString())
                .isEqualTo(
                        "[\"read\",\"work_on_tickets\",\"complete_tasks\",\"initiate_rollback\"]");
        FakeExchange list = send("GET", "/api/v1/people", MadeUpPeople.ADMINISTRATOR, "");
        assertThat(list.json().at("/items/0/tokens/0/id").asText())
                .isEqualTo(added.json().path("id").asText());
        assertThat(list.text()).doesNotContain(token).doesNotContain("hash");
    }

    @Test
    void whoIsUnknownIsToldWhatToDoAndWhoMayNotIsToldWhoMay() throws Exception {
        FakeExchange nobody = send("POST", "/lower", "", "");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.text()).contains("Authorization: Token").contains("/sign-in");
        assertThat(send("POST", "/lower", "mwp_wrong", "").text())
                .contains("millwright-collector user token NAME");

        String engineer = MadeUpPeople.add(people, "ali", Role.ENGINEER);
        FakeExchange refused = send("POST", "/lower", engineer, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText())
                .startsWith(
                        "The ali may not do this: it takes the role Operations Manager or IT"
                                + " Director, and ali is Engineer.");
        String manager = MadeUpPeople.add(people, "mona", Role.OPERATIONS_MANAGER);
        assertThat(send("POST", "/lower", manager, "").text()).isEqualTo("\"mona\"");
        assertThat(send("POST", "/lower", MadeUpPeople.ADMINISTRATOR, "").text())
                .isEqualTo("\"administrator\"");
    }

    @Test
    void onlyAdministratorsManagePeople() throws Exception {
        String manager = MadeUpPeople.add(people, "mona", Role.OPERATIONS_MANAGER);
        for (String[] act :
                new String[][] {
                    {"GET", "/api/v1/people"},
                    {"POST", "/api/v1/people"},
                    {"POST", "/api/v1/people/mona/tokens"},
                    {"PUT", "/api/v1/people/mona/roles"},
                    {"POST", "/api/v1/people/mona/revocation"},
                    {"DELETE", "/api/v1/people/tokens/K-00000000"}
                }) {
            assertThat(send(act[0], act[1], manager, "{}").status()).as(act[1]).isEqualTo(403);
            assertThat(send(act[0], act[1], "", "{}").status()).as(act[1]).isEqualTo(401);
        }
        String administrator = MadeUpPeople.add(people, "sami", Role.ADMINISTRATOR);
        assertThat(send("GET", "/api/v1/people", administrator, "").status()).isEqualTo(200);
    }

    @Test
    void rolesTokensAndPeopleAreTakenAwayAgain() throws Exception {
        String token = MadeUpPeople.add(people, "ali", Role.ENGINEER);
        assertThat(
                        admin("PUT", "/api/v1/people/ali/roles", "{\"roles\":[\"it_director\"]}")
                                .at("/roles/0")
                                .asText())
                .isEqualTo("it_director");
        JsonNode second = admin("POST", "/api/v1/people/ali/tokens", "");
        assertThat(
                        send(
                                        "DELETE",
                                        "/api/v1/people/tokens/" + second.path("id").asText(),
                                        MadeUpPeople.ADMINISTRATOR,
                                        "")
                                .status())
                .isEqualTo(204);
        assertThat(send("GET", "/api/v1/me", second.path("token").asText(), "").status())
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/me", token, "").status()).isEqualTo(200);
        assertThat(
                        send(
                                        "POST",
                                        "/api/v1/people/ali/revocation",
                                        MadeUpPeople.ADMINISTRATOR,
                                        "")
                                .status())
                .isEqualTo(204);
        assertThat(send("GET", "/api/v1/me", token, "").status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{2} {0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /api/v1/people | {'name':'Ali','roles':['viewer']} | 400 | a letter first",
                "POST /api/v1/people | {'name':'ali','roles':['boss']} | 400 | 'boss' is no role",
                "POST /api/v1/people | {'name':'ali','roles':[]} | 400 | a list of 1 to 6 roles",
                "POST /api/v1/people | {'name':'ali','roles':'viewer'} | 400 | a list of 1 to 6",
                "POST /api/v1/people | {'name':'ali','roles':['viewer'],'ttl':'90d'} | 400 | PT1H",
                "POST /api/v1/people | {'name':'administrator','roles':['viewer']} | 409 | another",
                "POST /api/v1/people | {'name':'mona','roles':['viewer']} | 409 | there already",
                "POST /api/v1/people/eve/tokens | {} | 404 | nobody 'eve'",
                "PUT /api/v1/people/eve/roles | {'roles':['viewer']} | 404 | nobody 'eve'",
                "POST /api/v1/people/eve/revocation | {} | 404 | nobody 'eve'",
                "DELETE /api/v1/people/tokens/K-1 | {} | 404 | no token 'K-1'"
            })
    void nonsenseIsRefusedWithWhatIsWrong(String request, String body, int status, String detail)
            throws Exception {
        MadeUpPeople.add(people, "mona", Role.VIEWER);
        String[] parts = request.split(" ");
        FakeExchange answer =
                send(parts[0], parts[1], MadeUpPeople.ADMINISTRATOR, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).contains(detail);
    }

    @Test
    void aSessionActsOnlyFromThePagesOfTheConsole() throws Exception {
        String token = MadeUpPeople.add(people, "mona", Role.OPERATIONS_MANAGER);
        FakeExchange signingIn = FakeExchange.of("POST", "/sign-in");
        assertThat(people.sessions().open(token, signingIn))
                .isInstanceOf(Sessions.Answer.SignedIn.class);
        String cookie = signingIn.answerHeader("Set-Cookie").split(";")[0];

        assertThat(
                        FakeExchange.of("POST", "/lower")
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "same-origin")
                                .to(routes)
                                .text())
                .isEqualTo("\"mona\"");
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(
                            FakeExchange.of("POST", "/lower")
                                    .header("Cookie", cookie)
                                    .header("Sec-Fetch-Site", site)
                                    .to(routes)
                                    .status())
                    .isEqualTo(403);
        }
        assertThat(FakeExchange.of("POST", "/lower").header("Cookie", cookie).to(routes).status())
                .isEqualTo(403);
        assertThat(
                        FakeExchange.of("GET", "/api/v1/me")
                                .header("Cookie", cookie)
                                .to(routes)
                                .status())
                .isEqualTo(200);
    }
}
