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
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.Handling;
import millwright.collector.cases.NoWindowRequests;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.Symptom;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Alerts while an emergency window is on: the disk of web-1 is nearly full (P1), and work on it may
 * upset another file system of it, /srv.
 */
class EmergencyCycleTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final MaintenancePolicy POLICY = MaintenancePolicy.shipped();
    private static final MaintenanceCalendar CALENDAR = MaintenanceCalendar.of(POLICY.calendar());

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final CaseStore cases = CaseStores.inMemory();
    private Instant now = TEN;
    private DecisionCycle cycle = cycle();
    private IndicatorBoard board;

    private DecisionCycle cycle() {
        board =
                new IndicatorBoard(
                        catalog,
                        IndicatorMapping.shipped(),
                        ENGINE::levels,
                        DetectionPolicy.standard(),
                        now);
        return new DecisionCycle(board, ENGINE, cases, POLICY);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    private void used(String path, double percent) {
        SeriesKey series =
                new SeriesKey(
                        "disk",
                        new TreeMap<>(Map.of("host", "web-1", "path", path)),
                        "used_percent");
        board.accept(catalog.id(series), Micros.of(now), percent);
    }

    /** Samples of that file system, every ten seconds; the root stays as full as it is. */
    private void usedFor(Duration time, String path, double percent) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(10);
            used("/", 97);
            used(path, percent);
        }
    }

    private List<String> turn() {
        now = now.plusSeconds(1);
        return cycle.turn(now).stream()
                .filter(event -> !event.type().startsWith("sla-"))
                .filter(event -> !event.type().startsWith("ticket-escalated"))
                .map(EmergencyCycleTest::brief)
                .toList();
    }

    private static String brief(CaseEvent event) {
        return (event.type() + " " + event.key().resource()).strip();
    }

    private void act(EmergencyAct act, String actor) {
        now = now.plusSeconds(1);
        cases.emergencies()
                .act(
                        "EW-000001",
                        act,
                        actor,
                        now,
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
    }

    @BeforeEach
    void workBegins() {
        used("/", 97);
        assertThat(turn()).containsExactly("ticket-opened /", "emergency-requested /");
        act(
                new EmergencyAct.Approve(
                        Optional.of(Duration.ofMinutes(30)),
                        Optional.empty(),
                        List.of(Symptom.parse("web-1 disk_free /srv")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "dina");
        assertThat(turn()).containsExactly("emergency-notified /");
        act(new EmergencyAct.Start(), "omar");
        assertThat(turn()).isEmpty();
    }

    @Test
    void aWindowThatWasApprovedIsAKeyFigureForAMonthWhateverBecomesOfIt() {
        Instant approved =
                cases.emergencies()
                        .find("EW-000001")
                        .orElseThrow()
                        .request()
                        .decidedAt()
                        .orElseThrow();

        assertThat(Kpis.of(List.of(), cases, now)).containsEntry("emergency_windows", 1.0);
        Instant month = approved.plus(Kpis.SPAN);
        assertThat(Kpis.of(List.of(), cases, month)).containsEntry("emergency_windows", 1.0);
        assertThat(Kpis.of(List.of(), cases, month.plusSeconds(1)))
                .containsEntry("emergency_windows", 0.0);
    }

    @Test
    void whatIsStillBadWhenTheWindowEndsHasItsTicketAtOnce() {
        used("/srv", 85);
        assertThat(turn()).containsExactly("symptom-held /srv");
        usedFor(Duration.ofMinutes(1), "/srv", 85);
        assertThat(turn()).isEmpty();

        act(new EmergencyAct.End("moved the logs"), "omar");

        assertThat(turn()).containsExactly("ticket-opened /srv");
        assertThat(turn()).isEmpty();
    }

    @Test
    void whatHealsMeanwhileLeavesNothingBehind() {
        used("/srv", 85);
        assertThat(turn()).containsExactly("symptom-held /srv");
        usedFor(Duration.ofMinutes(6), "/srv", 40);
        assertThat(turn()).isEmpty();

        act(new EmergencyAct.End("moved the logs"), "omar");

        assertThat(turn()).isEmpty();
        assertThat(cases.open()).extracting(one -> one.key().resource()).containsExactly("/");
    }

    @Test
    void whatWasNotDeclaredPagesAndIsMarkedAsCollateral() {
        used("/home", 85);

        assertThat(turn()).containsExactly("ticket-opened /home", "collateral-marked /home");
        assertThat(cases.findTicket("T-000002").orElseThrow().handling().links())
                .extracting(Handling.Link::target)
                .containsExactly("EW-000001");
        assertThat(turn()).isEmpty();
    }

    @Test
    void theTicketOfTheWindowResolvesWhileItIsOnAndItsRecurrenceWaits() {
        for (Instant end = now.plus(Duration.ofMinutes(6)); now.isBefore(end); ) {
            now = now.plusSeconds(10);
            used("/", 40);
        }
        assertThat(turn()).containsExactly("ticket-resolved /");
        used("/", 97);
        assertThat(turn()).containsExactly("symptom-held /");

        act(new EmergencyAct.End("moved the logs"), "omar");

        assertThat(turn()).contains("ticket-reopened /");
    }

    @Test
    void pastItsGrantedEndAWindowHoldsNothingBackThoughNobodyHasEndedIt() {
        usedFor(Duration.ofMinutes(29), "/srv", 40);
        used("/srv", 85);
        assertThat(turn()).containsExactly("symptom-held /srv");
        now = TEN.plusSeconds(4).plus(Duration.ofMinutes(30));

        assertThat(turn())
                .containsExactlyInAnyOrder(
                        "ticket-opened /srv", "emergency-update-overdue /", "emergency-overran /");
    }

    @Test
    void aRestartInTheMiddleHoldsOnAndTellsNothingTwice() {
        used("/srv", 85);
        assertThat(turn()).containsExactly("symptom-held /srv");

        cycle = cycle();
        board.restore(cases.open());
        used("/", 97);
        used("/srv", 85);

        List<String> again = turn();
        assertThat(again).doesNotContain("ticket-opened /srv", "emergency-notified /");
        act(new EmergencyAct.End("moved the logs"), "omar");
        assertThat(turn()).containsExactly("ticket-opened /srv");
    }

    @Test
    void aHostThatIsRestartedAsDeclaredIsNotCalledSilentUntilTheWindowEnds() {
        act(new EmergencyAct.End("not like this"), "omar");
        turn();
        cases.emergencies().request("T-000001", "needs a restart", "omar", now);
        now = now.plusSeconds(1);
        cases.emergencies()
                .act(
                        "EW-000002",
                        new EmergencyAct.Approve(
                                Optional.empty(),
                                Optional.empty(),
                                List.of(Symptom.parse("web-1 agent_silent")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "dina",
                        now,
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
        cases.emergencies()
                .act(
                        "EW-000002",
                        new EmergencyAct.Start(),
                        "omar",
                        now,
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
        now = now.plus(Duration.ofMinutes(6));
        assertThat(turn()).containsExactly("symptom-held");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(turn()).isEmpty();

        cases.emergencies()
                .act(
                        "EW-000002",
                        new EmergencyAct.End("it does not come back"),
                        "omar",
                        now,
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
        now = now.plusSeconds(30);
        assertThat(turn()).containsExactly("ticket-opened");
    }
}
