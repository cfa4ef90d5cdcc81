package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.collector.trust.AgentCredential;
import millwright.collector.trust.Enrolment;
import millwright.collector.trust.TrustStore;
import millwright.collector.trust.TrustStore.Outcome;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database does about who is trusted. */
abstract class TrustStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TOKEN = "a".repeat(64);

    private CasesConfig config;
    private CaseStores.Records records;
    private TrustStore store;

    /** A new, empty database. */
    abstract CasesConfig database() throws Exception;

    @BeforeEach
    void start() throws Exception {
        config = database();
        open();
    }

    private void open() {
        records = CaseStores.openAll(config, () -> NOW);
        store = records.trust();
    }

    @AfterEach
    void stop() throws Exception {
        if (records != null) {
            records.close();
        }
    }

    private static Enrolment enrolment(int uses) {
        return new Enrolment(
                "E-1",
                NOW,
                "ali",
                NOW.plus(Duration.ofHours(1)),
                uses,
                uses,
                Optional.empty(),
                List.of(URI.create("https://a:1"), URI.create("https://b:1")));
    }

    private static AgentCredential credential(String host, String digit, Instant at) {
        return new AgentCredential(
                digit.repeat(64),
                host,
                "0.1",
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<String> audit() {
        try (HikariDataSource connections = CaseDatabase.open(config)) {
            return Jdbi.create(connections)
                    .withHandle(
                            handle ->
                                    handle.createQuery("select type from audit order by number")
                                            .mapTo(String.class)
                                            .list());
        }
    }

    @Test
    void aTokenIsTakenAsOftenAsItWasMadeForAndEachTimeIsAudited() {
        store.add(enrolment(2), TOKEN);

        assertThat(store.redeem("b".repeat(64), credential("x", "1", NOW)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(store.redeem(TOKEN, credential("db-07", "1", NOW)).outcome())
                .isEqualTo(Outcome.REDEEMED);
        TrustStore.Redemption again = store.redeem(TOKEN, credential("db-07", "2", NOW));
        assertThat(again.replaced()).isTrue();
        assertThat(again.enrolment().orElseThrow().collectors()).hasSize(2);
        assertThat(store.redeem(TOKEN, credential("web-01", "3", NOW)).outcome())
                .isEqualTo(Outcome.USED_UP);
        assertThat(store.listCredentials())
                .extracting(AgentCredential::hash)
                .containsExactly("2".repeat(64));
        assertThat(store.listEnrolments()).extracting(Enrolment::usesLeft).containsExactly(0);
        assertThat(audit())
                .containsExactly("enrolment-created", "agent-enrolled", "agent-enrolled-again");
    }

    @Test
    void anExpiredOrRevokedTokenIsNotTaken() {
        store.add(enrolment(2), TOKEN);
        Instant end = NOW.plus(Duration.ofHours(1));

        assertThat(store.redeem(TOKEN, credential("a", "1", end.minusMillis(1))).outcome())
                .isEqualTo(Outcome.REDEEMED);
        assertThat(store.redeem(TOKEN, credential("b", "2", end)).outcome())
                .isEqualTo(Outcome.EXPIRED);
        assertThat(store.revokeEnrolment("E-1", NOW)).isTrue();
        assertThat(store.revokeEnrolment("E-1", NOW)).isFalse();
        assertThat(store.redeem(TOKEN, credential("b", "2", NOW)).outcome())
                .isEqualTo(Outcome.REVOKED);
    }

    @Test
    void twentyHostsAtOnceGetNoMoreThanTheUsesThereAre() throws Exception {
        store.add(enrolment(10), TOKEN);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String hash = "%064d".formatted(i);
                String host = "h" + i;
                all.add(
                        () ->
                                store.redeem(
                                                TOKEN,
                                                new AgentCredential(
                                                        hash,
                                                        host,
                                                        "0",
                                                        NOW,
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty()))
                                        .outcome());
            }
            int taken = 0;
            for (Future<Outcome> each : threads.invokeAll(all)) {
                taken += each.get() == Outcome.REDEEMED ? 1 : 0;
            }
            assertThat(taken).isEqualTo(10);
            assertThat(store.listCredentials()).hasSize(10);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rotationKeepsTheOldOneBesideTheNewestAndNotingForgetsIt() {
        store.add(enrolment(1), TOKEN);
        store.redeem(TOKEN, credential("db-07", "1", NOW));
        store.rotate("1".repeat(64), credential("db-07", "2", NOW));
        store.rotate("1".repeat(64), credential("db-07", "3", NOW));
        assertThat(store.listCredentials())
                .extracting(each -> each.hash().charAt(0), each -> each.supersededAt().isPresent())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple('1', true),
                        org.assertj.core.groups.Tuple.tuple('3', false));

        store.note(Map.of("3".repeat(64), NOW), Set.of("1".repeat(64)));
        assertThat(store.listCredentials()).hasSize(1);
        assertThat(store.listCredentials().get(0).lastUsedAt()).contains(NOW);
    }

    @Test
    void revokingAndAskingReachTheHostsThatAreMeant() {
        store.add(enrolment(3), TOKEN);
        store.redeem(TOKEN, credential("db-07", "1", NOW));
        store.redeem(TOKEN, credential("web-01", "2", NOW));

        assertThat(store.askRotation(Optional.of("db-07"), NOW)).isEqualTo(1);
        assertThat(store.askRotation(Optional.of("nobody"), NOW)).isZero();
        assertThat(store.askRotation(Optional.empty(), NOW)).isEqualTo(2);
        assertThat(store.revokeHost("db-07", NOW)).isTrue();
        assertThat(store.revokeHost("db-07", NOW)).isFalse();
        assertThat(store.askRotation(Optional.empty(), NOW)).isEqualTo(1);
        assertThat(audit()).endsWith("agent-revoked", "agent-rotation-asked");
    }

    @Test
    void allOfItSurvivesARestartAndOldTokensAreForgotten() {
        store.add(enrolment(3), TOKEN);
        store.redeem(TOKEN, credential("db-07", "1", NOW));
        List<AgentCredential> before = store.listCredentials();
        records.close();
        open();

        assertThat(store.listCredentials()).isEqualTo(before);
        assertThat(store.listEnrolments()).hasSize(1);
        store.forgetEnrolments(NOW.plus(Duration.ofHours(2)));
        assertThat(store.listEnrolments()).isEmpty();
    }
}
