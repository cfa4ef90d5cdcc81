package millwright.agent.probe.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.SampleBatch;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx under load, whose log is rotated all the while. */
class NginxIT {
    private static final int CLIENTS = 4;
    private static final int REQUESTS_EACH = 600;
    private static final int FAILS_EVERY = 7;
    private static final int ROTATIONS = 6;

    private static final int WORKERS = 2;

    @TempDir Path folder;
    private final AtomicInteger answered = new AtomicInteger();
    private int port;
    private long statusQuestions;

    @Test
    void requestsAndErrorsAreNginxsOwn() throws Exception {
        Process nginx = start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (AccessLogTarget target = open()) {
            List<Future<Integer>> fails = new ArrayList<>();
            read(target); // begins at the end
            for (int i = 0; i < CLIENTS; i++) {
                fails.add(clients.submit(this::load));
            }
            for (int i = 1; i <= ROTATIONS; i++) {
                int soMany = i * CLIENTS * REQUESTS_EACH / (ROTATIONS + 1);
                until(() -> answered.get() >= soMany);
                read(target);
                rotate(i);
                read(target);
                signal("reopen");
                int turned = i * (1 + WORKERS);
                until(() -> logsReopened() >= turned);
                until(() -> Files.exists(folder.resolve("access.log"))); // said before it is done
            }
            int errors = 0;
            for (Future<Integer> each : fails) {
                errors += each.get();
            }
            long served = servedWithoutThis();
            signal("quit"); // it writes what it has
            nginx.waitFor();
            for (int i = 0; i < 2 * ROTATIONS; i++) {
                read(target);
            }
            assertThat(errors).isEqualTo(CLIENTS * (REQUESTS_EACH / FAILS_EVERY));
            assertThat(served).isEqualTo((long) CLIENTS * REQUESTS_EACH);
            assertThat(read(target)).isEqualTo("requests=%d errors=%d".formatted(served, errors));
        } finally {
            clients.shutdownNow();
            nginx.destroyForcibly();
        }
    }

    private void rotate(int oldest) throws IOException {
        for (int i = oldest; i > 1; i--) {
            Files.move(folder.resolve("access.log." + (i - 1)), folder.resolve("access.log." + i));
        }
        Files.move(folder.resolve("access.log"), folder.resolve("access.log.1"));
    }

    /** By the master and each worker; "signal … received, reopening logs" comes before. */
    private long logsReopened() throws IOException {
        return Files.readAllLines(folder.resolve("error.log")).stream()
                .filter(line -> line.endsWith(": reopening logs"))
                .count();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.onSpinWait();
        }
    }

    private AccessLogTarget open() {
        String yaml =
                "{name: shop, path: '%s', format: combined_with_seconds}"
                        .formatted(folder.resolve("access.log"));
        return new AccessLogTarget(
                ConfigFile.readText("agent.yaml", yaml, Map.of(), AccessLogConfig::read),
                Optional.of(StateFile.of(folder, "access_log", "shop")),
                System::nanoTime);
    }

    /** Without the time, which is nginx's own. */
    private static String read(AccessLogTarget target) {
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(Instant.EPOCH, batch);
        return batch.lines().stream()
                .filter(line -> line.measurement().equals("http_requests"))
                .map(
                        line ->
                                "requests=%s errors=%s"
                                        .formatted(
                                                line.fields().get("requests"),
                                                line.fields().get("errors")))
                .findFirst()
                .orElseThrow();
    }

    /** How many were answered with 500. */
    private int load() throws IOException {
        int fails = 0;
        for (int i = 1; i <= REQUESTS_EACH; i++) {
            fails += get(i % FAILS_EVERY == 0 ? "/fail" : "/ok").status() == 500 ? 1 : 0;
            answered.incrementAndGet();
        }
        return fails;
    }

    /** As nginx counts; the question itself is one. */
    private long servedWithoutThis() throws IOException {
        String status = get("/status").body();
        Matcher numbers = Pattern.compile("\\s(\\d+) (\\d+) (\\d+)\\s").matcher(status);
        assertThat(numbers.find()).as(status).isTrue();
        return Long.parseLong(numbers.group(3)) - statusQuestions;
    }

    private record Answer(int status, String body) {}

    private Answer get(String path) throws IOException {
        if (path.equals("/status")) {
            statusQuestions++;
        }
        HttpURLConnection connection =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        int status = connection.getResponseCode();
        try (InputStream body =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Another process may take a free port before nginx does; then the next is tried. */
    private Process start() throws Exception {
        assumeTrue(findNginx().isPresent(), "needs nginx in PATH");
        for (int i = 0; i < 5; i++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            Files.writeString(
                    folder.resolve("nginx.conf"),
                    """
                    %3$s
                    daemon off;
                    worker_processes %4$d;
                    pid %1$s/nginx.pid;
                    error_log %1$s/error.log notice;
                    events {}
                    http {
                        log_format timed '$remote_addr - $remote_user [$time_local] "$request" '
                                         '$status $body_bytes_sent "$http_referer" '
                                         '"$http_user_agent" $request_time';
                        access_log %1$s/access.log timed;
                        client_body_temp_path %1$s/t1;
                        proxy_temp_path %1$s/t2;
                        fastcgi_temp_path %1$s/t3;
                        uwsgi_temp_path %1$s/t4;
                        scgi_temp_path %1$s/t5;
                        server {
                            listen 127.0.0.1:%2$d;
                            location /ok { return 200 "fine"; }
                            location /fail { return 500; }
                            location /status { access_log off; stub_status; }
                        }
                    }
                    """
                            .formatted(folder, port, asRoot(), WORKERS));
            Process nginx = nginx();
            if (answers(nginx)) {
                return nginx;
            }
        }
        throw new IOException(Files.readString(folder.resolve("error.log")));
    }

    /** Workers of root's nginx are nobody's, and could not open a log in our folder. */
    private static String asRoot() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }

    private boolean answers(Process nginx) throws IOException {
        while (nginx.isAlive()) {
            try {
                return get("/status").status() == 200;
            } catch (IOException notYet) {
                statusQuestions = 0;
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private void signal(String signal) throws Exception {
        assertThat(nginx("-s", signal).waitFor()).isZero();
    }

    private Process nginx(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(findNginx().orElseThrow().toString());
        command.addAll(List.of("-p", folder.toString(), "-c", folder.resolve("nginx.conf") + ""));
        command.addAll(List.of("-e", folder.resolve("error.log").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Debian keeps it where not every user's PATH looks. */
    private static Optional<Path> findNginx() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
        return Stream.of(path.split(":"))
                .map(each -> Path.of(each, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
