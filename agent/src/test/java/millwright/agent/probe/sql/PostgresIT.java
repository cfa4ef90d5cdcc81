package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresIT extends DatabaseContract {
    @Override
    RealServer serve() throws Exception {
        PostgresServer server = PostgresServer.open();
        server.execute(
                "CREATE SCHEMA shop", "CREATE TABLE shop.stock (id int PRIMARY KEY, count int)");
        return server;
    }

    @Override
    String script() {
        return "postgresql.sql";
    }

    @Override
    String[] ordinaryUser(String name, String password) {
        return new String[] {
            "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password),
            "GRANT USAGE ON SCHEMA shop TO %s, %s".formatted(name, AGENT),
            "GRANT SELECT, UPDATE ON shop.stock TO %s".formatted(name),
            "GRANT SELECT ON shop.stock TO %s".formatted(AGENT)
        };
    }

    @Override
    String countConnections() {
        return "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
    }

    @Override
    long connectionsMax() {
        return 17; // 20 less 3 for superusers
    }

    @Override
    String countBlocked() {
        return "SELECT count(*) FROM pg_locks WHERE NOT granted AND waitstart IS NOT NULL";
    }

    @Override
    List<String> notPermitted() {
        return List.of(
                "connections",
                "blocking",
                "sessions",
                "transactions",
                "replication",
                "standby",
                "archive_queue",
                "databases");
    }

    @Override
    String sleep(int seconds) {
        return "SELECT 1 AS value FROM pg_sleep(%d)".formatted(seconds);
    }

    @Test
    void aSlotThatNobodyReadsAndAnArchiveThatFailsAreSeen() throws Exception {
        Connection admin = admin();
        RealServer.number(
                admin,
                "SELECT count(*) FROM pg_create_physical_replication_slot('forgotten', true)");
        RealServer.number(admin, "SELECT count(*) FROM pg_switch_wal()");
        until(
                admin,
                "SELECT CASE WHEN failed_count > 0 THEN 1 ELSE 0 END FROM pg_stat_archiver",
                1);
        Asking agent = agent();
        agent.read();
        assertThat(agent.line("db_replication_slot").tags()).containsEntry("slot", "forgotten");
        assertThat(agent.number("db_replication_slot", "active")).isZero();
        assertThat(agent.number("db_replication_slot", "retained_bytes")).isPositive();
        assertThat(agent.number("db_archiver", "failing")).isEqualTo(1);
        assertThat(agent.number("db_archive_queue", "files")).isPositive();
        server().execute("SELECT pg_drop_replication_slot('forgotten')");
    }

    @Test
    void aForgottenPreparedTransactionIsSeen() throws Exception {
        server().execute("BEGIN", "SELECT 1", "PREPARE TRANSACTION 'forgotten'");
        Asking agent = agent();
        agent.read();
        assertThat(agent.number("db_transactions", "prepared")).isEqualTo(1);
        assertThat(agent.number("db_transactions", "longest_prepared_seconds")).isPositive();
        server().execute("ROLLBACK PREPARED 'forgotten'");
    }

    @Test
    void aDatabaseIsAsBigAsTheServerSays() throws Exception {
        Asking agent = agent();
        agent.read();
        long size = RealServer.number(admin(), "SELECT pg_database_size('template1')");
        assertThat(agent.lines("db_database"))
                .anySatisfy(
                        line -> {
                            assertThat(line.tags()).containsEntry("database", "template1");
                            assertThat(line.fields()).containsEntry("size_bytes", size);
                        });
    }

    @Test
    void theOlderVersionsQuestionIsUnderstoodToo() throws Exception {
        Query old = QueryFile.ofResource(DatabaseKind.Flavor.POSTGRESQL, "blocking-13");
        assertThat(RealServer.number(admin(), old.sql())).isZero();
    }

    @Test
    void theAgentIsKnownToTheDba() throws Exception {
        Asking agent = agent();
        agent.read();
        assertThat(
                        RealServer.number(
                                admin(),
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name ="
                                        + " 'millwright-agent' AND usename = 'millwright'"))
                .isEqualTo(1);
    }
}
