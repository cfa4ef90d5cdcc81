package millwright.collector.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.ingest.Credentials.Admission;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private static final List<URI> HERE = List.of(URI.create("http://127.0.0.1:8480"));

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final MemoryTrustStore store = new MemoryTrustStore();
    private final Agents agents = Agents.open(store, () -> now);
    private final Enrolments enrolments =
            new Enrolments(store, agents, Optional.empty(), () -> now);
    private final String secret =
            enrolments.create(Duration.ofHours(1), 9, HERE, "test").token().secret().reveal();

    private String enrol(String host) {
        return ((Enrolments.Answer.Granted) enrolments.redeem(secret, host, "0.1", "192.0.2.1"))
                .credential();
    }

    private Optional<Admission> find(String credential) {
        return agents.find(Secrets.hash(credential));
    }

    @Test
    void anEnrolledHostMayWriteAtOnceAndAStrangerMayNot() {
        assertThat(find(enrol("db-07"))).contains(new Admission("db-07", false));
        assertThat(find("mwa_stranger")).isEmpty();
    }

    @Test
    void aHostThatEnrolsAgainHasOnlyItsNewCredential() {
        String old = enrol("db-07");
        String next = enrol("db-07");

        assertThat(find(old)).isEmpty();
        assertThat(find(next)).isPresent();
    }

    @Test
    void theOldCredentialEndsWhenTheNewOneIsUsed() {
        String old = enrol("db-07");
        String next = agents.rotate(old).orElseThrow();

        assertThat(find(old)).isPresent();
        assertThat(find(next)).isPresent();
        assertThat(find(old)).isEmpty();
        agents.note();
        assertThat(store.listCredentials()).hasSize(1);
    }

    @Test
    void theOldCredentialEndsAfterADayEvenIfTheNewOneIsNeverUsed() {
        String old = enrol("db-07");
        agents.rotate(old);
        now = now.plus(Duration.ofHours(24));
        assertThat(find(old)).isPresent();
        now = now.plusSeconds(1);
        assertThat(find(old)).isEmpty();
    }

    @Test
    void anAgentThatNeverHeardTheAnswerRotatesAgain() {
        String old = enrol("db-07");
        String lost = agents.rotate(old).orElseThrow();
        String next = agents.rotate(old).orElseThrow();

        assertThat(find(lost)).isEmpty();
        assertThat(find(next)).isPresent();
        assertThat(agents.rotate(old)).isEmpty();
    }

    @Test
    void anAgentIsAskedUntilItHasRotated() {
        String old = enrol("db-07");
        agents.askRotation(Optional.of("db-07"));
        assertThat(find(old)).contains(new Admission("db-07", true));
        assertThat(agents.list())
                .extracting(Agents.Agent::state)
                .containsExactly(Agents.State.ROTATING);

        String next = agents.rotate(old).orElseThrow();
        assertThat(find(next)).contains(new Admission("db-07", false));
    }

    @Test
    void revokingTakesEffectAtOnce() {
        String credential = enrol("db-07");
        String other = enrol("web-01");

        assertThat(agents.revoke("db-07")).isTrue();
        assertThat(find(credential)).isEmpty();
        assertThat(find(other)).isPresent();
    }

    @Test
    void writersAreKnownWhileTheDatabaseIsAwayAndChangesAreRefused() {
        String credential = enrol("db-07");
        store.away(true);

        assertThat(find(credential)).isPresent();
        assertThatThrownBy(() -> agents.revoke("db-07")).hasMessageContaining("away");
        assertThatThrownBy(agents::note).hasMessageContaining("away");
        assertThat(find(credential)).isPresent();
        store.away(false);
        agents.note();
        assertThat(store.noted()).hasSize(1);
    }

    @Test
    void whatIsKnownSurvivesARestart() {
        String credential = enrol("db-07");

        assertThat(Agents.open(store, () -> now).find(Secrets.hash(credential))).isPresent();
    }

    @Test
    void useIsNotedOnceAnHour() {
        String credential = enrol("db-07");
        for (int minute = 0; minute < 121; minute++) {
            find(credential);
            agents.note();
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(store.noted()).hasSize(2); // the first use, and one an hour and more later
    }

    @Test
    void whoGuessesIsSlowedDownAndOthersAreNot() {
        for (int i = 0; i < 10; i++) {
            assertThat(enrolments.redeem("guess" + i, "h", "0", "192.0.2.66"))
                    .isInstanceOf(Enrolments.Answer.Refused.class);
        }
        assertThat(enrolments.redeem(secret, "h", "0", "192.0.2.66"))
                .isEqualTo(new Enrolments.Answer.TooMany(10));
        assertThat(enrolments.redeem(secret, "h", "0", "192.0.2.1"))
                .isInstanceOf(Enrolments.Answer.Granted.class);
        now = now.plusSeconds(10);
        assertThat(enrolments.redeem(secret, "h", "0", "192.0.2.66"))
                .isInstanceOf(Enrolments.Answer.Granted.class);
    }
}
