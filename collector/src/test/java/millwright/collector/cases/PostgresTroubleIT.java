package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.opens;
import static millwright.rules.indicator.Priority.P3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database server that goes away, stands still, or does not let us in. */
class PostgresTroubleIT {
    private static PostgresServer server;

    private CasesConfig config;

    @BeforeAll
    static void open() throws Exception {
        server = PostgresServer.open();
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
        config = withTimes(server.database(), Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    private static CasesConfig withTimes(CasesConfig config, Duration query, Duration start) {
        return new CasesConfig(config.url(), config.user(), config.password(), 4, query, start);
    }

    @Test
    void aServerThatIsBackIsUsedAgainAndKeepsWhatWasCommitted() throws Exception {
        try (CaseStores.Records records = CaseStores.openAll(config, InstantSource.system())) {
            CaseStore cases = records.cases();
            cases.apply(List.of(opens(CPU, P3, "10:00", "10:15")));
            assertThat(records.reachability().trouble()).isEmpty();

            server.stopAtOnce();
            assertThatThrownBy(() -> cases.apply(List.of(opens(DISK, P3, "10:00", "10:15"))))
                    .isInstanceOf(CaseStoreException.class)
                    .hasMessageContaining("it is safe to try again");
            records.reachability().look();
            assertThat(records.reachability().trouble()).isPresent();

            server.start();
            await(records.reachability());
            assertThat(cases.apply(List.of(opens(DISK, P3, "10:00", "10:15")))).hasSize(1);
            assertThat(cases.listTickets(TicketFilter.all())).hasSize(2);
        }
    }

    /** As the upkeep does; a pool takes a while to try again. */
    private static void await(Reachability cases) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    do {
                        cases.look();
                    } while (cases.trouble().isPresent());
                });
    }

    @Test
    void aServerThatStandsStillHoldsNobodyForLongerThanTheTimeOuts() throws Exception {
        try (CaseStore cases = CaseStores.open(config)) {
            server.freeze(true);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(cases::open).isInstanceOf(CaseStoreException.class));
        } finally {
            server.freeze(false);
        }
    }

    @Test
    void aStartWaitsForAServerThatIsAway() throws Exception {
        server.stopAtOnce();
        CompletableFuture<CaseStore> opening =
                CompletableFuture.supplyAsync(() -> CaseStores.open(config));
        server.start();

        try (CaseStore cases = opening.get(30, TimeUnit.SECONDS)) {
            assertThat(cases.open()).isEmpty();
        }
    }

    @Test
    void aStartThatMayNotWaitSaysWhoIsAway() throws Exception {
        server.stopAtOnce();

        assertThatThrownBy(
                        () ->
                                CaseStores.open(
                                        withTimes(config, Duration.ofSeconds(1), Duration.ZERO)))
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining(config.url())
                .hasMessageContaining("is still away")
                .hasMessageContaining("cases.start_wait");
    }

    @Test
    void aWrongPasswordIsRefusedAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertThatThrownBy(
                                        () ->
                                                CaseStores.open(
                                                        new CasesConfig(
                                                                config.url(),
                                                                config.user(),
                                                                "wrong",
                                                                4)))
                                .isInstanceOf(CaseStoreException.class)
                                .hasMessageContaining("does not let the collector in"));
    }

    @Test
    void anEncodingThatCannotHoldEveryNameIsRefused() throws Exception {
        assertThatThrownBy(() -> CaseStores.open(server.databaseIn("SQL_ASCII")))
                .isInstanceOf(CaseStoreException.class)
                .hasMessageContaining("encoding SQL_ASCII")
                .hasMessageContaining("create database millwright encoding 'UTF8'");
    }
}
