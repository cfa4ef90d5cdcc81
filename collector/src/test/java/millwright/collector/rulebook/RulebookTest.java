package millwright.collector.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.rules.decision.RuleProblem;
import millwright.rules.decision.RulesException;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulebookTest {
    private static final IndicatorKey CPU = new IndicatorKey("web-1", "cpu_utilization", "");
    private static final String SHIPPED = ThresholdTable.shipped().toCsv();
    private static final String CALMER =
            SHIPPED.replace(",1,> 80,15 min,75,", ",1,> 84,15 min,75,");
    private static final String BROKEN = SHIPPED.replace(",1,> 80,15 min,75,", ",1,> 84,15,75,");
    private static final String DRL =
            """
            package millwright.rules.decision;
            import millwright.rules.indicator.Breach;
            global java.util.List decisions;
            rule "%s"
            when
                %s( late == true )
            then
            end
            """;

    @TempDir private Path folder;
    private Path table;
    private Path drl;
    private final List<String> heard = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");

    @BeforeEach
    void files() throws IOException {
        table = folder.resolve("thresholds.csv");
        drl = folder.resolve("site.drl");
        Files.writeString(table, SHIPPED);
        Files.writeString(drl, DRL.formatted("ours", "Breach"));
    }

    private Rulebook open() {
        Rulebook rulebook = Rulebook.open(RuleSources.at(folder), now);
        rulebook.onReload(rules -> heard.add(rules.version()));
        return rulebook;
    }

    private void poll(Rulebook rulebook) {
        now = now.plusSeconds(5);
        rulebook.poll(now);
    }

    private static double limit(Rulebook rulebook) {
        return rulebook.inForce().engine().levels(CPU).get(0).threshold().limit();
    }

    @Test
    void aChangedFileComesIntoForceOnceItHasRested() throws IOException {
        Rulebook rulebook = open();
        String before = rulebook.inForce().version();
        poll(rulebook);
        assertThat(heard).isEmpty();

        Files.writeString(table, CALMER.substring(0, 2000)); // half-written
        poll(rulebook);
        Files.writeString(table, CALMER);
        poll(rulebook);
        assertThat(limit(rulebook)).isEqualTo(80);
        poll(rulebook);

        assertThat(limit(rulebook)).isEqualTo(84);
        assertThat(heard).containsExactly(rulebook.inForce().version()).doesNotContain(before);
        assertThat(rulebook.status().reloads()).isEqualTo(1);
        assertThat(rulebook.status().failures()).isZero();
        assertThat(rulebook.inForce().loadedAt()).isEqualTo(now);
        poll(rulebook);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whatDoesNotCompileIsToldAndTheRulesInForceStay() throws IOException {
        Rulebook rulebook = open();
        String before = rulebook.inForce().version();
        Files.writeString(drl, DRL.formatted("ours", "Breachh"));
        poll(rulebook);
        poll(rulebook);
        poll(rulebook);

        assertThat(rulebook.inForce().version()).isEqualTo(before);
        assertThat(heard).isEmpty();
        assertThat(rulebook.status().failures()).isEqualTo(1); // compiled once, not at each look
        assertThat(rulebook.status().refused().orElseThrow().problems())
                .containsExactly(
                        new RuleProblem(
                                "site.drl",
                                6,
                                5,
                                "Unable to find class: Breachh",
                                "Did you mean Breach?"));
        assertThat(rulebook.trouble()).hasValueSatisfying(t -> assertThat(t).contains("site.drl"));

        Files.writeString(drl, DRL.formatted("ours", "Breach"));
        poll(rulebook);
        assertThat(rulebook.trouble()).isEmpty();
    }

    @Test
    void ofTwoFilesNoneIsTakenWhileOneIsWrong() throws IOException {
        Rulebook rulebook = open();
        Files.writeString(table, CALMER);
        Files.writeString(drl, DRL.formatted("ours", "Breachh"));
        poll(rulebook);
        poll(rulebook);
        assertThat(limit(rulebook)).isEqualTo(80);

        Files.writeString(drl, DRL.formatted("ours too", "Breach"));
        poll(rulebook);
        poll(rulebook);
        assertThat(limit(rulebook)).isEqualTo(84);
        assertThat(rulebook.status().refused()).isEmpty();
    }

    @Test
    void aTableThatGoesMissingIsTroubleAndNoReturnToTheShippedOne() throws IOException {
        Files.writeString(table, CALMER);
        Rulebook rulebook = open();
        Files.delete(table);
        poll(rulebook);
        poll(rulebook);

        assertThat(limit(rulebook)).isEqualTo(84);
        assertThat(rulebook.trouble())
                .hasValueSatisfying(
                        t -> assertThat(t).contains("(rules.thresholds) does not exist"));
    }

    @Test
    void reloadNowWaitsForNoRestAndSaysWhetherSomethingChanged() throws IOException {
        Rulebook rulebook = open();
        assertThat(rulebook.reloadNow(now)).isFalse();
        Files.writeString(table, CALMER);
        assertThat(rulebook.reloadNow(now)).isTrue();
        assertThat(limit(rulebook)).isEqualTo(84);

        Files.writeString(table, BROKEN);
        assertThatThrownBy(() -> rulebook.reloadNow(now))
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("\"15\" is no duration");
        assertThat(limit(rulebook)).isEqualTo(84);
    }

    @Test
    void checkLooksAtTheFilesAndChangesNothing() throws IOException {
        Rulebook rulebook = open();
        Files.writeString(table, CALMER.replace(",1,> 84,", ",1,> 100,"));
        assertThat(rulebook.check().warnings()).hasSize(2); // never fires; level 2 is milder
        assertThat(limit(rulebook)).isEqualTo(80);
        assertThat(heard).isEmpty();
    }

    @Test
    void aRatioWithoutAWindowIsRefusedAsTheMappingTellsWhatIsARatio() throws IOException {
        Files.writeString(table, SHIPPED.replace(",1,> 1,5 min,0.8", ",1,> 1,0,0.8"));
        assertThatThrownBy(this::open)
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("error_rate is a share");
    }

    @Test
    void aMappingThatCannotBeReadIsNamedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("indicators.yaml"), "- {measurement: a}\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("indicators.yaml line 1");
    }

    @Test
    void aFolderInPlaceOfATableIsNamedWithItsKey() {
        RuleSources sources = RuleSources.shipped().withThresholds(folder);
        assertThatThrownBy(() -> Rulebook.open(sources, now))
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("rules.thresholds")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileOfAShippedNameTakesItsPlace() throws IOException {
        Files.delete(drl);
        Files.writeString(
                folder.resolve("late.drl"), DRL.formatted("late ones are forgotten", "Breach"));
        assertThat(open().inForce().files())
                .containsExactly(
                        new RuleFile("late.drl", "rules"),
                        new RuleFile("thresholds.csv", "thresholds"));
    }

    @Test
    void theShippedRulesAndTheirMappingHaveNothingOddAboutThem() {
        assertThat(ShippedRulebook.rules().inForce().doubtful()).isEmpty();
        assertThat(ShippedRulebook.rules().inForce().files()).isEmpty();
    }
}
