package millwright.agent.probe.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MariaDB as Debian packs it. */
final class MariaDbServer extends RealServer {
    private static final Path BINARY = Path.of("/usr/sbin/mariadbd");

    private MariaDbServer() throws IOException {
        super("ready for connections");
    }

    static MariaDbServer open() throws Exception {
        assumeTrue(Files.isExecutable(BINARY), "needs MariaDB's /usr/sbin/mariadbd");
        MariaDbServer server = new MariaDbServer();
        Files.writeString(
                server.folder.resolve("init.sql"),
                "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s';\n"
                                .formatted(ADMIN, PASSWORD)
                        + "GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION;\n".formatted(ADMIN));
        run(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + server.data(),
                "--user=" + System.getProperty("user.name"),
                "--skip-test-db");
        server.start();
        return server;
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Override
    DatabaseKind kind() {
        return DatabaseKind.MARIADB;
    }

    @Override
    List<String> command(int port) {
        return List.of(
                BINARY.toString(),
                "--no-defaults",
                "--datadir=" + data(),
                "--user=" + System.getProperty("user.name"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--tmpdir=" + folder,
                "--init-file=" + folder.resolve("init.sql"),
                "--skip-name-resolve",
                "--max-connections=20",
                "--log-bin=binlog",
                "--server-id=7",
                "--innodb-buffer-pool-size=8M",
                "--innodb-log-file-size=8M",
                "--innodb-flush-log-at-trx-commit=0",
                "--default-time-zone=+12:45");
    }

    @Override
    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/?sslMode=disable";
    }
}
