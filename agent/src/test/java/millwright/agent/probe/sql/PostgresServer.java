package millwright.agent.probe.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as Debian packs it. It refuses to run as root, so root starts it as its own user. */
final class PostgresServer extends RealServer {
    private final Path bin;

    private PostgresServer(Path bin) throws IOException {
        super("database system is ready to accept connections");
        this.bin = bin;
    }

    static PostgresServer open() throws Exception {
        Optional<Path> bin = bin();
        assumeTrue(bin.isPresent(), "needs PostgreSQL in /usr/lib/postgresql");
        PostgresServer server = new PostgresServer(bin.get());
        Path password = server.folder.resolve("password");
        Files.writeString(password, PASSWORD);
        if (isRoot()) {
            UserPrincipal owner =
                    server.folder
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres");
            Files.setOwner(password, owner);
            Files.setOwner(server.folder, owner);
        }
        List<String> initdb =
                server.unprivileged(
                        bin.get().resolve("initdb").toString(),
                        "--pgdata=" + server.data(),
                        "--username=" + ADMIN,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync");
        run(initdb.toArray(new String[0]));
        server.start();
        return server;
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

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> unprivileged(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    List<String> command(int port) {
        return unprivileged(
                bin.resolve("postgres").toString(),
                "-D" + data(),
                "-p" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cmax_connections=20",
                "-csuperuser_reserved_connections=3",
                "-cshared_buffers=8MB",
                "-cfsync=off",
                "-carchive_mode=on",
                "-carchive_command=false",
                "-cmax_prepared_transactions=2",
                "-ctimezone=Pacific/Chatham");
    }

    @Override
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }
}
