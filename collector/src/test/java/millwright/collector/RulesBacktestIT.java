package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A day of two hosts in a real store. web-1's CPU is at 85 % from 10:00 to 11:00 (P3) and at 95 %
 * from 14:00 to 15:00 (P2, the ticket of before again). web-2's is at 82 % since the day before and
 * until 02:00 (a ticket of the day before), at 99 % from 20:00 to 21:00 (P1, that ticket again).
 * From 04:00 to 06:00 the collector was away.
 */
class RulesBacktestIT {
    private static final String SHIPPED = ThresholdTable.shipped().toCsv();
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir private static Path data;
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void aDay() {
        SeriesCatalog catalog = new SeriesCatalog();
        try (History history = Histories.open(HistoryConfig.of(data.resolve("history")), catalog)) {
            SampleBatch batch = new SampleBatch(4096);
            for (int minute = -120; minute < 1440; minute++) {
                if (minute < 240 || minute >= 360) {
                    long micros = Micros.of(MIDNIGHT.plusSeconds(60L * minute));
                    batch.add(cpu(catalog, "web-1"), micros, firstCpu(minute));
                    batch.add(cpu(catalog, "web-2"), micros, secondCpu(minute));
                }
            }
            history.append(batch);
        }
    }

    private static int cpu(SeriesCatalog catalog, String host) {
        return catalog.id(
                new SeriesKey(
                        "cpu",
                        new TreeMap<>(Map.of("host", host, "cpu", "cpu-total")),
                        "usage_active"));
    }

    private static double firstCpu(int minute) {
        return minute >= 600 && minute < 660 ? 85 : minute >= 840 && minute < 900 ? 95 : 30;
    }

    private static double secondCpu(int minute) {
        return minute < 120 ? 82 : minute >= 1200 && minute < 1260 ? 99 : 30;
    }

    private int run(String... more) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] args = {
            "rules",
            "backtest",
            "--data",
            data.toString(),
            "--from",
            "2026-03-02T00:00:00Z",
            "--to",
            "2026-03-03T00:00:00Z"
        };
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return line.execute(all);
    }

    private Path proposed(String line, String instead) throws IOException {
        assertThat(SHIPPED).contains(line);
        Files.writeString(folder.resolve("thresholds.csv"), SHIPPED.replace(line, instead));
        return folder;
    }

    @Test
    void theTicketsOfTheDayAreCountedAndNoneOfBeforeOrOfOurOwnAbsence() throws IOException {
        assertThat(run("--format", "json")).isZero();

        JsonNode report = new JsonMapper().readTree(out.toString());
        assertThat(report.get("hosts").asInt()).isEqualTo(2);
        assertThat(report.at("/inForce/calls").asInt()).isEqualTo(3);
        assertThat(report.at("/inForce/byPriority").toString())
                .isEqualTo("{\"P1\":1,\"P2\":1,\"P3\":1,\"P4\":0}");
        assertThat(report.at("/inForce/reopened").asInt()).isEqualTo(2);
        assertThat(report.at("/inForce/noisiest/web-1").asInt()).isEqualTo(2);
        assertThat(report.has("proposed")).isFalse();
    }

    @Test
    void proposedRulesAreComparedTicketByTicket() throws IOException {
        // Sooner, after 5 minutes instead of 15; web-1 at 85 % is missed.
        Path rules =
                proposed(
                        ",1,> 80,15 min,75,5 min,,P3,Find the busiest processes; move or",
                        ",1,> 88,5 min,75,5 min,,P3,Find the busiest processes; move or");

        assertThat(run("--against", rules.toString())).isZero();

        assertThat(out.toString().lines().map(String::strip))
                .contains(
                        "2026-03-02T00:00:00Z to 2026-03-03T00:00:00Z, 2 hosts, 0.14 weeks",
                        "in force              proposed",
                        "the same trouble: 2; proposed rules call sooner by (least, median, most):"
                                + " 9m, 9m, 9m",
                        "missed by the proposed rules: 1",
                        "- 2026-03-02T10:13:00Z  P3  web-1 cpu_utilization  CPU utilization, level"
                                + " 1",
                        "only by the proposed rules: 0");
    }

    @Test
    void aBudgetThatIsExceededFails() {
        // An opening and two reopenings of 2 hosts in a seventh of a week: 10.5 each.
        assertThat(run("--max-tickets-per-host-week", "10.5")).isZero();
        assertThat(run("--max-tickets-per-host-week", "10.4")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Past the budget: 10.500 tickets per host and week, 10.4 are the most.");
    }

    @Test
    void missedTicketsOfHighPriorityFailWhereNoneMayBe() throws IOException {
        Path rules = proposed("cpu_utilization,*,", "cpu_utilization,db-*,");
        assertThat(run("--against", rules.toString(), "--max-missed", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("miss 2 tickets of P1 or P2; 1 are the most");
        assertThat(out.toString()).contains("missed by the proposed rules: 3");
    }

    @Test
    void aTimeWithoutSamplesSaysNothingAndFails() {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        assertThat(
                        line.execute(
                                "rules",
                                "backtest",
                                "--data",
                                data.toString(),
                                "--from",
                                "2025-01-01",
                                "--to",
                                "2025-01-02"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("No host has sent anything");
    }

    @Test
    void badTimesAndAbsentStoresAreRefused() {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute("rules", "backtest", "--from", "yesterday", "--to", "2026-03-02"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("\"yesterday\" is no time");
        assertThat(
                        line.execute(
                                "rules",
                                "backtest",
                                "--data",
                                folder.toString(),
                                "--from",
                                "2026-03-01",
                                "--to",
                                "2026-03-02"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no history to run");
    }
}
