package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.plan.EndedWork;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.Plan;
import millwright.rules.plan.UnplacedWork;
import millwright.rules.plan.Work;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** What follows from where work was placed (plan.drl). */
class PlanRulesTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant NOW = Instant.parse("2026-02-01T05:00:00Z");
    private static final IndicatorKey DISK = new IndicatorKey("db-1", "disk_free", "/var");
    private static final Span SLOT = Span.of(NOW.plus(Duration.ofDays(7)), Duration.ofHours(1));
    private static final Work WORK = work(Optional.of(NOW.plus(Duration.ofDays(3))));

    private static Work work(Optional<Instant> early) {
        return new Work(
                "T-000001",
                DISK,
                Priority.P4,
                "disk-cleanup",
                "Clear out the file system",
                ChangeType.STANDARD,
                Set.of("db-1"),
                Set.of("db-1"),
                Optional.empty(),
                NOW,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                early);
    }

    private static PlacedWork placed(Optional<Span> from) {
        return new PlacedWork(
                WORK,
                from.map(span -> "TASK-2026-0001"),
                from,
                "",
                new Placement.Placed(
                        new Slot(
                                SLOT,
                                "weekly",
                                "Operations Manager",
                                NOW,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of()),
                        false,
                        "the earliest window that takes it",
                        List.of()),
                NOW);
    }

    private static UnplacedWork unplaced(EmergencyPath... paths) {
        return unplaced(WORK, paths);
    }

    private static UnplacedWork unplaced(Work work, EmergencyPath... paths) {
        return new UnplacedWork(
                work,
                Optional.empty(),
                Optional.empty(),
                "",
                new Placement.Infeasible(
                        Optional.empty(), List.of(), List.of(), List.of(), List.of(paths)),
                NOW);
    }

    private static EmergencyPath path(Priority priority, boolean inTime) {
        return new EmergencyPath(priority, "Operations Manager", SLOT, inTime, List.of(), "");
    }

    private static List<String> decides(Plan plan) {
        CaseFacts facts =
                CaseFacts.of(plan, List.copyOf(MaintenancePolicy.shipped().emergencies().values()));
        return ENGINE.decide(facts, NOW).stream()
                .map(
                        decision ->
                                "%s: %s"
                                        .formatted(
                                                decision.getClass().getSimpleName(),
                                                decision.rule()))
                .toList();
    }

    @Test
    void newWorkIsScheduled() {
        assertThat(decides(new Plan(List.of(placed(Optional.empty())), List.of(), List.of())))
                .containsExactly(
                        "ScheduleTask: work goes into the first slot that takes it in time");
    }

    @Test
    void workThatHadAnotherSlotIsMoved() {
        assertThat(decides(new Plan(List.of(placed(Optional.of(SLOT))), List.of(), List.of())))
                .containsExactly("MoveTask: work that cannot stay where it is goes elsewhere");
    }

    @Test
    void workThatFitsNowhereAsksForTheLeastUrgentEmergencyWindowInTime() {
        UnplacedWork work = unplaced(path(Priority.P2, true), path(Priority.P1, true));

        assertThat(decides(new Plan(List.of(), List.of(work), List.of())))
                .containsExactly(
                        "PlacementInfeasible: work that fits nowhere says what stands in its way",
                        "RequestWindowForWork: work that only an emergency window can save asks for"
                                + " one");
        assertThat(
                        ENGINE.decide(
                                        CaseFacts.of(
                                                new Plan(List.of(), List.of(work), List.of()),
                                                List.copyOf(
                                                        MaintenancePolicy.shipped()
                                                                .emergencies()
                                                                .values())),
                                        NOW)
                                .get(1))
                .extracting(one -> ((Decision.RequestWindowForWork) one).terms().priority())
                .isEqualTo(Priority.P2);
    }

    /** Its pair is above: with a deadline in three days the same work asks for one. */
    @Test
    void workWithoutADeadlineIsNoEmergencyHoweverWellAWindowWouldDo() {
        Work unhurried = work(Optional.empty());

        assertThat(
                        decides(
                                new Plan(
                                        List.of(),
                                        List.of(unplaced(unhurried, path(Priority.P2, true))),
                                        List.of())))
                .containsExactly(
                        "PlacementInfeasible: work that fits nowhere says what stands in its way");
    }

    @Test
    void noEmergencyWindowIsAskedForThatWouldNotDo() {
        assertThat(
                        decides(
                                new Plan(
                                        List.of(),
                                        List.of(unplaced(path(Priority.P2, false))),
                                        List.of())))
                .containsExactly(
                        "PlacementInfeasible: work that fits nowhere says what stands in its way");
    }

    @Test
    void workOfATicketThatIsOverIsGivenUp() {
        EndedWork ended =
                new EndedWork("TASK-2026-0001", "T-000001", DISK, "ticket T-000001 is closed", NOW);

        assertThat(decides(new Plan(List.of(), List.of(), List.of(ended))))
                .containsExactly("CancelTask: work is given up when its ticket is over");
    }

    @Test
    void whereNothingWasPlannedNothingIsDecided() {
        assertThat(decides(Plan.NOTHING)).isEmpty();
    }
}
