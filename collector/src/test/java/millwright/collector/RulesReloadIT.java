package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import millwright.rules.decision.ThresholdTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector in a process of its own, whose table changes while it runs. */
class RulesReloadIT {
    private static final String SHIPPED = ThresholdTable.shipped().toCsv();

    @TempDir private Path folder;

    @Test
    void aChangedTableJudgesTheSamplesThatAreHeldAndTheOnesThatCome() throws Exception {
        Path table = folder.resolve("thresholds.csv");
        Files.writeString(table, SHIPPED);
        Map<String, String> rules = Map.of("MILLWRIGHT_RULES_THRESHOLDS", table.toString());
        try (RunningCollector collector = RunningCollector.start(folder.resolve("data"), rules)) {
            Instant now = Instant.now();
            assertThat(collector.write(disk("db-07", 70, now), "s")).isEqualTo(204);
            RunningCollector.await(
                    "the disk is judged",
                    () -> collector.get("/api/v1/indicators").contains("\"db-07\""));

            Files.writeString(table, SHIPPED.replace("1,< 20,0,22,", "1,< broken,0,22,"));
            assertThat(collector.post("/api/v1/rules/reload"))
                    .contains("\"broken\\\" is no number")
                    .contains("stay in force");
            assertThat(collector.get("/api/v1/tickets")).contains("\"total\":0");
            assertThat(collector.get("/")).contains("Newer rules are refused");
            assertThat(collector.get("/metrics")).contains("millwright_rules_refused 1.0");

            Files.writeString(table, SHIPPED.replace("1,< 20,0,22,", "1,< 40,0,42,"));
            assertThat(collector.post("/api/v1/rules/reload")).contains("\"version\":");
            RunningCollector.await(
                    "what is held is judged anew", () -> tickets(collector).contains("db-07"));
            assertThat(collector.write(disk("db-08", 65, now), "s")).isEqualTo(204);
            RunningCollector.await(
                    "what comes is judged so, too", () -> tickets(collector).contains("db-08"));
            assertThat(collector.get("/metrics")).contains("millwright_rules_refused 0.0");
        }
    }

    private static String tickets(RunningCollector collector) {
        return collector.get("/api/v1/tickets?indicator=disk_free");
    }

    private static String disk(String host, int used, Instant at) {
        return "disk,host=%s,path=/var used_percent=%d %d"
                .formatted(host, used, at.getEpochSecond());
    }
}
