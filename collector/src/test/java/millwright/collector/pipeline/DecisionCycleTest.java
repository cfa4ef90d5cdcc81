package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Facts that wait: they are judged at each turn, told once, and acted on when their time comes. */
class DecisionCycleTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final IndicatorKey SILENT = new IndicatorKey("web-1", "agent_silent", "");
    private static final IndicatorKey DISK = new IndicatorKey("web-1", "disk_free", "/");

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final CaseStore cases = CaseStores.inMemory();
    private Instant now = TEN;
    private IndicatorBoard board = board();
    private DecisionCycle cycle = cycle("");

    @AfterEach
    void close() {
        cases.close();
    }

    private IndicatorBoard board() {
        return new IndicatorBoard(
                catalog,
                IndicatorMapping.shipped(),
                ENGINE::levels,
                DetectionPolicy.standard(),
                now);
    }

    private DecisionCycle cycle(String policy) {
        return new DecisionCycle(
                board, ENGINE, cases, MaintenancePolicy.parse("policy.yaml", policy));
    }

    private void sends(String measurement, Map<String, String> tags, String field, double value) {
        board.accept(
                catalog.id(new SeriesKey(measurement, new TreeMap<>(tags), field)),
                Micros.of(now),
                value);
    }

    private void diskUsed(String host, double percent) {
        sends("disk", Map.of("host", host, "path", "/"), "used_percent", percent);
    }

    private void diskUsedFor(Duration time, String host, double percent) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(10);
            diskUsed(host, percent);
        }
    }

    private List<String> turn() {
        now = now.plusSeconds(1);
        return cycle.turn(now).stream().map(CaseEvent::type).toList();
    }

    /** As another collector has found out: this one has not noticed. */
    private void somebodySaysThatItIsSilent() {
        Level level = ENGINE.levels(SILENT).get(0);
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                SILENT,
                                Priority.P3,
                                new Decision.Cause.BySilence(
                                        new Silence(SILENT, level, now.minusSeconds(300), now)),
                                Optional.empty(),
                                "a silent host opens one ticket")));
    }

    private void itIsBack() {
        cases.apply(
                List.of(
                        new Decision.ResolveTicket(
                                SILENT,
                                "T-000001",
                                new Recovery(SILENT, now, now, 0, 300),
                                "a host that sends again resolves the ticket of its silence")));
    }

    @Test
    void aBreachOnASilentHostIsToldOnceAndHasItsTicketWhenTheHostIsBack() {
        somebodySaysThatItIsSilent();
        diskUsed("web-1", 85);
        assertThat(turn()).containsExactly("breach-held");
        assertThat(turn()).isEmpty();
        diskUsedFor(Duration.ofMinutes(1), "web-1", 85);
        assertThat(turn()).isEmpty();

        itIsBack();

        assertThat(turn()).containsExactly("ticket-opened");
        assertThat(cases.open()).extracting(one -> one.key()).containsExactly(DISK);
        assertThat(turn()).isEmpty();
    }

    @Test
    void oneThatHealsMeanwhileLeavesNothingBehind() {
        somebodySaysThatItIsSilent();
        diskUsed("web-1", 85);
        assertThat(turn()).containsExactly("breach-held");
        diskUsedFor(Duration.ofMinutes(6), "web-1", 40);
        assertThat(turn()).isEmpty();

        itIsBack();

        assertThat(turn()).isEmpty();
        assertThat(cases.open()).isEmpty();
    }

    @Test
    void anotherBreachOfTheSameIndicatorIsOnRecordAsWell() {
        somebodySaysThatItIsSilent();
        diskUsed("web-1", 85);
        assertThat(turn()).containsExactly("breach-held");
        diskUsedFor(Duration.ofMinutes(6), "web-1", 40);
        assertThat(turn()).isEmpty();
        diskUsedFor(Duration.ofSeconds(10), "web-1", 85);
        assertThat(turn()).containsExactly("breach-held");
    }

    @Test
    void whatHeldBeforeARestartIsNotToldAgain() {
        somebodySaysThatItIsSilent();
        diskUsed("web-1", 85);
        assertThat(turn()).containsExactly("breach-held");

        board = board();
        board.restore(List.of());
        now = TEN;
        diskUsed("web-1", 85);
        cycle = cycle("");
        assertThat(turn()).isEmpty();
        itIsBack();
        assertThat(turn()).containsExactly("ticket-opened");
    }

    @Test
    void patternsOfThePolicyTellTheServiceOfAHost() {
        cycle = cycle("services: {shop: {hosts: ['web-*']}}");
        diskUsed("web-1", 85);
        diskUsed("web-2", 85);
        diskUsed("mail-1", 85);

        assertThat(turn()).containsExactly("ticket-opened", "ticket-opened", "member-joined");
    }

    @Test
    void aHostTellsItsServiceByTheTagOfItsOwnSeries() {
        for (String host : List.of("a", "b")) {
            sends("mem", Map.of("host", host, "service", "shop"), "used_percent", 10);
            diskUsed(host, 85);
        }

        assertThat(turn()).containsExactly("ticket-opened", "member-joined");
        assertThat(cases.findTicket("T-000001").orElseThrow().service()).contains("shop");
    }

    @Test
    void theTagOfAnApplicationIsNoServiceOfItsHost() {
        for (String host : List.of("a", "b")) {
            sends("http_requests", Map.of("host", host, "service", "shop"), "p95_seconds", 0.1);
            diskUsed(host, 85);
        }

        assertThat(turn()).containsExactly("ticket-opened", "ticket-opened");
    }

    @Test
    void thePatternsOfThePolicyGoBeforeTheTag() {
        cycle = cycle("services: {mail: {hosts: [b]}}");
        for (String host : List.of("a", "b")) {
            sends("mem", Map.of("host", host, "service", "shop"), "used_percent", 10);
            diskUsed(host, 85);
        }

        assertThat(turn()).containsExactly("ticket-opened", "ticket-opened");
    }

    @Test
    void aMemberThatIsGoodAgainIsNoBreachAfterARestart() {
        cycle = cycle("services: {shop: {hosts: ['web-*']}}");
        diskUsed("web-1", 85);
        diskUsed("web-2", 85);
        turn();
        diskUsedFor(Duration.ofMinutes(6), "web-1", 40);
        diskUsed("web-2", 85);
        assertThat(turn()).containsExactly("member-recovered");

        board = board();
        board.restore(cases.open());
        cycle = cycle("services: {shop: {hosts: ['web-*']}}");
        diskUsed("web-2", 85);
        diskUsedFor(Duration.ofMinutes(4), "web-1", 40);
        assertThat(turn()).isEmpty();
        diskUsedFor(Duration.ofMinutes(6), "web-2", 40);
        diskUsed("web-1", 40);
        assertThat(turn()).containsExactly("ticket-resolved");
    }
}
