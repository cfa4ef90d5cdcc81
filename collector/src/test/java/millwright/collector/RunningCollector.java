package millwright.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import millwright.collector.trust.AdminToken;

/** A collector in a process of its own, so that it can be killed. */
final class RunningCollector implements AutoCloseable {
    private static final String READY = "Ready: ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path data;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private URI url;

    private RunningCollector(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts one that takes any free port and any writer, and waits until it is ready. */
    static RunningCollector start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** The same with more variables in its environment. */
    static RunningCollector start(Path data, Map<String, String> environment) throws IOException {
        RunningCollector collector = launch(data, "127.0.0.1:0", environment);
        await("the collector is ready", () -> collector.isReady() || !collector.process.isAlive());
        if (!collector.isReady()) {
            throw new AssertionError("the collector ended:\n" + String.join("\n", collector.log));
        }
        return collector;
    }

    /** Starts one and does not wait. */
    static RunningCollector launch(Path data, String listen) throws IOException {
        return launch(data, listen, Map.of());
    }

    private static RunningCollector launch(
            Path data, String listen, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("millwright.collector.Main", "run"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MILLWRIGHT_DATA", data.toString());
        builder.environment().put("MILLWRIGHT_HTTP_LISTEN", listen);
        builder.environment().put("MILLWRIGHT_INGEST_OPEN", "true");
        builder.environment().putAll(environment);
        RunningCollector collector = new RunningCollector(builder.start(), data);
        Thread reader = new Thread(collector::readLog, "collector-log");
        reader.setDaemon(true);
        reader.start();
        return collector;
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                log.add(line);
                int ready = line.indexOf(READY);
                if (ready >= 0) {
                    url = URI.create(line.substring(ready + READY.length()).split("[ ,]")[0]);
                    log.add("ready");
                }
                line = lines.readLine();
            }
        } catch (IOException killed) {
            log.add("the log ended: " + killed.getMessage());
        }
    }

    private boolean isReady() {
        return log.contains("ready");
    }

    /** The status of the answer; 0 if there was none. */
    int write(String lines, String precision) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/api/v2/write?precision=" + precision))
                            .timeout(Duration.ofSeconds(20))
                            .POST(BodyPublishers.ofString(lines))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    /** The status of the answer; 0 if there was none. */
    int status(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve(path))
                            .timeout(Duration.ofSeconds(30))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** As the local administrator. */
    String post(String path) throws IOException {
        String token = Files.readString(AdminToken.file(data)).strip();
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Authorization", "Token " + token)
                        .POST(BodyPublishers.noBody()));
    }

    private String send(HttpRequest.Builder builder) {
        try {
            HttpRequest request = builder.timeout(Duration.ofSeconds(20)).build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    URI url() {
        return url;
    }

    List<String> log() {
        return log;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /** As {@code kill}. @return the exit code */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop within 30 s:\n" + String.join("\n", log));
        }
        return process.exitValue();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs:\n" + String.join("\n", log));
        }
        return process.exitValue();
    }

    /** Asks again and again; there is nothing to wait on in another process. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %s: %s".formatted(PATIENCE, what));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
