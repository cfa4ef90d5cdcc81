package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The agent as its user meets it, on this machine. */
class MainIT {
    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("agent.yaml"), yaml);
    }

    @Test
    void sampleOnceShowsThisMachine() {
        assertThat(run("sample-once", "--format", "line")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("cpu,cpu=cpu-total,host=.* usage_active=.*"))
                .anyMatch(line -> line.matches("mem,host=.* used_percent=[0-9.]+,.*"))
                .anyMatch(line -> line.matches("system,host=.* load1=.*uptime=[0-9]+i.*"))
                .anyMatch(line -> line.matches("processes,host=.* total=[0-9]+i.*"))
                .anyMatch(line -> line.matches("procstat_top,.*memory_rss=[0-9]+i.*"))
                .anyMatch(line -> line.matches("cpu_core,host=.* busiest_percent=.*"))
                .anyMatch(line -> line.matches("millwright_agent,.*,memory_rss=[0-9]+i,.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "millwright_sampler,.*sampler=cpu"
                                                + " interval_seconds=10,shed=0i,.*"));
    }

    @Test
    void theTableIsForPeople() {
        assertThat(run("sample-once")).isZero();
        assertThat(out.toString())
                .startsWith("host ")
                .containsPattern("usage_active +[0-9.]+ %")
                .containsPattern("used_percent +[0-9.]+ %");
    }

    @Test
    void badUsageAndBadConfigurationEndWithTwo() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("run")).isEqualTo(2);
        assertThat(run("sample-once", "--format", "xml")).isEqualTo(2);
        assertThat(run("check-config", "--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.yaml does not exist.");
        Path bad = config("delivery: {collector: 5}");
        assertThat(run("check-config", "--config", bad.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(bad + " has 1 problem:\n  line 1  delivery.collector: ");
    }

    @Test
    void checkConfigSaysWhatItUnderstood() throws IOException {
        Path good = config("host: db-07\ndelivery: {collector: 'http://c:1'}");
        assertThat(run("check-config", "--config", good.toString())).isZero();
        assertThat(out.toString())
                .contains("is good: host db-07 delivers to http://c:1 every 10s.");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("(?s)millwright-agent [0-9]+\\.[0-9]+.*");
    }

    @Test
    void onSigtermItDeliversWhatItHasAndEndsWithZero() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/api/v2/write",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    bodies.add(unzip(body));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        collector.start();
        Path file =
                config(
                        """
                        host: db-07
                        data: data
                        delivery: {collector: 'http://127.0.0.1:%d', interval: 1s}
                        samplers: {cpu: {interval: 1s}, mem: {interval: 1s}}
                        metrics: {listen: '127.0.0.1:0'}
                        """
                                .formatted(collector.getAddress().getPort()));
        Process agent = start(file);
        try {
            assertThat(bodies.poll(60, TimeUnit.SECONDS)).contains("host=db-07");
            agent.destroy(); // SIGTERM
            assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String log = Files.readString(folder.resolve("log"));
            assertThat(agent.exitValue()).as(log).isZero();
            // our own lines: a newer JDK warns of JNA in its own words
            assertThat(log).contains("takes samples.").doesNotContain("Z WARN", "Z ERROR");
        } finally {
            agent.destroyForcibly();
            collector.stop(0);
        }
    }

    private Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "millwright.agent.Main",
                        "run",
                        "--config",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static String unzip(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
