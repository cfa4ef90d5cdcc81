package millwright.collector.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.people.PeopleStore.Added;
import org.junit.jupiter.api.Test;

/** What every store of people does. */
public abstract class PeopleStoreContract {
    protected static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(3));

    protected abstract PeopleStore store();

    protected static Account account(String name, Role... roles) {
        return new Account(new Person(name, "علي " + name, Set.of(roles)), NOW, Optional.empty());
    }

    protected static PersonToken token(String name, String digit, Optional<Instant> expiresAt) {
        return PersonToken.fresh(digit.repeat(64), name, NOW, expiresAt);
    }

    private static PersonToken token(String name, String digit) {
        return token(name, digit, Optional.empty());
    }

    @Test
    public void somebodyIsAddedOnceAndComesBackAsTheyWere() {
        Account ali = account("ali", Role.ENGINEER, Role.CHANGE_COORDINATOR);

        assertThat(store().add(ali, token("ali", "1", Optional.of(LATER)), "administrator"))
                .isEqualTo(Added.NEW);
        assertThat(store().add(account("ali", Role.ADMINISTRATOR), token("ali", "2"), "eve"))
                .isEqualTo(Added.EXISTS);

        assertThat(store().listAccounts()).containsExactly(ali);
        assertThat(store().listTokens()).containsExactly(token("ali", "1", Optional.of(LATER)));
    }

    @Test
    public void rolesReplaceThoseBefore() {
        store().add(account("ali", Role.ENGINEER), token("ali", "1"), "administrator");

        assertThat(store().giveRoles("ali", Set.of(Role.IT_DIRECTOR), LATER, "administrator"))
                .isTrue();
        assertThat(store().giveRoles("nobody", Set.of(Role.IT_DIRECTOR), LATER, "administrator"))
                .isFalse();
        assertThat(store().listAccounts().get(0).person().roles())
                .containsExactly(Role.IT_DIRECTOR);
    }

    @Test
    public void whoIsDisabledHasNothingLeftAndCanComeBack() {
        store().add(account("ali", Role.ENGINEER), token("ali", "1"), "administrator");
        store().add(account("mona", Role.VIEWER), token("mona", "2"), "administrator");
        store().addToken(token("ali", "3"), "administrator");

        assertThat(store().disable("ali", LATER, "mona")).isTrue();
        assertThat(store().disable("ali", LATER, "mona")).isFalse();
        assertThat(store().addToken(token("ali", "4"), "mona")).isFalse();
        assertThat(store().giveRoles("ali", Set.of(Role.VIEWER), LATER, "mona")).isFalse();
        assertThat(store().listTokens())
                .filteredOn(token -> token.revokedAt().isEmpty())
                .extracting(PersonToken::person)
                .containsExactly("mona");
        assertThat(store().listAccounts().get(0).disabledAt()).contains(LATER);

        assertThat(store().add(account("ali", Role.VIEWER), token("ali", "5"), "mona"))
                .isEqualTo(Added.AGAIN);
        assertThat(store().listAccounts().get(0)).isEqualTo(account("ali", Role.VIEWER));
        assertThat(store().listTokens()).hasSize(4);
    }

    @Test
    public void aTokenIsRevokedOnceAndTheOthersStay() {
        store().add(account("ali", Role.ENGINEER), token("ali", "1"), "administrator");
        store().addToken(token("ali", "2"), "administrator");

        assertThat(store().revokeToken("K-11111111", LATER, "ali")).contains("ali");
        assertThat(store().revokeToken("K-11111111", LATER, "ali")).isEmpty();
        assertThat(store().revokeToken("K-99999999", LATER, "ali")).isEmpty();
        assertThat(store().listTokens())
                .extracting(PersonToken::id, PersonToken::revokedAt)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("K-11111111", Optional.of(LATER)),
                        org.assertj.core.groups.Tuple.tuple("K-22222222", Optional.empty()));
    }

    @Test
    public void usesAreNotedAndOldTokensForgotten() {
        store().add(
                        account("ali", Role.ENGINEER),
                        token("ali", "1", Optional.of(LATER)),
                        "administrator");
        store().addToken(token("ali", "2"), "administrator");
        store().addToken(token("ali", "3"), "administrator");
        store().revokeToken("K-33333333", LATER, "administrator");

        store().note(Map.of("2".repeat(64), LATER));
        assertThat(used("2")).contains(LATER);
        assertThat(used("1")).isEmpty();

        store().forgetTokens(LATER);
        assertThat(store().listTokens()).hasSize(3);
        store().forgetTokens(LATER.plusSeconds(1));
        assertThat(store().listTokens())
                .extracting(PersonToken::id)
                .isEqualTo(List.of("K-22222222"));
    }

    private Optional<Instant> used(String digit) {
        return store().listTokens().stream()
                .filter(token -> token.hash().startsWith(digit))
                .findFirst()
                .orElseThrow()
                .lastUsedAt();
    }
}
