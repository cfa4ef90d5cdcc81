package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command prints, and how it ends. */
class CalendarCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("calendar"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void theCsvHasAWindowABlackoutAndAFreezeWithTheirConflicts() {
        assertThat(run("--from", "2026-06-27", "--to", "2026-06-29", "--format", "csv")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "kind,name,start,end,permitted,conflicts",
                        "window,daily,2026-06-27T02:00:00+03:00,2026-06-27T04:00:00+03:00,yes,",
                        "blackout,daily-peak-morning,2026-06-27T08:00:00+03:00,2026-06-27T10:00:00+03:00,no,",
                        "blackout,daily-peak-evening,2026-06-27T17:00:00+03:00,2026-06-27T19:00:00+03:00,no,",
                        "window,monthly,2026-06-28T00:00:00+03:00,2026-06-28T04:00:00+03:00,no,month-end",
                        "window,weekly,2026-06-28T00:00:00+03:00,2026-06-28T04:00:00+03:00,no,month-end",
                        "freeze,month-end,2026-06-28T00:00:00+03:00,2026-07-01T00:00:00+03:00,no,monthly;weekly",
                        "window,daily,2026-06-28T02:00:00+03:00,2026-06-28T04:00:00+03:00,yes,",
                        "blackout,daily-peak-morning,2026-06-28T08:00:00+03:00,2026-06-28T10:00:00+03:00,no,",
                        "blackout,daily-peak-evening,2026-06-28T17:00:00+03:00,2026-06-28T19:00:00+03:00,no,");
    }

    @Test
    void theTableIsInLocalTimeAndSaysWhatIsProvisional() {
        run("--from", "2026-03-19", "--to", "2026-03-19T02:00+03:00");
        assertThat(out.toString().lines())
                .containsExactly(
                        "kind      name         start                 end                  "
                                + " permitted  conflicts",
                        "freeze    eid-al-fitr  Thu 2026-03-19 00:00  Tue 2026-03-24 00:00  no"
                                + "         monthly, quarterly, weekly (provisional)");
    }

    @Test
    void theICalendarIsTheSameEachTime() {
        run("--from", "2026-01-01", "--to", "2026-02-01", "--format", "ics");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("--from", "2026-01-01", "--to", "2026-02-01", "--format", "ics");
        assertThat(out.toString()).isEqualTo(first);
        assertThat(first).contains("UID:weekly-20260104T0000@millwright");
    }

    @Test
    void theStandingScheduleIsPrintedOnRequest() {
        run("--from", "2026-01-11", "--to", "2026-01-12", "--format", "csv", "--tasks");
        assertThat(out.toString())
                .contains(
                        "task,database-maintenance,2026-01-11T02:00:00+03:00,2026-01-11T05:00:00+03:00,partly,window",
                        "task,log-rotation,2026-01-11T02:00:00+03:00,2026-01-11T03:00:00+03:00,yes,");
    }

    @Test
    void theLintFindsTheContradictionsOfTheShippedPolicy() {
        assertThat(run("--from", "2026-01-01", "--to", "2028-01-01", "--lint")).isZero();
        assertThat(out.toString())
                .contains(
                        "2026-01-12 is a Monday, not a Sunday",
                        "monthly of Sun 2026-06-28 00:00 to 04:00 is swallowed by month-end. Move"
                                + " its work to Sun 2026-06-21 00:00 to 04:00",
                        "monthly of Sun 2026-03-22 00:00 to 04:00 is swallowed by eid-al-fitr");
        assertThat(run("--from", "2026-01-01", "--to", "2028-01-01", "--lint", "--strict"))
                .isEqualTo(1);
    }

    @Test
    void aSitesPolicyIsUsedAndItsProblemsAreToldWithTheirLines() throws IOException {
        Path site = folder.resolve("site.yaml");
        Files.writeString(
                site,
                """
                calendar:
                  windows:
                    weekly: {rule: FREQ=DAILY, lasts: 25h}
                """);
        assertThat(run("--from", "2026-01-01", "--to", "2026-01-02", "--policy", site.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("line 3", "calendar.windows.weekly.rule: FREQ=DAILY overlaps itself");
    }

    @Test
    void aYearIsAskedForWhereNoEndIsGiven() {
        assertThat(run("--from", "2026-01-01", "--format", "csv")).isZero();
        assertThat(out.toString().lines().filter(each -> each.startsWith("window,daily")))
                .hasSize(365);
    }

    @Test
    void timesThatAreNoneAreRefused() {
        assertThat(run("--from", "2026-13-01", "--to", "2026-01-02")).isEqualTo(2);
        assertThat(err.toString()).contains("\"2026-13-01\" is no date");
        assertThat(run("--from", "2026-01-02", "--to", "2026-01-02")).isEqualTo(2);
        assertThat(run("--from", "2026-01-02", "--to", "2036-01-03")).isEqualTo(2);
        assertThat(run("--from", "2026-01-02", "--to", "2036-01-02")).isZero();
    }
}
