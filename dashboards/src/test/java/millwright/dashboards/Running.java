package millwright.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real daemon or tool in a process of its own, with its output in a file. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final Process process;
    private final Path log;

    private Running(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Something that comes true. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static Running start(
            String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .directory(folder.toFile());
        builder.environment().putAll(environment);
        return new Running(name, builder.start(), log);
    }

    /** One of our own programs, from the class path of this test. */
    static Running java(
            String name,
            Path folder,
            Map<String, String> environment,
            String main,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return start(name, folder, environment, command);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The path of a program; without it the test is skipped, which CI takes for a failure. */
    static String needs(String program, String debianPackage) {
        Optional<Path> found =
                Arrays.stream(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                "needs %s (Debian's package %s): not on the PATH"
                        .formatted(program, debianPackage));
        return found.map(Path::toString).orElseThrow();
    }

    /** Until it answers 200 there. */
    Running awaitAnswer(URI address) throws IOException, InterruptedException {
        await("an answer of " + address, () -> status(address) == 200);
        return this;
    }

    void await(String what, Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError(
                        "no %s; %s says:\n%s".formatted(what, name, Files.readString(log)));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static int status(URI address) throws InterruptedException {
        try {
            return CLIENT.send(request(address), BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    static String get(URI address) throws IOException, InterruptedException {
        return CLIENT.send(request(address), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
    }

    /** The status of the answer to lines that are written. */
    static int write(URI collector, String lines) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(collector.resolve("/api/v2/write?precision=ms"))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofString(lines))
                        .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        return answer.statusCode();
    }

    /** What a tool said that reads its input and ends, and then its exit code. */
    static String say(String input, String... command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread feeder =
                new Thread(
                        () -> {
                            try (var in = tool.getOutputStream()) {
                                in.write(input.getBytes(StandardCharsets.UTF_8));
                            } catch (IOException closed) {
                                Thread.currentThread().interrupt();
                            }
                        });
        feeder.start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + tool.waitFor();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
