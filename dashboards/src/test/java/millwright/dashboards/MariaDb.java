package millwright.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** MariaDB as Debian packs it. */
final class MariaDb implements AutoCloseable {
    static final int CONNECTIONS_MAX = 25;

    private static final Path BINARY = Path.of("/usr/sbin/mariadbd");
    private static final String PASSWORD = "s3cret-Admin";

    private final int port;
    private final Program server;

    private MariaDb(int port, Program server) {
        this.port = port;
        this.server = server;
    }

    /** Skips the test where the machine has none. */
    static MariaDb start(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BINARY), "needs MariaDB's /usr/sbin/mariadbd");
        String user = "--user=" + System.getProperty("user.name");
        Path data = folder.resolve("mariadb");
        Path init =
                Files.writeString(
                        folder.resolve("init.sql"),
                        """
                        CREATE USER 'admin'@'%%' IDENTIFIED BY '%s';
                        GRANT ALL ON *.* TO 'admin'@'%%';
                        """
                                .formatted(PASSWORD));
        Program.run(
                folder.resolve("mariadb-install-db.log"),
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + data,
                user,
                "--skip-test-db");
        int port = Program.freePort();
        Program server =
                Program.start(
                        folder.resolve("mariadb.log"),
                        Map.of(),
                        BINARY.toString(),
                        "--no-defaults",
                        "--datadir=" + data,
                        user,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + folder.resolve("mariadb.socket"),
                        "--pid-file=" + folder.resolve("mariadb.pid"),
                        "--tmpdir=" + folder,
                        "--init-file=" + init,
                        "--skip-name-resolve",
                        "--max-connections=" + CONNECTIONS_MAX,
                        "--innodb-buffer-pool-size=8M",
                        "--innodb-flush-log-at-trx-commit=0");
        MariaDb database = new MariaDb(port, server);
        try {
            server.await("a MariaDB", database::answers);
        } catch (RuntimeException | Error e) {
            database.stop();
            throw e;
        }
        return database;
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/?sslMode=disable", "admin", PASSWORD);
    }

    /**
     * A file that all versions of the exporter read; newer ones no longer take it from a variable.
     */
    Path clientFile(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("client.cnf"),
                """
                [client]
                host = 127.0.0.1
                port = %d
                user = admin
                password = %s
                """
                        .formatted(port, PASSWORD));
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        stop();
    }
}
