package millwright.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as Debian packs it. It refuses to run as root, so root starts it as its own user. */
final class PostgreSql implements AutoCloseable {
    /** What an ordinary user may open: the others are kept for superusers. */
    static final int CONNECTIONS_MAX = 17;

    private final Path bin;
    private final Path folder;
    private final Path data;
    private final int port = Program.freePort();
    private Program server;

    private PostgreSql(Path bin, Path folder) {
        this.bin = bin;
        this.folder = folder;
        data = folder.resolve("postgresql");
    }

    /**
     * Skips the test where the machine has none.
     *
     * @param folder that its user may walk through afterwards, like everybody
     */
    static PostgreSql start(Path folder) throws IOException, InterruptedException {
        Optional<Path> bin = bin();
        assumeTrue(bin.isPresent(), "needs PostgreSQL in /usr/lib/postgresql");
        PostgreSql database = new PostgreSql(bin.orElseThrow(), folder);
        database.initialise();
        try {
            database.serve();
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static Optional<Path> bin() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Files.createDirectory(data);
        if (isRoot()) {
            UserPrincipal owner =
                    data.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres");
            Files.setOwner(data, owner);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Program.run(
                folder.resolve("initdb.log"),
                unprivileged(
                        "initdb",
                        "--pgdata=" + data,
                        "--username=admin",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync"));
    }

    private void serve() throws IOException {
        server =
                Program.start(
                        folder.resolve("postgresql.log"),
                        Map.of(),
                        unprivileged(
                                "postgres",
                                "-D" + data,
                                "-p" + port,
                                "-clisten_addresses=127.0.0.1",
                                "-cunix_socket_directories=",
                                "-cmax_connections=20",
                                "-csuperuser_reserved_connections=3",
                                "-cshared_buffers=8MB",
                                "-cautovacuum=off",
                                "-cfsync=off"));
        server.await("a PostgreSQL", this::answers);
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private String[] unprivileged(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=admin");
    }

    /** As Debian's exporter wants to be told. */
    String dataSourceName() {
        return "postgresql://admin@127.0.0.1:" + port + "/postgres?sslmode=disable";
    }

    /** At once: asked politely it waits until the last client has gone, and an exporter stays. */
    void stop() throws IOException {
        try {
            Program.say(
                    folder.resolve("pg_ctl.log"),
                    "",
                    unprivileged("pg_ctl", "--pgdata=" + data, "--mode=immediate", "stop"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (server != null) {
            server.close();
        }
    }
}
