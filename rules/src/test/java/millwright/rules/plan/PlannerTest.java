package millwright.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Scope;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * Where work for tickets goes, by the shipped policy: a clean-up takes an hour with its reserves
 * and five business days ahead. Times are of Kuwait; Sundays of February 2026 are 1, 8, 15 and 22.
 */
class PlannerTest {
    private static final ZoneId KUWAIT = ZoneId.of("Asia/Kuwait");
    private static final MaintenancePolicy SHIPPED = MaintenancePolicy.shipped();

    private MaintenanceCalendar calendar = MaintenanceCalendar.of(SHIPPED.calendar());
    private MaintenancePolicy policy = SHIPPED;
    private ExpectedLoad load = ExpectedLoad.NONE;
    private final List<KnownTask> tasks = new ArrayList<>();

    private static Instant at(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(KUWAIT).toInstant();
    }

    private static Asking disk(String ticket, String host, String early) {
        return asking(ticket, new IndicatorKey(host, "disk_free", "/var"), Optional.of(at(early)));
    }

    private static Asking asking(String ticket, IndicatorKey key, Optional<Instant> early) {
        return new Asking(
                ticket,
                key,
                Priority.P4,
                Set.of(key.host()),
                Optional.of("database").filter(service -> key.host().startsWith("db-")),
                at("2026-01-31 12:00"),
                early,
                List.of());
    }

    private Plan plan(String now, Asking... open) {
        return new Planner(calendar, policy).plan(List.of(open), tasks, load, at(now));
    }

    /** What was placed becomes a task, as a store would keep it. */
    private void keep(Plan plan) {
        plan.placed()
                .forEach(
                        work -> {
                            String id = work.task().orElse("TASK-2026-000" + (tasks.size() + 1));
                            tasks.removeIf(task -> task.id().equals(id));
                            tasks.add(
                                    task(
                                            id,
                                            KnownTask.State.PLANNED,
                                            work.work(),
                                            Optional.of(work.placement().slot().span())));
                        });
        plan.unplaced()
                .forEach(
                        work ->
                                tasks.add(
                                        task(
                                                "TASK-2026-000" + (tasks.size() + 1),
                                                KnownTask.State.INFEASIBLE,
                                                work.work(),
                                                Optional.empty())));
    }

    private static KnownTask task(
            String id, KnownTask.State state, Work work, Optional<Span> slot) {
        return new KnownTask(id, state, work, slot, Optional.empty(), false);
    }

    private void end(String id, KnownTask.State state, String when, boolean byPerson) {
        tasks.replaceAll(
                task ->
                        task.id().equals(id)
                                ? new KnownTask(
                                        id,
                                        state,
                                        task.work(),
                                        task.slot(),
                                        Optional.of(at(when)),
                                        byPerson)
                                : task);
    }

    private List<String> slots(Plan plan) {
        return plan.placed().stream()
                .map(
                        work ->
                                "%s %s %s"
                                        .formatted(
                                                work.work().ticket(),
                                                work.work().kind(),
                                                calendar.words(work.placement().slot().span())))
                .toList();
    }

    @Test
    void aForecastBecomesADeadlineAndTheDeadlineFindsItsSlot() {
        assertThat(slots(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00"))))
                .containsExactly("T-1 disk-cleanup Sun 2026-02-08 00:00 to 01:00");
    }

    @Test
    void whatIsForeseenOfNothingIsPlannedAtP4Only() {
        IndicatorKey certificate = new IndicatorKey("web-1", "certificate_days", "shop");
        Asking p4 = asking("T-1", certificate, Optional.empty());
        Asking p3 =
                new Asking(
                        "T-2",
                        certificate,
                        Priority.P3,
                        Set.of("web-1"),
                        Optional.empty(),
                        p4.since(),
                        Optional.empty(),
                        List.of());

        assertThat(slots(plan("2026-02-01 08:00", p4, p3)))
                .containsExactly("T-1 certificate-renewal Sun 2026-02-08 00:00 to 01:00");
    }

    @Test
    void anIndicatorForWhichThePolicyHasNoWorkGetsNone() {
        IndicatorKey backups = new IndicatorKey("db-1", "backup_age", "orders");

        assertThat(
                        plan(
                                "2026-02-01 08:00",
                                asking("T-1", backups, Optional.of(at("2026-02-20 00:00")))))
                .isEqualTo(Plan.NOTHING);
    }

    @Test
    void whatHasItsPlaceIsToldOnce() {
        Asking asking = disk("T-1", "db-1", "2026-02-20 00:00");
        keep(plan("2026-02-01 08:00", asking));

        assertThat(plan("2026-02-01 09:00", asking)).isEqualTo(Plan.NOTHING);
    }

    @Test
    void theNearestDeadlineIsPlacedFirstAndSmallWorkOfOneServiceGoesBesideIt() {
        Plan plan =
                plan(
                        "2026-02-01 08:00",
                        disk("T-1", "db-1", "2026-02-28 00:00"),
                        disk("T-2", "db-2", "2026-02-20 00:00"));

        assertThat(slots(plan))
                .containsExactly(
                        "T-2 disk-cleanup Sun 2026-02-08 00:00 to 01:00",
                        "T-1 disk-cleanup Sun 2026-02-08 01:00 to 02:00");
        assertThat(plan.placed().get(1).placement().slot().joins()).contains("T-2");
    }

    @Test
    void hostsOfDifferentServicesMayBeWorkedOnAtOnce() {
        assertThat(
                        slots(
                                plan(
                                        "2026-02-01 08:00",
                                        disk("T-1", "web-1", "2026-02-20 00:00"),
                                        disk("T-2", "db-2", "2026-02-20 00:00"))))
                .containsExactly(
                        "T-1 disk-cleanup Sun 2026-02-08 00:00 to 01:00",
                        "T-2 disk-cleanup Sun 2026-02-08 00:00 to 01:00");
    }

    /** The slot ends on 8 February at 01:00: 12 hours later must not be before the early edge. */
    @Test
    void aForecastThatEatsNoMoreThanTheStabilityMovesNothing() {
        keep(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00")));

        assertThat(plan("2026-02-02 08:00", disk("T-1", "db-1", "2026-02-08 13:00")))
                .isEqualTo(Plan.NOTHING);
    }

    /** And a minute more would, but there is no earlier slot, and the old one is still in time. */
    @Test
    void aSlotThatIsLateButInTimeIsBetterThanNone() {
        keep(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00")));

        assertThat(plan("2026-02-02 08:00", disk("T-1", "db-1", "2026-02-08 12:59")))
                .isEqualTo(Plan.NOTHING);
    }

    @Test
    void aSlotThatComesAfterTheEarlyEdgeIsGivenUpWithTheProof() {
        keep(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00")));

        Plan plan = plan("2026-02-04 08:00", disk("T-1", "db-1", "2026-02-08 00:30"));

        assertThat(plan.placed()).isEmpty();
        UnplacedWork work = plan.unplaced().get(0);
        assertThat(work.task()).contains("TASK-2026-0001");
        assertThat(work.because())
                .isEqualTo(
                        "the forecast's early edge is Sun 2026-02-08 00:30 now, and 12 h must be"
                                + " left before it");
        assertThat(work.placement().emergency().orElseThrow().span())
                .isEqualTo(new Span(at("2026-02-04 10:00"), at("2026-02-04 11:00")));
        assertThat(work.needsEmergency(Priority.P2)).isTrue();
        assertThat(work.needsEmergency(Priority.P1)).isFalse();
    }

    /** Two slots ahead, an entry of the calendar takes the first. */
    @Test
    void workMovesWithBothReasonsWhenTheCalendarChanges() {
        Asking asking = disk("T-1", "db-1", "2026-02-20 00:00");
        keep(plan("2026-02-01 08:00", asking));
        calendar =
                calendar.withOneOffs(
                        List.of(
                                new OneOff(
                                        "audit",
                                        OneOff.Kind.FREEZE,
                                        "audit",
                                        new Span(at("2026-02-07 00:00"), at("2026-02-10 00:00")),
                                        Scope.EVERYTHING,
                                        "auditors",
                                        "ali",
                                        0)));

        Plan plan = plan("2026-02-03 08:00", asking);

        assertThat(slots(plan)).containsExactly("T-1 disk-cleanup Sun 2026-02-15 00:00 to 01:00");
        PlacedWork moved = plan.placed().get(0);
        assertThat(moved.isMoved()).isTrue();
        assertThat(moved.because())
                .isEqualTo("freeze audit, Sat 2026-02-07 00:00 to Tue 2026-02-10 00:00");
        assertThat(moved.placement().reason()).isEqualTo("the earliest window that takes it");
    }

    @Test
    void asLongAsItsSlotLastsSomebodyMayStillBegin() {
        Asking asking = disk("T-1", "db-1", "2026-02-20 00:00");
        keep(plan("2026-02-01 08:00", asking));

        assertThat(plan("2026-02-08 00:59", asking)).isEqualTo(Plan.NOTHING);
        Plan passed = plan("2026-02-08 01:00", asking);
        assertThat(slots(passed)).containsExactly("T-1 disk-cleanup Sun 2026-02-15 00:00 to 01:00");
        assertThat(passed.placed().get(0).because()).isEqualTo("nobody began it then");
    }

    @Test
    void whereTheNextWindowIsTooLateTheNextHourOfThisOneIsTaken() {
        Asking asking = disk("T-1", "db-1", "2026-02-14 00:00");
        keep(plan("2026-02-01 08:00", asking));

        assertThat(slots(plan("2026-02-08 01:00", asking)))
                .containsExactly("T-1 disk-cleanup Sun 2026-02-08 01:00 to 02:00");
    }

    @Test
    void whatFitsNowhereIsToldOnceAndPlacedWhenTheForecastMovesAway() {
        Asking soon = disk("T-1", "db-1", "2026-02-08 00:00");
        Plan first = plan("2026-02-02 08:00", soon);
        assertThat(first.unplaced()).hasSize(1);
        keep(first);

        assertThat(plan("2026-02-02 09:00", soon)).isEqualTo(Plan.NOTHING);
        Plan later = plan("2026-02-02 10:00", disk("T-1", "db-1", "2026-02-28 00:00"));
        assertThat(slots(later)).containsExactly("T-1 disk-cleanup Sun 2026-02-15 00:00 to 01:00");
        assertThat(later.placed().get(0).isMoved()).isFalse();
    }

    @Test
    void workOfATicketThatIsOverIsGivenUpUnlessSomebodyIsAtIt() {
        keep(
                plan(
                        "2026-02-01 08:00",
                        disk("T-1", "db-1", "2026-02-20 00:00"),
                        disk("T-2", "web-1", "2026-02-20 00:00")));
        tasks.replaceAll(
                task ->
                        task.work().ticket().equals("T-2")
                                ? task(
                                        task.id(),
                                        KnownTask.State.IN_PROGRESS,
                                        task.work(),
                                        task.slot())
                                : task);

        assertThat(plan("2026-02-08 00:10").ended())
                .extracting(EndedWork::ticket, EndedWork::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("T-1", "ticket T-1 is open no more"));
    }

    /**
     * The trouble began on 31 January; only what comes after the work says that it did not help.
     */
    @Test
    void whatAPersonHasGivenUpOrDoneComesAgainWithNewerTroubleOnly() {
        Asking asking = disk("T-1", "db-1", "2026-02-20 00:00");
        keep(plan("2026-02-01 08:00", asking));
        end("TASK-2026-0001", KnownTask.State.CANCELLED, "2026-02-02 08:00", true);
        assertThat(plan("2026-02-02 09:00", asking)).isEqualTo(Plan.NOTHING);

        Asking newer =
                new Asking(
                        "T-1",
                        asking.key(),
                        Priority.P4,
                        asking.hosts(),
                        asking.service(),
                        at("2026-02-02 08:30"),
                        asking.early(),
                        List.of());
        assertThat(slots(plan("2026-02-02 09:00", newer)))
                .containsExactly("T-1 disk-cleanup Sun 2026-02-15 00:00 to 01:00");
    }

    /** A normal change: ten business days from Sunday the 8th, and the board's meeting. */
    @Test
    void whatWasCleanedUpLatelyAndFillsAgainIsExtended() {
        keep(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00")));
        end("TASK-2026-0001", KnownTask.State.DONE, "2026-02-08 00:40", true);
        Asking again =
                new Asking(
                        "T-2",
                        new IndicatorKey("db-1", "disk_free", "/var"),
                        Priority.P4,
                        Set.of("db-1"),
                        Optional.of("database"),
                        at("2026-02-08 20:00"),
                        Optional.of(at("2026-03-20 00:00")),
                        List.of());

        assertThat(slots(plan("2026-02-09 08:00", again)))
                .containsExactly("T-2 disk-extension Sun 2026-03-01 00:00 to 02:00");
        assertThat(slots(plan("2026-03-11 08:00", again))).isEmpty();
    }

    @Test
    void withinTheWindowTheHourWithTheLeastLoadWins() {
        load = (hosts, span) -> span.start().equals(at("2026-02-08 02:30")) ? 1 : 5;

        Plan plan = plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00"));

        assertThat(slots(plan)).containsExactly("T-1 disk-cleanup Sun 2026-02-08 02:30 to 03:30");
        assertThat(plan.placed().get(0).placement().reason())
                .isEqualTo(
                        "the earliest window that takes it, when the least load is expected in it");
    }

    /** Nine hours fit into no window at all; nothing becomes worse while it waits. */
    @Test
    void workWithoutADeadlineThatFitsNowhereIsNoEmergency() {
        policy = MaintenancePolicy.parse("site.yaml", "tasks: {certificate-renewal: {work: 9h}}");
        IndicatorKey certificate = new IndicatorKey("web-1", "certificate_days", "shop");

        Plan plan = plan("2026-02-01 08:00", asking("T-1", certificate, Optional.empty()));

        assertThat(plan.unplaced()).hasSize(1);
        assertThat(plan.unplaced().get(0).placement().obstacles()).isNotEmpty();
        assertThat(plan.unplaced().get(0).placement().relaxations()).isNotEmpty();
        assertThat(plan.unplaced().get(0).placement().emergencies()).isEmpty();
    }

    /** Three days are too few for any window, and the hour's work fits into an emergency's two. */
    @Test
    void theSameWithADeadlineIsOne() {
        IndicatorKey certificate = new IndicatorKey("web-1", "certificate_days", "shop");

        Plan plan =
                plan(
                        "2026-02-01 08:00",
                        asking("T-1", certificate, Optional.of(at("2026-02-04 08:00"))));

        assertThat(plan.unplaced()).hasSize(1);
        assertThat(plan.unplaced().get(0).needsEmergency(Priority.P2)).isTrue();
    }

    @Test
    void whyNotHereNamesEachObstacle() {
        keep(plan("2026-02-01 08:00", disk("T-1", "db-1", "2026-02-20 00:00")));
        Planner planner = new Planner(calendar, policy);

        assertThat(
                        planner.whyNot(
                                tasks.get(0),
                                tasks,
                                at("2026-02-05 09:00"),
                                at("2026-02-02 08:00")))
                .extracting(Obstacle::kind)
                .contains(Obstacle.Kind.NO_WINDOW, Obstacle.Kind.BLACKOUT, Obstacle.Kind.LEAD_TIME);
        assertThat(
                        planner.whyNot(
                                tasks.get(0),
                                tasks,
                                at("2026-02-15 00:00"),
                                at("2026-02-02 08:00")))
                .isEmpty();
    }
}
