package millwright.agent.probe.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A database server of this machine's own packages, with its data in a folder that goes with it.
 */
abstract class RealServer {
    static final String ADMIN = "admin";
    static final String PASSWORD = "s3cret-Admin";
    private static final int TRIES = 5;

    private final String readyWords;
    final Path folder;
    private int port;
    private Process process;

    RealServer(String readyWords) throws IOException {
        this.readyWords = readyWords;
        this.folder = Files.createTempDirectory("millwright-sql");
    }

    abstract DatabaseKind kind();

    /** The command that serves on that port of 127.0.0.1, in the foreground. */
    abstract List<String> command(int port);

    /** The address, with what the tests want of the driver. */
    abstract String url();

    int port() {
        return port;
    }

    /** Where it has never run, on a port that is free now; else on the one it had. */
    void start() throws IOException {
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
            if (line.contains(readyWords)) {
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

    /** Its workers too: each of them answers until it notices that it is alone. */
    void killAtOnce() throws Exception {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get();
        }
    }

    /** The whole server stands still, its connections open. */
    void freeze() throws Exception {
        List<Long> pids = signal("-STOP");
        for (long pid : pids) {
            while (!isStopped(Path.of("/proc/" + pid + "/task"))) {
                Thread.onSpinWait(); // a signal takes its time to reach every thread
            }
        }
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private List<Long> signal(String signal) throws Exception {
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        process.descendants().map(ProcessHandle::pid).forEach(pids::add);
        for (long pid : pids) {
            // one that has ended meanwhile needs no signal
            new ProcessBuilder("kill", signal, "" + pid).start().waitFor();
        }
        return pids;
    }

    private static boolean isStopped(Path threads) throws IOException {
        if (!Files.isDirectory(threads)) {
            return true; // has ended
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(RealServer::isThreadStopped);
        }
    }

    private static boolean isThreadStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return "TZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException ended) {
            return true;
        }
    }

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return kind().driver().connect(url(), properties);
    }

    Connection admin() throws SQLException {
        return connect(ADMIN, PASSWORD);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs one of the scripts for administrators, as it is but for the password. */
    void grant(String script, String password) throws Exception {
        String text =
                Files.readString(Path.of("..", "install", "sql", script))
                        .replace("CHANGE_ME", password)
                        .replaceAll("(?m)^--.*$", "");
        for (String statement : text.split(";")) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Ends it, and its data with it. */
    void stop() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
                killAtOnce();
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(RealServer::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
