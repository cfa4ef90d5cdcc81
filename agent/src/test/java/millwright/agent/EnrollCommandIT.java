package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.agent.trust.TlsCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Enrolling as an administrator meets it. */
class EnrollCommandIT {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TlsCollector collector;
    private Path config;

    @BeforeEach
    void start() throws Exception {
        collector = TlsCollector.start(folder);
        config = config("");
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private Path config(String delivery) throws IOException {
        return Files.writeString(
                folder.resolve("agent.yaml"),
                "host: db-07\ndata: '%s'\n%s\n".formatted(folder.resolve("data"), delivery));
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private int enroll(String... more) {
        String[] arguments = {"enroll", collector.token().reveal(), "--config", config.toString()};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void anEnrolledHostNeedsNoCollectorInItsConfiguration() throws Exception {
        assertThat(run("check-config", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("or enrol this host: millwright-agent enroll TOKEN");
        collector.grants("mwa_1");

        assertThat(enroll()).isZero();
        assertThat(out.toString())
                .contains("Enrolled as db-07 with " + collector.uri())
                .doesNotContain("mwa_1");
        assertThat(run("check-config", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("host db-07 delivers to " + collector.uri());
    }

    @Test
    void aHostIsEnrolledAgainOnlyByForce() throws Exception {
        collector.grants("mwa_1").grants("mwa_2");
        assertThat(enroll()).isZero();
        assertThat(enroll()).isEqualTo(1);
        assertThat(err.toString())
                .contains("This host is enrolled already, as db-07")
                .contains("--force");
        assertThat(collector.requests()).hasSize(1);
        assertThat(enroll("--force")).isZero();
        assertThat(collector.requests()).hasSize(2);
    }

    @Test
    void whatWouldKeepTheAgentFromStartingIsToldBeforeTheTokenIsUsed() throws Exception {
        config = config("delivery: {collector: 'http://127.0.0.1:8480'}");
        assertThat(enroll()).isEqualTo(1);
        assertThat(err.toString()).contains("Remove delivery.collector").contains("is unused");
        assertThat(collector.requests()).isEmpty();
    }

    @Test
    void aCollectorInPlainHttpIsRefusedAtTheStartOfAnEnrolledAgent() throws Exception {
        collector.grants("mwa_1");
        assertThat(enroll()).isZero();
        config = config("delivery: {collector: 'http://127.0.0.1:8480'}");
        assertThat(run("check-config", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("delivery.collector: http://127.0.0.1:8480 is plain HTTP, and this host");
    }

    @Test
    void anotherNameThanTheEnrolledOneIsRefused() throws Exception {
        collector.grants("mwa_1");
        assertThat(enroll()).isZero();
        Files.writeString(config, Files.readString(config).replace("db-07", "db-08"));
        assertThat(run("check-config", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("this machine is db-08, and was enrolled as db-07")
                .contains("Write host: db-07");
    }

    @Test
    void aTokenOfTheConfigurationWins() throws Exception {
        collector.grants("mwa_1");
        config = config("delivery: {collector: 'http://127.0.0.1:8480', token: t}");
        assertThat(enroll()).isZero();
        assertThat(err.toString()).contains("has delivery.token, which wins over it");
        assertThat(run("check-config", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("delivers to http://127.0.0.1:8480");
    }

    @Test
    void aBadPasteIsToldAndEndsWithTwo() {
        String token = collector.token().reveal();
        assertThat(run("enroll", token.substring(0, 90), "--config", config.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is cut off: 90 of its " + token.length());
        assertThat(collector.requests()).isEmpty();
    }
}
