package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.TicketAct;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KpiMetricsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    private final CaseStore cases = CaseStores.inMemory();
    private Instant now = TEN;
    private final KpiMetrics metrics = new KpiMetrics(cases, () -> now);

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void whereNothingHappenedThereAreCountsAndNoTimes() {
        assertThat(kpis())
                .containsOnly(
                        Map.entry("tickets_opened", 0.0),
                        Map.entry("tickets_resolved", 0.0),
                        Map.entry("emergency_windows", 0.0),
                        Map.entry("tasks_done", 0.0),
                        Map.entry("tasks_moved", 0.0),
                        Map.entry("tasks_overrun", 0.0));
    }

    @Test
    void timesAreMeansOfTheTicketsThatHaveThem() {
        opens("web-1", TEN);
        opens("web-2", TEN);
        opens("web-3", TEN);
        acknowledges("T-000001", TEN.plusSeconds(600));
        acknowledges("T-000002", TEN.plusSeconds(1_800));
        resolves("web-1", "T-000001", TEN.plus(Duration.ofHours(2)));
        resolves("web-2", "T-000002", TEN.plus(Duration.ofHours(4)));
        now = TEN.plus(Duration.ofHours(5));

        assertThat(kpis())
                .containsEntry("tickets_opened", 3.0)
                .containsEntry("tickets_resolved", 2.0)
                .containsEntry("acknowledge_seconds", 1_200.0)
                .containsEntry("repair_seconds", 10_800.0)
                .containsEntry("oldest_open_seconds", 18_000.0)
                .containsEntry("resolution_met_ratio", 1.0);
    }

    @Test
    void aTargetIsMissedAsSoonAsItIsPast() {
        opens("web-1", TEN);
        opens("web-2", TEN);
        resolves("web-1", "T-000001", TEN.plus(Duration.ofHours(1)));

        now = TEN.plus(Duration.ofHours(71)); // P3: 72 h to its resolution
        assertThat(kpis()).containsEntry("resolution_met_ratio", 1.0);

        now = TEN.plus(Duration.ofHours(73));
        assertThat(kpis()).containsEntry("resolution_met_ratio", 0.5);
    }

    @Test
    void whatWasOpenedMoreThanThirtyDaysAgoCountsNoMore() {
        opens("web-1", TEN);

        now = TEN.plus(Duration.ofDays(30));
        assertThat(kpis()).containsEntry("tickets_opened", 1.0);

        now = TEN.plus(Duration.ofDays(30)).plusSeconds(60);
        assertThat(kpis()).containsEntry("tickets_opened", 0.0);
    }

    private static IndicatorKey silent(String host) {
        return new IndicatorKey(host, "agent_silent", "");
    }

    private void opens(String host, Instant at) {
        Level level = ENGINE.levels(silent(host)).get(0);
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                silent(host),
                                Priority.P3,
                                new Decision.Cause.BySilence(
                                        new Silence(silent(host), level, at.minusSeconds(300), at)),
                                Optional.empty(),
                                "a silent host opens one ticket")));
    }

    private void acknowledges(String ticket, Instant at) {
        cases.act(ticket, new TicketAct.Acknowledge(Optional.empty()), "amina", at);
    }

    private void resolves(String host, String ticket, Instant at) {
        cases.apply(
                List.of(
                        new Decision.ResolveTicket(
                                silent(host),
                                ticket,
                                new Recovery(silent(host), at, at, 0, 300),
                                "a host that sends again resolves the ticket of its silence")));
    }

    private Map<String, Double> kpis() {
        return metrics.collect().get(0).samples.stream()
                .collect(
                        Collectors.toMap(
                                sample -> sample.labelValues.get(0), sample -> sample.value));
    }
}
