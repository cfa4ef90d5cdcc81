package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import millwright.rules.decision.ThresholdTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * An auditor at the command line: while the collector runs, after it has stopped, after a fraud.
 */
class AuditCommandIT {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void theAuditIsProvedWhileTheCollectorRunsAndAfterwards() throws Exception {
        Path data = folder.resolve("data");
        Path config = folder.resolve("collector.yaml");
        try (RunningCollector collector = RunningCollector.start(data)) {
            Files.writeString(
                    config,
                    "data: %s\nhttp:\n  listen: 127.0.0.1:%d\n"
                            .formatted(data, collector.url().getPort()));
            long now = Instant.now().getEpochSecond();
            collector.write("disk,host=db-07,path=/var used_percent=85 " + now, "s");
            RunningCollector.await(
                    "a ticket",
                    () ->
                            collector
                                    .get("/api/v1/tickets?indicator=disk_free")
                                    .contains("T-000001"));

            assertThat(run("audit", "verify", "--config", config.toString())).isZero();
            assertThat(out.toString()).startsWith("The audit is whole: 2 entries");
            assertThat(run("verify", "T-000001", "--config", config.toString())).isZero();
            assertThat(out.toString()).contains("ticket-opened").contains("same");
            assertThat(run("verify", "T-000099", "--config", config.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("nothing about a ticket 'T-000099'");
            assertThat(collector.status("/api/v1/audit")).isEqualTo(401);
            assertThat(collector.stop()).isZero();
        }

        assertThat(run("audit", "verify", "--config", config.toString())).isZero();
        assertThat(run("verify", "T-000001", "--config", config.toString())).isZero();
        assertThat(otherLimits(config)).isEqualTo(1);
        assertThat(out.toString()).contains("different").contains("now: nothing");

        execute(data, "update audit set detail = '{}' where type = 'ticket-opened'");
        assertThat(run("audit", "verify", "--config", config.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("The audit is broken at entry")
                .contains("was changed after it was written");
        assertThat(run("verify", "T-000001", "--config", config.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("damaged");
    }

    /** By which 15 % free are enough. */
    private int otherLimits(Path config) throws IOException {
        String shipped = new String(ThresholdTable.shipped().content(), StandardCharsets.UTF_8);
        Path table = folder.resolve("thresholds.csv");
        Files.writeString(table, shipped.replace("1,< 20,0,22,", "1,< 12,0,22,"));
        return run(
                "verify",
                "T-000001",
                "--config",
                config.toString(),
                "--thresholds",
                table.toString());
    }

    private static void execute(Path data, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:h2:file:" + data.resolve("cases").resolve("cases"),
                                "millwright",
                                "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidAndNotMade() throws IOException {
        Path config = folder.resolve("collector.yaml");
        Files.writeString(config, "data: %s\n".formatted(folder.resolve("nothing")));

        assertThat(run("audit", "verify", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There are no cases in").contains("nothing");
        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(run("audit", "--config", config.toString())).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
    }
}
