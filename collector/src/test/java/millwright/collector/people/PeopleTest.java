package millwright.collector.people;

import static millwright.collector.people.Person.LOCAL_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import millwright.collector.trust.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {
    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final MemoryPeopleStore store = new MemoryPeopleStore();
    private final People people = MadeUpPeople.open(store, () -> now);

    private static Person person(String name, Role... roles) {
        return new Person(name, "Ali Hassan", Set.of(roles));
    }

    private People.Issued add(String name) {
        return people.add(
                person(name, Role.ENGINEER), Optional.of(NINETY_DAYS), LOCAL_ADMINISTRATOR);
    }

    @Test
    void whoShowsTheTokenIsThatPersonAndTheStoreNeverSeesTheToken() {
        People.Issued issued = add("ali");

        assertThat(people.identify(issued.secret())).contains(person("ali", Role.ENGINEER));
        assertThat(people.identify("mwp_" + "a".repeat(43))).isEmpty();
        assertThat(people.identify("")).isEmpty();
        assertThat(store.listTokens())
                .extracting(PersonToken::hash)
                .containsExactly(Secrets.hash(issued.secret()));
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }

    @Test
    void theLocalAdministratorIsAPersonWhoseNameNobodyElseGets() {
        assertThat(people.identify(MadeUpPeople.ADMINISTRATOR)).contains(LOCAL_ADMINISTRATOR);
        assertThatThrownBy(() -> add("administrator")).isInstanceOf(People.Refused.class);
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() {
        String token = add("ali").secret();
        now = now.plus(NINETY_DAYS).minusMillis(1);
        assertThat(people.identify(token)).isPresent();
        now = now.plusMillis(1);
        assertThat(people.identify(token)).isEmpty();
    }

    @Test
    void oneTokenIsRevokedAndTheOthersStay() {
        People.Issued first = add("ali");
        People.Issued second = people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR);

        assertThat(people.revoke(first.token().id(), LOCAL_ADMINISTRATOR)).isEqualTo("ali");
        assertThat(people.identify(first.secret())).isEmpty();
        assertThat(people.identify(second.secret())).isPresent();
        assertThatThrownBy(() -> people.revoke(first.token().id(), LOCAL_ADMINISTRATOR))
                .hasMessageContaining("`user list` shows them");
    }

    @Test
    void whoIsDisabledIsNobodyUntilAddedAgainAndOldTokensStayDead() {
        String old = add("ali").secret();
        String other = add("mona").secret();
        people.disable("ali", LOCAL_ADMINISTRATOR);

        assertThat(people.identify(old)).isEmpty();
        assertThat(people.identify(other)).isPresent();
        assertThatThrownBy(() -> people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR))
                .hasMessageContaining("`user add ali`");
        String next = add("ali").secret();
        assertThat(people.identify(next)).isPresent();
        assertThat(people.identify(old)).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        String first = add("ali").secret();

        assertThatThrownBy(() -> add("ali")).hasMessageContaining("`user token ali`");
        assertThat(people.identify(first)).isPresent();
    }

    @Test
    void otherRolesCountFromTheNextRequestOn() {
        String token = add("ali").secret();
        people.giveRoles("ali", Set.of(Role.OPERATIONS_MANAGER), LOCAL_ADMINISTRATOR);

        assertThat(people.identify(token).orElseThrow().may(Permission.LOWER_PRIORITY)).isTrue();
    }

    @Test
    void aTwentyFirstTokenIsRefusedUntilOneHasEnded() {
        People.Issued first = add("ali");
        for (int i = 0; i < 19; i++) {
            people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR);
        }
        assertThatThrownBy(() -> people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR))
                .hasMessageContaining("20 tokens");
        people.revoke(first.token().id(), LOCAL_ADMINISTRATOR);
        assertThat(people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR)).isNotNull();
    }

    @Test
    void peopleAreKnownWhileTheDatabaseIsAwayAndChangesAreRefused() {
        String token = add("ali").secret();
        store.away(true);

        assertThat(people.identify(token)).isPresent();
        assertThatThrownBy(() -> people.disable("ali", LOCAL_ADMINISTRATOR))
                .hasMessageContaining("away");
        assertThat(people.identify(token)).isPresent();
    }

    @Test
    void whatIsKnownSurvivesARestart() {
        People.Issued good = add("ali");
        People.Issued gone = people.issue("ali", Optional.empty(), LOCAL_ADMINISTRATOR);
        people.revoke(gone.token().id(), LOCAL_ADMINISTRATOR);
        People again = MadeUpPeople.open(store, () -> now);

        assertThat(again.identify(good.secret())).isPresent();
        assertThat(again.identify(gone.secret())).isEmpty();
    }

    @Test
    void useIsNotedOnceAnHourAndListedAtOnce() {
        String token = add("ali").secret();
        for (int minute = 0; minute < 121; minute++) {
            people.identify(token);
            people.note();
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(store.noted()).hasSize(2); // the first use, and one an hour and more later
        assertThat(people.list().get(0).tokens().get(0).lastUsedAt())
                .contains(now.minus(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ali", "1ali", "ali hassan", "ali\n", "ali'--", "a/b", "علي"})
    void aNameThatTheAuditCouldNotCarryIsRefused(String name) {
        assertThatThrownBy(() -> person(name, Role.VIEWER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as ali or ali@example.com");
    }
}
