package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A reload that leaves an indicator's limits alone changes nothing about it, whenever it comes. */
class ReloadPropertyTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine SHIPPED = DecisionEngine.compile(RuleSet.shipped());
    private static final DecisionEngine OTHER =
            DecisionEngine.compile(
                    RuleSet.shipped()
                            .withTable(
                                    ThresholdTable.csv(
                                            "other.csv",
                                            ThresholdTable.shipped()
                                                    .toCsv()
                                                    .replace("< 20,0,22,", "< 25,0,27,"))));

    @Provide
    Arbitrary<List<Integer>> stretches() {
        // Of up to 12 minutes each: the tens are how long, the ones how bad.
        return Arbitraries.integers().between(10, 129).list().ofMinSize(3).ofMaxSize(14);
    }

    @Provide
    Arbitrary<Set<Integer>> reloads() {
        return Arbitraries.integers().between(0, 120).set().ofMaxSize(12);
    }

    @Property(tries = 150)
    void decisionsAreTheSameAsWithoutIt(
            @ForAll("stretches") List<Integer> stretches, @ForAll("reloads") Set<Integer> reloads) {
        assertThat(decisions(stretches, reloads)).isEqualTo(decisions(stretches, Set.of()));
    }

    private static List<CaseEvent> decisions(List<Integer> stretches, Set<Integer> reloads) {
        SeriesCatalog catalog = new SeriesCatalog();
        int cpu =
                catalog.id(
                        new SeriesKey(
                                "cpu",
                                new TreeMap<>(Map.of("host", "web-1", "cpu", "cpu-total")),
                                "usage_active"));
        IndicatorBoard board =
                new IndicatorBoard(
                        catalog,
                        IndicatorMapping.shipped(),
                        SHIPPED::levels,
                        DetectionPolicy.standard(),
                        TEN);
        List<CaseEvent> events = new ArrayList<>();
        try (CaseStore cases = CaseStores.inMemory()) {
            DecisionCycle cycle =
                    new DecisionCycle(board, SHIPPED, cases, MaintenancePolicy.shipped());
            int minute = 0;
            for (int stretch : stretches) {
                for (int i = 0; i < stretch / 10; i++) {
                    Instant now = TEN.plusSeconds(60L * minute);
                    if (reloads.contains(minute)) {
                        cycle.reload(minute % 2 == 0 ? OTHER : SHIPPED, IndicatorMapping.shipped());
                    }
                    // 9: no sample; else 60, 66, …, 100 and 108 cut to 100
                    if (stretch % 10 < 9) {
                        board.accept(cpu, Micros.of(now), Math.min(100, 60 + 6.0 * (stretch % 10)));
                    }
                    events.addAll(cycle.turn(now));
                    minute++;
                }
            }
        }
        return events;
    }
}
