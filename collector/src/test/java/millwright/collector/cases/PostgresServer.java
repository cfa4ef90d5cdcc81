package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL as Debian packs it, with its data in a folder that goes with it. It refuses to run as
 * root, so root starts it as its own user.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "s3cret-Admin";
    private static final String READY = "database system is ready to accept connections";
    private static final int TRIES = 5;
    private static PostgresServer shared;

    private final Path bin;
    private final Path folder;
    private int port;
    private int databases;
    private Process process;

    private PostgresServer(Path bin) throws IOException {
        this.bin = bin;
        this.folder = Files.createTempDirectory("millwright-cases");
    }

    /** One for all tests that leave it running; ends with the JVM. */
    static synchronized PostgresServer shared() throws Exception {
        if (shared == null) {
            shared = open();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of the test's own. Skips the test where the machine has none. */
    public static PostgresServer open() throws Exception {
        Optional<Path> bin = bin();
        assumeTrue(bin.isPresent(), "needs PostgreSQL in /usr/lib/postgresql");
        PostgresServer server = new PostgresServer(bin.get());
        Path password = Files.writeString(server.folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            UserPrincipal owner =
                    server.folder
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres");
            Files.setOwner(password, owner);
            Files.setOwner(server.folder, owner);
        }
        server.initialize(password);
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

    private List<String> unprivileged(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private void initialize(Path password) throws Exception {
        List<String> command =
                unprivileged(
                        bin.resolve("initdb").toString(),
                        "--pgdata=" + folder.resolve("data"),
                        "--username=" + ADMIN,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync");
        Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(initdb.getInputStream().readAllBytes(), UTF_8);
        if (initdb.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + output);
        }
    }

    private List<String> command(int tried) {
        return unprivileged(
                bin.resolve("postgres").toString(),
                "-D" + folder.resolve("data"),
                "-p" + tried,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cmax_connections=60",
                "-cshared_buffers=16MB",
                "-cfsync=off",
                "-ctimezone=Pacific/Chatham");
    }

    /** Where it has never run, on a port that is free now; else on the one it had. */
    public void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            int tried = port == 0 ? freePort() : port;
            process = new ProcessBuilder(command(tried)).redirectErrorStream(true).start();
            if (isReady()) {
                port = tried;
                return;
            }
        }
        throw new IllegalStateException("no start in %d tries: %s".formatted(TRIES, command(port)));
    }

    private boolean isReady() throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
            if (line.contains(READY)) {
                Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}), "server-log");
                drain.setDaemon(true);
                drain.start();
                return true;
            }
        }
        System.err.println(String.join("\n", lines));
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** At once, as {@code pg_ctl stop -m immediate}: open transactions are lost. */
    public void stopAtOnce() throws Exception {
        new ProcessBuilder("kill", "-QUIT", "" + process.pid()).start().waitFor();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("PostgreSQL does not stop");
        }
    }

    /** The whole server stands still, its connections open; and goes on. */
    void freeze(boolean still) throws Exception {
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        process.descendants().map(ProcessHandle::pid).forEach(pids::add);
        for (long pid : pids) {
            new ProcessBuilder("kill", still ? "-STOP" : "-CONT", "" + pid).start().waitFor();
        }
    }

    /** A new, empty database. */
    public CasesConfig database() throws SQLException {
        return create("encoding 'UTF8' template template0");
    }

    CasesConfig databaseIn(String encoding) throws SQLException {
        return create("encoding '%s' template template0".formatted(encoding));
    }

    CasesConfig copyOf(CasesConfig other) throws SQLException {
        return create("template " + other.url().replaceFirst(".*/", ""));
    }

    private synchronized CasesConfig create(String how) throws SQLException {
        String name = "cases_" + ++databases;
        try (Connection connection = DriverManager.getConnection(url("postgres"), ADMIN, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s %s".formatted(name, how));
        }
        return config(name);
    }

    private CasesConfig config(String name) {
        return new CasesConfig(
                url(name), ADMIN, PASSWORD, 4, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    /** Ends it, and its data with it. */
    @Override
    public void close() {
        try {
            process.toHandle().destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
