package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final String HEAD = "-- group: g\n-- measurement: m\n-- rights: none\n";
    private static final Query SESSIONS =
            QueryFile.parse(
                    "sessions",
                    HEAD
                            + "-- tags: program\n"
                            + "-- masked: program\n"
                            + "-- largest: sessions 2\n"
                            + "SELECT 1");

    private static Row row(String program, long sessions) {
        Row row = new Row();
        row.tags().put("program", program);
        row.numbers().put("sessions", sessions);
        return row;
    }

    private static List<String> grouped(Row... rows) {
        return Groups.of(SESSIONS, new ArrayList<>(List.of(rows))).stream()
                .map(row -> row.tags().get("program") + "=" + row.numbers().get("sessions"))
                .toList();
    }

    @Test
    void numbersInNamesMakeNoNewSeries() {
        assertThat(grouped(row("worker 17", 2), row("worker 4", 3))).containsExactly("worker #=5");
        assertThat(Groups.mask("SQLAgent - TSQL JobStep (Job 0x1FA4 : Step 1)"))
                .isEqualTo("SQLAgent - TSQL JobStep (Job # : Step #)");
        assertThat(Groups.mask("app-6f1c22e9-0b1d")).isEqualTo("app-#");
        assertThat(Groups.mask("facade")).isEqualTo("facade");
    }

    @Test
    void onlyTheBiggestGroupsAreKept() {
        assertThat(grouped(row("a", 1), row("b", 5), row("c", 2), row("d", 3)))
                .containsExactly("b=5", "d=3", "(other)=3");
        assertThat(grouped(row("a", 1), row("b", 5))).containsExactly("b=5", "a=1");
    }

    private static Row counters(long hits, long reads) {
        Row row = new Row();
        row.numbers().put("hits", hits);
        row.numbers().put("reads", reads);
        return row;
    }

    private static Changes changes() {
        return new Changes(
                List.of(
                        Derived.parse(Derived.How.RATE, "reads_per_second = reads"),
                        Derived.parse(Derived.How.CHANGE, "hit_percent = hits / reads")));
    }

    @Test
    void aCounterThatStartsAgainGivesNoRate() {
        Changes changes = changes();
        changes.add(List.of(counters(90, 100)), 0);
        Row second = counters(100, 120);
        changes.add(List.of(second), 10_000_000_000L);
        assertThat(second.numbers()).containsEntry("reads_per_second", 2.0);
        assertThat(second.numbers()).containsEntry("hit_percent", 50.0);
        Row restarted = counters(5, 7);
        changes.add(List.of(restarted), 20_000_000_000L);
        assertThat(restarted.numbers()).containsOnlyKeys("hits", "reads");
    }

    @Test
    void nothingReadIsNoRatio() {
        Changes changes = changes();
        changes.add(List.of(counters(90, 100)), 0);
        Row same = counters(90, 100);
        changes.add(List.of(same), 1_000_000_000L);
        assertThat(same.numbers()).containsEntry("reads_per_second", 0.0);
        assertThat(same.numbers()).doesNotContainKey("hit_percent");
    }

    @Test
    void aTagIsShortAndOnOneLine() {
        assertThat(Answer.cut("a\n\tb", 10)).isEqualTo("a b");
        assertThat(Answer.cut("x".repeat(500), Answer.TAG_CHARS_MAX)).hasSize(100);
    }
}
