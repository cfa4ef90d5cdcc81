package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbIT extends DatabaseContract {
    @Override
    RealServer serve() throws Exception {
        MariaDbServer server = MariaDbServer.open();
        server.execute(
                "CREATE DATABASE shop", "CREATE TABLE shop.stock (id int PRIMARY KEY, count int)");
        return server;
    }

    @Override
    String script() {
        return "mariadb.sql";
    }

    @Override
    String[] ordinaryUser(String name, String password) {
        return new String[] {
            "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(name, password),
            "GRANT SELECT, UPDATE ON shop.stock TO '%s'@'%%'".formatted(name),
            "GRANT SELECT ON shop.stock TO '%s'@'%%'".formatted(AGENT)
        };
    }

    @Override
    String countConnections() {
        return "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'THREADS_CONNECTED'";
    }

    @Override
    long connectionsMax() {
        return 20;
    }

    /** InnoDB shows INNODB_TRX as it was while it has been read within a tenth of a second. */
    @Override
    String countBlocked() {
        return "SELECT VARIABLE_VALUE + SLEEP(0.15) FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
    }

    @Override
    List<String> notPermitted() {
        return List.of(
                "blocking", "sessions", "transactions", "replication", "binlog", "databases");
    }

    @Override
    String sleep(int seconds) {
        return "SELECT SLEEP(%d) AS value".formatted(seconds);
    }

    @Test
    void aReplicaThatIsCutOffIsSeen() throws Exception {
        server().execute(
                        "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=1,"
                                + " MASTER_USER='nobody'",
                        "START SLAVE");
        try {
            Asking agent = agent();
            agent.read();
            assertThat(agent.number("db_replication", "io_running")).isZero();
            assertThat(agent.number("db_replication", "sql_running")).isEqualTo(1);
        } finally {
            server().execute("STOP SLAVE", "RESET SLAVE ALL");
        }
    }

    @Test
    void theBinaryLogsAreAsBigAsTheServerSays() throws Exception {
        server().execute("FLUSH BINARY LOGS");
        Asking agent = agent();
        agent.read();
        long bytes = 0;
        long files = 0;
        try (Statement statement = admin().createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                bytes += rows.getLong("File_size");
                files++;
            }
        }
        assertThat(agent.number("db_binlog", "size_bytes")).isEqualTo((double) bytes);
        assertThat(agent.number("db_binlog", "rows")).isEqualTo((double) files);
    }

    @Test
    void anAddressForMySqlWorksToo() throws Exception {
        String url = server().url().replace("jdbc:mariadb:", "jdbc:mysql:");
        Asking agent =
                opened(
                        new Asking(
                                DatabaseKind.MYSQL,
                                url,
                                AGENT,
                                AGENT_PASSWORD,
                                Duration.ofSeconds(30)));
        agent.read();
        assertThat(agent.line("db_connections").tags()).containsEntry("kind", "mysql");
        assertThat(agent.failing()).isEmpty();
    }

    @Test
    void anAlterTableBehindAForgottenTransactionIsSeen() throws Exception {
        Connection admin = admin();
        Connection forgotten = session();
        forgotten.setAutoCommit(false);
        RealServer.number(forgotten, "SELECT count(*) FROM shop.stock");
        Thread alter =
                new Thread(
                        () -> {
                            try {
                                server().execute("ALTER TABLE shop.stock COMMENT = 'stock'");
                            } catch (java.sql.SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        alter.start();
        until(
                admin,
                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for"
                        + " table%'",
                1);
        Asking agent = agent();
        agent.read();
        assertThat(agent.number("db_blocking", "blocked_on_tables")).isEqualTo(1);
        forgotten.commit();
        alter.join();
    }
}
