package millwright.collector.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTestsTest {
    @TempDir private Path folder;

    private final List<String> told = new ArrayList<>();

    private RuleTests.Outcome run(String yaml) throws IOException {
        return run(yaml, false);
    }

    private RuleTests.Outcome run(String yaml, boolean verbose) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, yaml);
        return new RuleTests(ShippedRulebook.rules().inForce())
                .run(List.of(file), verbose, told::add);
    }

    @Test
    void aCaseThatDiffersIsToldLineByLine() throws IOException {
        RuleTests.Outcome outcome =
                run(
                        """
                        - name: a disk
                          series:
                            db-07 disk_free /var: 26 19 9
                          expect:
                            at 1m: ticket-opened P3
                            at 2m: ticket-raised P1
                            at 5m: ticket-resolved P1
                        - name: another
                          series: {db-07 disk_free /var: 26}
                          expect: nothing
                        """);
        assertThat(outcome.cases()).isEqualTo(2);
        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(outcome.rows()).isEmpty(); // only what passes is covered
        assertThat(told)
                .hasSize(6)
                .startsWith(
                        "FAIL  site.yaml line 1: a disk",
                        "    at 1m       ticket-opened P3 db-07 disk_free /var",
                        "  - at 2m       ticket-raised P1")
                .endsWith(
                        "  - at 5m       ticket-resolved P1",
                        "2 cases, 1 not as expected (- expected, + happened).");
        assertThat(told.get(3))
                .startsWith(
                        "  + at 2m       ticket-raised P2 db-07 disk_free /var   (from P3 to P2:"
                                + " Disk free 9 %");
    }

    /** P2: to the on-call engineer when 4 h have passed without an answer. */
    @Test
    void whatFollowsFromATicketIsComparedOnlyWhereItIsExpected() throws IOException {
        run(
                """
                - name: a disk
                  series: {db-07 disk_free /var: 26 9x299}
                  expect:
                    at 1m: [ticket-opened P2, emergency-requested P2]
                    at 4h1m: ticket-escalated P2
                """);

        assertThat(told).containsExactly("1 cases, all as expected.");
    }

    @Test
    void whatPassesIsToldWhereItIsAskedFor() throws IOException {
        run(
                """
                - name: a disk
                  series: {db-07 disk_free /var: 26 19}
                  expect: {at 1m: ticket-opened P3}
                """,
                true);
        assertThat(told)
                .containsExactly(
                        "ok    site.yaml line 1: a disk",
                        "    at 1m       ticket-opened P3 db-07 disk_free /var",
                        "1 cases, all as expected.");
    }

    @Test
    void severalDecisionsAtOneTimeAreAList() throws IOException {
        assertThat(
                        run("""
                        - name: two disks
                          series:
                            db-07 disk_free /a: 26 19
                            db-07 disk_free /b: 26 9
                          expect:
                            at 1m:
                              - ticket-opened P2 db-07 disk_free /b
                              - ticket-opened P3 db-07 disk_free /a
                        """)
                                .failed())
                .isZero();
    }

    @Test
    void aCaseMayGoOnAfterItsLastSample() throws IOException {
        assertThat(
                        run("""
                        - name: silent
                          series: {db-07 disk_free /a: 40}
                          until: 6m
                          expect:
                            at 5m: ticket-opened P3 db-07 agent_silent
                        """)
                                .failed())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "- name: a | site.yaml line 1: the case has no series",
                "- {name: a, serie: x} | serie: unknown key. A case has name, interval",
                "- {name: a, series: {h cpu_utilization: 1 x}, expect: nothing} | \"\"\"x\"\" is no"
                        + " sample. Write a number, 20x3\"",
                "- {name: a, series: {h cpu_utilization: 1}} | the case has no expect",
                "- {name: a, series: {h cpu_utilization: 1}, expect: {}} | or nothing",
                "- {name: a, series: {h cpu_utilization: 1}, expect: {15m: ticket-opened P3}} |"
                        + " \"15m\"\" is no time. Write at 15m\"",
                "- {name: a, series: {h cpu_utilization: 1}, expect: {at 15: ticket-opened P3}} |"
                        + " is no time. Write 90s, 15m",
                "- {name: a, series: {h cpu_utilization: 1}, expect: {at 1m: ticket-open P3}} | is"
                        + " no decision. Write one such as ticket-opened P3",
                "- {name: a, series: {h cpu: 1}, expect: nothing} | no row of the decision table"
                        + " speaks of h cpu",
                "- {name: a, series: {'cpu,x=1 y': 1}, expect: nothing} | is no series. Write"
                        + " measurement,host=db-07",
                "- {name: a, series: {h error_rate s: 1/100 3}, expect: nothing} | a share is"
                        + " counted",
                "{name: a} | a case file is a list",
                "- [ | site.yaml line"
            })
    void whatIsNoCaseIsRefusedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> run(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.replace("\"15m\"\"", "\"15m\""));
    }

    @Test
    void oneTimeTwiceIsRefusedForItWouldHideADecision() {
        assertThatThrownBy(
                        () ->
                                run(
                                        """
                                        - name: a
                                          series: {h disk_free /: 19}
                                          expect:
                                            at 0s: ticket-opened P3
                                            at 0s: ticket-raised P2
                                        """))
                .hasMessageContaining("site.yaml line 5: \"at 0s\" stands here twice");
    }

    @Test
    void aSeriesIsWrittenAsInPromtool() {
        assertThat(values("1x2 2+1x2 5-1x1 -1"))
                .containsExactly(1., 1., 1., 2., 3., 4., 5., 4., -1.);
        assertThat(values("0.1+0.1x2")).containsExactly(0.1, 0.2, 0.3);
        assertThat(SeriesNotation.parse("1 _ _x3 1", Duration.ofMinutes(1))).hasSize(6);
        assertThat(SeriesNotation.parse("stale", Duration.ofMinutes(1))).hasSize(6);
        assertThat(SeriesNotation.parse("stale", Duration.ofHours(1))).hasSize(4);
        assertThat(SeriesNotation.parse("3/200x1", Duration.ofMinutes(1)))
                .containsExactly(new Slot.Counts(3, 200), new Slot.Counts(3, 200));
        assertThatThrownBy(() -> SeriesNotation.parse("1x999999", Duration.ofMinutes(1)))
                .hasMessageContaining("at most 200000 samples");
    }

    private static List<Double> values(String text) {
        return SeriesNotation.parse(text, Duration.ofMinutes(1)).stream()
                .map(slot -> ((Slot.Value) slot).value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"90s, 1m30s", "15m, 15m", "1h30m, 1h30m", "2d, 2d", "0, 0s", "25h, 1d1h"})
    void timesAreReadAndWritten(String text, String written) {
        assertThat(Spans.text(Spans.parse(text))).isEqualTo(written);
    }
}
