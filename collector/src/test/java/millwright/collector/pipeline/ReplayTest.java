package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.zip.GZIPOutputStream;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CPU is sampled once a minute from 10:00 to 11:10; it idles at 20 % and is at 95 % from 10:30 on.
 * The limits are 80 % and 90 % for 15 minutes, with 80 % of the time observed and 90 % of that past
 * the limit; 75 % for 5 minutes ends it.
 */
class ReplayTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir private Path folder;
    private final List<String> lines = new ArrayList<>();

    @Test
    void twentyMinutesAreABreachOnceThirteenAndAHalfOfFifteenHaveBeenPastTheLimit()
            throws IOException {
        cpu("web-1", minute -> minute >= 30 && minute < 50, minute -> true);

        // 10:43 is the 14th sample at 95 %: 14 of 15 minutes. 10:54 is the fifth at 20 %.
        assertThat(decisions())
                .containsExactly(
                        "2026-03-01T10:43:00Z ticket-opened P2 web-1 cpu_utilization",
                        "2026-03-01T10:43:00Z emergency-requested P2 web-1 cpu_utilization",
                        "2026-03-01T10:43:00Z rfc-drafted P2 web-1 cpu_utilization",
                        "2026-03-01T10:54:00Z ticket-resolved P2 web-1 cpu_utilization");
    }

    @Test
    void fourteenMinutesAreStillNineTenthsOfFifteen() throws IOException {
        cpu("web-2", minute -> minute >= 30 && minute < 44, minute -> true);

        assertThat(decisions())
                .first()
                .isEqualTo("2026-03-01T10:43:00Z ticket-opened P2 web-2 cpu_utilization");
    }

    @Test
    void thirteenMinutesAreNot() throws IOException {
        cpu("web-2", minute -> minute >= 30 && minute < 43, minute -> true);

        assertThat(decisions()).isEmpty();
    }

    @Test
    void aDipOfTwoMinutesInTheMiddleKeepsEveryWindowBelowNineTenths() throws IOException {
        cpu(
                "web-3",
                minute -> minute >= 30 && minute < 50 && minute != 40 && minute != 41,
                minute -> true);

        assertThat(decisions()).isEmpty();
    }

    @Test
    void aMissingMinuteNeitherResetsTheClockNorCountsAsABreach() throws IOException {
        cpu("web-1", minute -> false, minute -> true); // so that the interval is known
        cpu("web-4", minute -> minute >= 30 && minute < 50, minute -> minute != 37);

        // 10:43: 13 of the 14 observed minutes, and 14 of 15 observed.
        assertThat(decisions())
                .first()
                .isEqualTo("2026-03-01T10:43:00Z ticket-opened P2 web-4 cpu_utilization");
    }

    @Test
    void halfOfTheSamplesAreTooFewToJudgeBy() throws IOException {
        cpu("web-1", minute -> false, minute -> true);
        cpu("web-5", minute -> minute >= 30 && minute < 50, minute -> minute % 2 == 0);

        assertThat(decisions()).isEmpty();
    }

    @Test
    void aHostThatFallsSilentIsOneTicketAndItsReturnResolvesIt() throws IOException {
        cpu("web-1", minute -> false, minute -> true);
        cpu("web-6", minute -> false, minute -> minute < 20 || minute > 40);

        assertThat(decisions())
                .containsExactly(
                        "2026-03-01T10:24:00Z ticket-opened P3 web-6 agent_silent",
                        "2026-03-01T10:34:00Z ticket-raised P2 web-6 agent_silent",
                        "2026-03-01T10:34:00Z emergency-requested P2 web-6 agent_silent",
                        // The turn that finds the silence comes with the next sample.
                        "2026-03-01T10:35:00Z rfc-drafted P2 web-6 agent_silent",
                        "2026-03-01T10:41:00Z ticket-resolved P2 web-6 agent_silent");
    }

    @Test
    void theSameFilesGiveTheSameBytesInEveryFormat() throws IOException {
        cpu("web-1", minute -> minute >= 30 && minute < 50, minute -> true);
        cpu("web-6", minute -> false, minute -> minute < 20);
        Path file = file("week.lp", String.join("\n", lines));

        for (String format : List.of("json", "csv", "table")) {
            assertThat(run(List.of(file), List.of(), format))
                    .isEqualTo(run(List.of(file), List.of(), format))
                    .isNotEmpty();
        }
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() throws IOException {
        cpu("web-1", minute -> minute >= 30 && minute < 50, minute -> true);
        List<String> inOrder = decisions();
        java.util.Collections.reverse(lines);

        assertThat(decisions()).isEqualTo(inOrder);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path cut = file("cut.lp.gz", "");
        Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8});

        assertThatThrownBy(() -> run(List.of(cut), List.of(), "json"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.lp.gz cannot be read");
    }

    @Test
    void aCsvSeriesNeedsItsNameAndIsJudgedAsThatIndicator() throws IOException {
        Path csv = file("var.csv", "epoch_seconds,value\n0,26\n3600,20\n7200,19.9\n10800,9.5\n");

        assertThat(run(List.of(csv), List.of("db-07,disk_free,/var"), "json").lines())
                .map(ReplayTest::brief)
                .containsExactly(
                        "1970-01-01T02:00:00Z ticket-opened P3 db-07 disk_free",
                        "1970-01-01T03:00:00Z ticket-raised P2 db-07 disk_free",
                        "1970-01-01T03:00:00Z emergency-requested P2 db-07 disk_free",
                        "1970-01-01T03:00:00Z rfc-drafted P2 db-07 disk_free");
        assertThatThrownBy(() -> run(List.of(csv), List.of(), "json"))
                .hasMessageContaining("--series host,indicator,resource");
    }

    /**
     * Below 20 % is P3: response 24 h, resolution 72 h. The mark of an hour without a sample is
     * told at its own time; what would come after the last sample is not told.
     */
    @Test
    void clocksGoOnWhileNobodySendsAndTellTheirMarksAtTheirOwnTime() throws IOException {
        Path csv = file("var.csv", "epoch_seconds,value\n0,26\n3600,19\n90000,19\n");

        assertThat(run(List.of(csv), List.of("db-07,disk_free,/var"), "json").lines())
                .map(ReplayTest::brief)
                .filteredOn(line -> line.endsWith("disk_free"))
                .containsExactly(
                        "1970-01-01T01:00:00Z ticket-opened P3 db-07 disk_free",
                        "1970-01-01T13:00:00Z sla-warning P3 db-07 disk_free", // 50 % of 24 h
                        "1970-01-01T19:00:00Z sla-warning P3 db-07 disk_free", // 75 % of 24 h
                        "1970-01-02T01:00:00Z sla-missed P3 db-07 disk_free",
                        "1970-01-02T01:00:00Z ticket-escalated P3 db-07 disk_free");
    }

    @Test
    void aCriticalTicketAsksForItsWindowAndForSomebodyAtOnce() throws IOException {
        Path csv = file("var.csv", "epoch_seconds,value\n0,26\n3600,4\n4500,4\n");

        assertThat(run(List.of(csv), List.of("db-07,disk_free,/var"), "json").lines())
                .filteredOn(line -> line.contains("\"disk_free\""))
                .map(ReplayTest::brief)
                .containsExactly(
                        "1970-01-01T01:00:00Z ticket-opened P1 db-07 disk_free",
                        "1970-01-01T01:00:00Z emergency-requested P1 db-07 disk_free",
                        "1970-01-01T01:00:00Z ticket-escalated P1 db-07 disk_free",
                        "1970-01-01T01:00:00Z rfc-drafted P1 db-07 disk_free",
                        "1970-01-01T01:15:00Z ticket-escalated P1 db-07 disk_free"); // gap_min
    }

    @Test
    void aSeriesThatNoRowJudgesIsRefusedInsteadOfDecidingNothing() throws IOException {
        Path csv = file("var.csv", "0,26\n");

        assertThatThrownBy(() -> run(List.of(csv), List.of("db-07,diskfree,/var"), "json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"diskfree\"");
    }

    @Test
    void aFolderIsNamedAndRefused() {
        assertThatThrownBy(() -> run(List.of(folder), List.of(), "json"))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a folder; name the files in it.");
    }

    @Test
    void aGzippedFileReadsAsThePlainOne() throws IOException {
        cpu("web-1", minute -> minute >= 30 && minute < 50, minute -> true);
        String text = String.join("\n", lines);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path packed = Files.write(folder.resolve("week.lp.gz"), bytes.toByteArray());

        assertThat(run(List.of(packed), List.of(), "json"))
                .isEqualTo(run(List.of(file("week.lp", text)), List.of(), "json"));
    }

    @Test
    void aBadLineEndsTheReplayBeforeItPrintsAnything() throws IOException {
        cpu("web-1", minute -> minute >= 30 && minute < 50, minute -> true);
        lines.add(3, "cpu,host=web-1 usage_active=high 1772359200");
        Path file = file("week.lp", String.join("\n", lines));
        List<String> complaints = new ArrayList<>();
        StringBuilder out = new StringBuilder();

        boolean whole = replay(false).run(List.of(file), List.of(), "json", out, complaints::add);

        assertThat(whole).isFalse();
        assertThat(out).isEmpty();
        assertThat(complaints).first().asString().contains("week.lp line 4");
    }

    private void cpu(String host, IntPredicate busy, IntPredicate sampled) {
        for (int minute = 0; minute <= 70; minute++) {
            if (sampled.test(minute)) {
                lines.add(
                        "cpu,cpu=cpu-total,host=%s usage_active=%d %d"
                                .formatted(
                                        host,
                                        busy.test(minute) ? 95 : 20,
                                        TEN.plusSeconds(minute * 60L).getEpochSecond()));
            }
        }
    }

    @Test
    void aPolicyTellsWhichHostsAreOneService() throws IOException {
        cpu("web-1", minute -> minute >= 30, minute -> true);
        cpu("web-2", minute -> minute >= 31, minute -> true);
        Path file = file("week.lp", String.join("\n", lines));
        MaintenancePolicy policy =
                MaintenancePolicy.parse("policy.yaml", "services: {shop: {hosts: ['web-*']}}");
        StringBuilder out = new StringBuilder();

        new Replay(ENGINE, IndicatorMapping.shipped(), policy, Optional.empty(), false)
                .run(List.of(file), List.of(), "json", out, complaint -> {});

        assertThat(out.toString().lines().map(ReplayTest::brief))
                .containsExactly(
                        "2026-03-01T10:43:00Z ticket-opened P2 web-1 cpu_utilization",
                        "2026-03-01T10:43:00Z emergency-requested P2 web-1 cpu_utilization",
                        "2026-03-01T10:43:00Z rfc-drafted P2 web-1 cpu_utilization",
                        "2026-03-01T10:44:00Z member-joined P2 web-2 cpu_utilization");
    }

    private List<String> decisions() throws IOException {
        Path file = file("week.lp", String.join("\n", lines));
        return run(List.of(file), List.of(), "json").lines().map(ReplayTest::brief).toList();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String run(List<Path> files, List<String> series, String format)
            throws IOException {
        StringBuilder out = new StringBuilder();
        replay(false).run(files, series, format, out, complaint -> {});
        return out.toString();
    }

    private static Replay replay(boolean lenient) {
        return new Replay(
                ENGINE,
                IndicatorMapping.shipped(),
                MaintenancePolicy.shipped(),
                Optional.empty(),
                lenient);
    }

    /** {@code at type priority host indicator} of a line of JSON. */
    private static String brief(String json) {
        StringBuilder brief = new StringBuilder();
        for (String name : List.of("at", "type", "priority", "host", "indicator")) {
            int from = json.indexOf("\"%s\":\"".formatted(name)) + name.length() + 4;
            brief.append(brief.isEmpty() ? "" : " ").append(json, from, json.indexOf('"', from));
        }
        return brief.toString();
    }
}
