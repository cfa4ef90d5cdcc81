package millwright.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A process that a test has started, with its log. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Skips the test where the machine has none of them, which CI takes for a failure. */
    static Path needed(String... names) {
        Optional<Path> found =
                Arrays.stream(System.getenv("PATH").split(":"))
                        .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), "needs " + String.join(" or ", names) + ": not on the PATH");
        return found.orElseThrow();
    }

    /** In the folder of its log, so that what it may leave behind goes with that. */
    static Program start(Path log, Map<String, String> environment, String... command)
            throws IOException {
        ProcessBuilder builder = builder(log, command).directory(log.getParent().toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    private static ProcessBuilder builder(Path log, String... command) {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    }

    /** A class of the test's own class path. */
    static Program java(Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return start(log, environment, command.toArray(String[]::new));
    }

    /** Runs a tool to its end, in this module's folder. */
    static void run(Path log, String... command) throws IOException, InterruptedException {
        String said = say(log, "", command);
        if (!said.endsWith("exit 0")) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
        }
    }

    /**
     * Runs a tool to its end, in this module's folder.
     *
     * @return what it said to its input, whether or not it liked that, and then its exit code
     */
    static String say(Path log, String input, String... command)
            throws IOException, InterruptedException {
        Path in = Files.writeString(log.resolveSibling(log.getFileName() + ".in"), input);
        ProcessBuilder builder = builder(log, command).redirectInput(in.toFile());
        try (Program program = new Program(builder.start(), log)) {
            if (!program.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still runs: " + String.join(" ", command));
            }
            return program.said() + "exit " + program.process.exitValue();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks again and again; there is nothing to wait on in another process. */
    void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    /**
     * @param what asked for when the time is up, so that it can tell what is missing by then
     */
    void await(Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not there: %s. It said:%n%s".formatted(what.get(), said()));
            }
            pause(Duration.ofMillis(200));
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "nothing that could be read: " + e;
        }
    }

    /** As {@code kill}, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
