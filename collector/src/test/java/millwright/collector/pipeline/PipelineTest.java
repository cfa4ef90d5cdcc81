package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.cases.TicketFilter;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One disk, judged by the shipped rules: below 20 % free is P3, for at least nothing. */
class PipelineTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final TicketFilter ALL =
            new TicketFilter(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 9, 0);

    private final List<String> told = new ArrayList<>();
    private Instant now = TEN;

    @Test
    void whatWaitedForTheCasesIsDecidedOnceWhenTheyAreBack() {
        try (Cases cases = new Cases(CaseStores.inMemory());
                Collector collector = new Collector(cases)) {
            cases.isAway = true;
            collector.diskUsed(85);
            collector.turn();
            collector.turn();
            cases.isAway = false;
            collector.turn();
            collector.turn();
        }
        assertThat(told).containsExactly("ticket-opened");
    }

    @Test
    void whatWasCommittedButNotAnsweredIsNotDoneTwice() {
        CaseStore inner = CaseStores.inMemory();
        try (Cases cases = new Cases(inner);
                Collector collector = new Collector(cases)) {
            cases.failsAfterwards = true;
            collector.diskUsed(85);
            collector.turn();
            cases.failsAfterwards = false;
            collector.turn();
            collector.turn();
        }
        assertThat(inner.listTickets(ALL)).extracting(Ticket::occurrences).containsExactly(1);
    }

    @Test
    void aBreachThatBeganAndEndedWhileTheCasesWereAwayIsOnRecord() {
        try (Cases cases = new Cases(CaseStores.inMemory());
                Collector collector = new Collector(cases)) {
            cases.isAway = true;
            collector.diskUsed(85);
            collector.turn();
            for (int i = 0; i < 60; i++) {
                now = now.plusSeconds(10);
                collector.diskUsed(40);
            }
            collector.turn();
            cases.isAway = false;
            collector.turn();
        }
        assertThat(told).containsExactly("late-breach-recorded");
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        try (Cases cases = new Cases(CaseStores.inMemory());
                Collector collector = new Collector(cases)) {
            collector.listenerFails = true;
            collector.diskUsed(85);
            collector.turn();
            collector.listenerFails = false;
            collector.diskUsed(91);
            collector.turn();
        }
        assertThat(told).containsExactly("ticket-opened", "ticket-raised", "emergency-requested");
    }

    @Test
    void anErrorDoesNotEndTheJudging() {
        try (Cases cases = new Cases(CaseStores.inMemory());
                Collector collector = new Collector(cases)) {
            cases.hasBug = true;
            collector.diskUsed(85);
            collector.turn();
            cases.hasBug = false;
            collector.turn();
        }
        assertThat(told).containsExactly("ticket-opened");
    }

    @Test
    void theLastSamplesAreDecidedBeforeItStops() {
        try (CaseStore cases = CaseStores.inMemory();
                Collector collector = new Collector(cases)) {
            collector.diskUsed(85);
        }
        assertThat(told).containsExactly("ticket-opened");
    }

    @Test
    void aRestartInTheMiddleOfABreachLeavesOneTicketThatIsResolvedInTheEnd(@TempDir Path folder) {
        CasesConfig file = CasesConfig.file(folder.resolve("cases"));
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector first = new Collector(cases)) {
            first.diskUsed(85);
            first.turn();
        }
        now = now.plus(Duration.ofHours(2));
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector second = new Collector(cases)) {
            second.diskUsed(85);
            second.turn();
            for (int i = 0; i < 60; i++) {
                now = now.plusSeconds(10);
                second.diskUsed(40);
            }
            second.turn();
            assertThat(cases.listTickets(ALL))
                    .extracting(Ticket::status, Ticket::occurrences)
                    .singleElement()
                    .satisfies(
                            ticket ->
                                    assertThat(ticket.toList())
                                            .containsExactly(Ticket.Status.RESOLVED, 1));
        }
        assertThat(told).containsExactly("ticket-opened", "ticket-resolved");
    }

    /** 91 % used is level 2, P2; 96 % is level 3, P1. */
    @Test
    void aLoweredPriorityOutlivesARestartUntilItGetsWorse(@TempDir Path folder) {
        CasesConfig file = CasesConfig.file(folder.resolve("cases"));
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector first = new Collector(cases)) {
            first.diskUsed(91);
            first.turn();
            cases.act("T-000001", new TicketAct.ChangePriority(Priority.P4, "a test"), "olga", now);
            first.diskUsed(92);
            first.turn();
        }
        now = now.plus(Duration.ofMinutes(10));
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector second = new Collector(cases)) {
            second.diskUsed(91);
            second.turn();
            assertThat(cases.findTicket("T-000001").orElseThrow().priority())
                    .isEqualTo(Priority.P4);
            second.diskUsed(96);
            second.turn();
        }
        assertThat(told)
                .containsExactly(
                        "ticket-opened",
                        "emergency-requested", // withdrawn as it was lowered
                        "ticket-raised",
                        "emergency-requested",
                        "ticket-escalated");
    }

    @Test
    void whatAClockHasToldIsNotToldAgainAfterARestart(@TempDir Path folder) {
        CasesConfig file = CasesConfig.file(folder.resolve("cases"));
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector first = new Collector(cases)) {
            first.diskUsed(85);
            first.turn();
            now = now.plus(Duration.ofHours(12)); // half of the response target of P3
            first.diskUsed(85);
            first.turn();
        }
        try (CaseStore cases = CaseStores.open(file, () -> now);
                Collector second = new Collector(cases)) {
            second.diskUsed(85);
            second.turn();
            now = now.plus(Duration.ofHours(6));
            second.diskUsed(85);
            second.turn();
        }
        assertThat(told).containsExactly("ticket-opened", "sla-warning", "sla-warning");
    }

    /** A pipeline and its board, as after a start with an empty history. */
    private final class Collector implements AutoCloseable {
        private final SeriesCatalog catalog = new SeriesCatalog();
        private final int disk =
                catalog.id(
                        new SeriesKey(
                                "disk",
                                new TreeMap<>(Map.of("host", "db-07", "path", "/var")),
                                "used_percent"));
        private final Pipeline pipeline;
        private boolean listenerFails;

        Collector(CaseStore cases) {
            IndicatorBoard board =
                    new IndicatorBoard(
                            catalog,
                            IndicatorMapping.shipped(),
                            ENGINE::levels,
                            DetectionPolicy.standard(),
                            now);
            board.restore(cases.open());
            pipeline =
                    new Pipeline(
                            board,
                            ENGINE,
                            cases,
                            MaintenancePolicy.shipped(),
                            Predictions.NONE,
                            Optional.empty(),
                            this::hear,
                            () -> now,
                            new SimpleMeterRegistry(),
                            Duration.ofDays(1)); // its own turns never come: we turn it
            pipeline.start();
        }

        private void hear(CaseEvent event) {
            told.add(event.type());
            if (listenerFails) {
                throw new IllegalStateException("nobody listens");
            }
        }

        void diskUsed(double percent) {
            SampleBatch batch = new SampleBatch(1);
            batch.add(disk, Micros.of(now), percent);
            pipeline.accept(batch);
        }

        void turn() {
            now = now.plusSeconds(1);
            pipeline.tick();
        }

        @Override
        public void close() {
            pipeline.close();
        }
    }

    /** A store that fails as it is told to. */
    private static final class Cases extends ForwardingCases {
        private boolean isAway;
        private boolean failsAfterwards;
        private boolean hasBug;

        Cases(CaseStore cases) {
            super(cases);
        }

        @Override
        public List<CaseEvent> apply(List<Decision> decisions) {
            if (isAway) {
                throw new CaseStoreException("away", null);
            }
            if (hasBug) {
                throw new AssertionError("a bug");
            }
            List<CaseEvent> events = super.apply(decisions);
            if (failsAfterwards) {
                throw new CaseStoreException("the answer was lost", null);
            }
            return events;
        }
    }
}
