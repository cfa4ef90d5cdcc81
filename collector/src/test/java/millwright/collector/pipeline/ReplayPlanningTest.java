package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of db-07 fills by two percent a day, from recorded samples to the request for change, by
 * the shipped rules and the shipped policy (Asia/Kuwait, business days Sunday to Thursday).
 *
 * <p>Day by day it is the same disk; what differs is the day on which the recording begins. The
 * forecast speaks 28 hours after it: 24 of them are the shortest segment, and the verdict of three
 * hours must agree. The work is the policy's {@code disk-cleanup}, a standard change of an hour
 * with its reserves, asked for five business days ahead, over 24 hours before the early edge.
 */
class ReplayPlanningTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final MaintenancePolicy SHIPPED = MaintenancePolicy.shipped();

    @TempDir Path folder;

    /** Type and reason of what was decided about work. */
    private List<String> plan(FillingDisk disk, Duration length) throws Exception {
        return replay(disk, length, SHIPPED)
                .lines()
                .map(line -> line.split("\t"))
                .filter(
                        line ->
                                line[1].matches(
                                        "ticket-opened|task-.*|rfc-.*|placement-.*|emerg.*"))
                .map(line -> "%s %s".formatted(line[1], line[2]))
                .toList();
    }

    /** Tab-separated: time, type, reason. */
    private String replay(FillingDisk disk, Duration length, MaintenancePolicy policy)
            throws Exception {
        StringBuilder json = new StringBuilder();
        new Replay(ENGINE, IndicatorMapping.shipped(), policy, Optional.empty(), false)
                .run(
                        List.of(disk.record(folder, length)),
                        List.of("db-07,disk_free,/var"),
                        "json",
                        json,
                        line -> {
                            throw new AssertionError(line);
                        });
        StringBuilder lines = new StringBuilder();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : json.toString().lines().toList()) {
            JsonNode node = mapper.readTree(line);
            lines.append(node.get("at").asText())
                    .append('\t')
                    .append(node.get("type").asText())
                    .append('\t')
                    .append(node.get("reason").asText())
                    .append('\n');
        }
        return lines.toString();
    }

    /** Ticket on Sunday 15 February, 04:00. Sunday the 22nd lies beyond five business days. */
    @Test
    void inLateFebruaryThereIsASundayBeforeMonthEnd() throws Exception {
        List<String> told = plan(new FillingDisk("2026-02-14T00:00", 46, 2), Duration.ofHours(40));

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("2026-02-26 22:30 at the earliest");
        assertThat(told.get(1))
                .isEqualTo(
                        "task-scheduled TASK-2026-0001, Clear out the file system: Sun 2026-02-22"
                                + " 00:00 to 01:00 (weekly), the earliest window that takes it; the"
                                + " limit may be passed from Thu 2026-02-26 22:30; Operations"
                                + " Manager approves, asked by Tue 2026-02-17 00:00; not daily Mon"
                                + " 2026-02-16 02:00 (daily is for routine work only)");
        assertThat(told.get(2))
                .isEqualTo(
                        "rfc-drafted RFC-2026-0001 for TASK-2026-0001, Clear out the file system:"
                                + " Sun 2026-02-22 00:00 to 01:00");
    }

    /**
     * Ticket on Thursday 18 June, 04:00: Sunday the 21st comes too soon, the 28th lies in the
     * month-end freeze, 5 July comes after the limit. Ten percent made free are five days.
     */
    @Test
    void beforeMonthEndNothingFitsAndTheWaysOutAreNamed() throws Exception {
        List<String> told = plan(new FillingDisk("2026-06-17T00:00", 50, 2), Duration.ofHours(40));

        assertThat(told).hasSize(4);
        assertThat(told.get(0)).contains("2026-07-01 22:30 at the earliest");
        assertThat(told.get(1))
                .startsWith(
                        "placement-infeasible TASK-2026-0001, Clear out the file system: fits"
                                + " nowhere: ")
                .contains(
                        "a lead time of 5 business days allows no start before Wed 2026-06-24"
                                + " 18:00",
                        "freeze month-end, Sun 2026-06-28 00:00 to Wed 2026-07-01 00:00",
                        "the first slot, weekly Sun 2026-07-05 00:00 to 01:00, ends after the"
                                + " deadline at Tue 2026-06-30 22:30",
                        "would help: free 10 % of the space of db-07 /var, which moves the deadline"
                                + " to Sun 2026-07-05 22:29: Operations Manager, gains Sun"
                                + " 2026-07-05 00:00 to 01:00; or open a window for it, Wed"
                                + " 2026-06-24 19:00 to 20:00: IT Director")
                .endsWith(
                        "emergency window P2 (Operations Manager): Thu 2026-06-18 04:30 to 05:30;"
                                + " emergency window P1 (IT Director): Thu 2026-06-18 04:00 to"
                                + " 05:00");
        assertThat(told.get(2))
                .startsWith("emergency-requested EW-000001: up to 2 h, with a notice of 30 min")
                .contains("No window takes the work in time: ", "freeze month-end");
        assertThat(told.get(3)).isEqualTo("rfc-drafted EW-000001: RFC-2026-0001 is drafted for it");
    }

    /**
     * Ticket on Monday 9 March, 04:00: five business days end after Sunday the 15th began, the 22nd
     * lies in the feast's freeze (19 to 23 March), the 29th at month-end.
     */
    @Test
    void beforeEidTheFreezeMayGiveWayByTheEmergencyCabAlone() throws Exception {
        List<String> told = plan(new FillingDisk("2026-03-08T00:00", 54, 2), Duration.ofHours(40));

        assertThat(told).hasSize(4);
        assertThat(told.get(0)).contains("2026-03-24 21:30 at the earliest");
        assertThat(told.get(1))
                .startsWith("placement-infeasible TASK-2026-0001")
                .contains(
                        "freeze eid-al-fitr, Thu 2026-03-19 00:00 to Tue 2026-03-24 00:00,"
                                + " provisional",
                        "waive 1 of the 5 business days of lead time: Operations Manager, gains Sun"
                                + " 2026-03-15 00:00 to 01:00",
                        "exempt it from eid-al-fitr by the emergency CAB: IT Director and"
                                + " Operations Manager, gains Sun 2026-03-22 00:00 to 01:00");
        assertThat(told.get(2)).startsWith("emergency-requested EW-000001");
    }

    /** Ticket on Sunday 27 December, 04:00: from midnight on all is frozen until 5 January. */
    @Test
    void onTheTwentySeventhOfDecemberTheYearsEndTakesAllWindows() throws Exception {
        List<String> told = plan(new FillingDisk("2026-12-26T00:00", 42, 2), Duration.ofHours(40));

        assertThat(told).hasSize(4);
        assertThat(told.get(1))
                .startsWith("placement-infeasible TASK-2026-0001")
                .contains(
                        "freeze year-end, Mon 2026-12-28 00:00 to Wed 2027-01-06 00:00",
                        "the first slot, weekly Sun 2027-01-10 00:00 to 01:00, ends after the"
                                + " deadline");
        assertThat(told.get(2))
                .startsWith("emergency-requested EW-000001")
                .contains(
                        "emergency window P2 (Operations Manager): Sun 2026-12-27 04:30 to 05:30");
    }

    @Test
    void aSlotThatNobodyUsesIsGivenUpForTheNext() throws Exception {
        List<String> told = plan(new FillingDisk("2026-02-14T00:00", 46, 2), Duration.ofHours(193));

        assertThat(told).hasSize(4);
        assertThat(told.get(3))
                .startsWith(
                        "task-moved TASK-2026-0001, Clear out the file system: not Sun 2026-02-22"
                                + " 00:00 to 01:00, because nobody began it then; now Sun"
                                + " 2026-02-22 01:00 to 02:00 (weekly)");
    }

    /**
     * The processors are idle in the hour from 03:00, and at half of their power else: at 02:00 the
     * weekly window is open as well.
     */
    @Test
    void withinTheWindowTheHourInWhichTheHostIsIdleIsTaken() throws Exception {
        List<String> told = replayWithLoad(3);

        assertThat(told)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("task-scheduled TASK-2026-0001")
                                        .contains(
                                                "Sun 2026-02-22 03:00 to 04:00 (weekly), the"
                                                        + " earliest window that takes it, when the"
                                                        + " least load is expected in it"));
    }

    /** The window is over at 04:00: what lies behind it helps nobody. */
    @Test
    void anIdleHourOutsideTheWindowMovesNothing() throws Exception {
        assertThat(replayWithLoad(4))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("task-scheduled TASK-2026-0001")
                                        .contains(
                                                "Sun 2026-02-22 00:00 to 01:00 (weekly), the"
                                                        + " earliest window that takes it; "));
    }

    private List<String> replayWithLoad(int idleHour) throws Exception {
        FillingDisk disk = new FillingDisk("2026-02-14T00:00", 46, 2);
        Instant start = LocalDateTime.parse("2026-02-14T00:00").atZone(SHIPPED.zone()).toInstant();
        List<String> load = new ArrayList<>();
        for (int minute = 0; minute <= 40 * 60; minute += 10) {
            boolean isIdle = minute / 60 % 24 == idleHour;
            load.add(start.plusSeconds(minute * 60L).getEpochSecond() + (isIdle ? ",5" : ",50"));
        }
        StringBuilder json = new StringBuilder();
        new Replay(ENGINE, IndicatorMapping.shipped(), SHIPPED, Optional.empty(), false)
                .run(
                        List.of(
                                disk.record(folder, Duration.ofHours(40)),
                                Files.write(folder.resolve("load.csv"), load)),
                        List.of("db-07,disk_free,/var", "db-07,cpu_utilization,"),
                        "json",
                        json,
                        line -> {
                            throw new AssertionError(line);
                        });
        List<String> told = new ArrayList<>();
        for (String line : json.toString().lines().toList()) {
            JsonNode node = new ObjectMapper().readTree(line);
            told.add(node.get("type").asText() + " " + node.get("reason").asText());
        }
        return told;
    }

    @Test
    void workOfWhichThePolicyKnowsNothingIsNotPlanned() throws Exception {
        MaintenancePolicy site =
                MaintenancePolicy.parse(
                        "site.yaml",
                        "tasks: {disk-cleanup: {off: true}, disk-extension: {off: true}}");

        assertThat(replay(new FillingDisk("2026-02-14T00:00", 46, 2), Duration.ofHours(40), site))
                .contains("ticket-opened")
                .doesNotContain("task-scheduled", "placement-infeasible");
    }

    @Test
    void theSameRecordingGivesTheSameLines() throws Exception {
        FillingDisk disk = new FillingDisk("2026-06-17T00:00", 50, 2);

        assertThat(replay(disk, Duration.ofHours(40), SHIPPED))
                .isEqualTo(replay(disk, Duration.ofHours(40), SHIPPED));
    }
}
