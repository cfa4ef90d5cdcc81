package millwright.collector.cases;

import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.at;
import static millwright.collector.cases.Decisions.opens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.collector.cases.ActRefusedException.Why;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.RejectedSlot;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.plan.EndedWork;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.Plan;
import millwright.rules.plan.UnplacedWork;
import millwright.rules.plan.Work;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** What becomes of planned work, whatever keeps it. Sunday, 8 March 2026 has the slots. */
abstract class TasksContract extends EmergencyWindowsContract {
    private static final Instant SUNDAY = Instant.parse("2026-03-07T21:00:00Z"); // 00:00 in Kuwait
    private static final TaskRequests NO_REQUESTS = (changes, task, rfc, window) -> {};
    private static final IndicatorKey OTHER = new IndicatorKey("db-08", "disk_free", "/var");

    private static Work work(String ticket, IndicatorKey key) {
        return new Work(
                ticket,
                key,
                Priority.P4,
                "disk-cleanup",
                "Clear out the file system",
                ChangeType.STANDARD,
                Set.of("database"),
                Set.of(key.host()),
                Optional.of("database"),
                at("12:00"),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                Optional.of(Instant.parse("2026-03-10T00:00:00Z")));
    }

    private static Span hour(int number) {
        return Span.of(SUNDAY.plus(Duration.ofHours(number)), Duration.ofHours(1));
    }

    private static PlacedWork placed(
            String ticket, IndicatorKey key, Optional<String> task, int hour, String time) {
        Obstacle freeze =
                new Obstacle(
                        Obstacle.Kind.FREEZE, "month-end", "freeze month-end", Optional.empty());
        return new PlacedWork(
                work(ticket, key),
                task,
                task.map(any -> hour(0)),
                task.isPresent() ? "nobody began it then" : "",
                new Placement.Placed(
                        new Slot(
                                hour(hour),
                                "weekly",
                                "Operations Manager",
                                at("12:00"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of()),
                        false,
                        "the earliest window that takes it",
                        List.of(new RejectedSlot("weekly", hour(-168), List.of(freeze)))),
                at(time));
    }

    private static UnplacedWork unplaced(Optional<String> task, String time) {
        return new UnplacedWork(
                work("T-000001", DISK),
                task,
                Optional.empty(),
                "",
                new Placement.Infeasible(
                        Optional.empty(),
                        List.of(
                                new Obstacle(
                                        Obstacle.Kind.LEAD_TIME,
                                        "standard",
                                        "the lead time is too long",
                                        Optional.empty())),
                        List.of(),
                        List.of(),
                        List.of(
                                new EmergencyPath(
                                        Priority.P2,
                                        "Operations Manager",
                                        hour(0),
                                        true,
                                        List.of(),
                                        ""))),
                at(time));
    }

    private List<String> plans(Plan plan) {
        Instant now =
                plan.placed().isEmpty()
                        ? plan.unplaced().isEmpty()
                                ? plan.ended().get(0).at()
                                : plan.unplaced().get(0).at()
                        : plan.placed().get(0).at();
        CaseFacts facts =
                CaseFacts.of(plan, List.copyOf(MaintenancePolicy.shipped().emergencies().values()));
        List<Decision> decisions = Turns.ENGINE.decide(facts, now);
        Basis basis = new Basis(RuleVersion.of(RuleSet.shipped()), facts, now, decisions);
        return cases.apply(decisions, basis).stream()
                .map(event -> "%s %s".formatted(event.type(), event.ticket().orElse("-")))
                .toList();
    }

    private List<String> plans(PlacedWork... placed) {
        return plans(new Plan(List.of(placed), List.of(), List.of()));
    }

    private void hasADiskTicket() {
        apply(opens(DISK, Priority.P4, "10:00", "10:15"));
    }

    private static PlacedWork ofDisk(int hour, String time) {
        return placed("T-000001", DISK, Optional.empty(), hour, time);
    }

    private Task task(String id) {
        return cases.tasks().findTask(id).orElseThrow();
    }

    private static TaskFilter all() {
        return new TaskFilter(Set.of(), Optional.empty(), 100, 0);
    }

    @Test
    void plannedWorkIsATaskWithItsSlotAndWithThoseThatItDidNotGet() {
        hasADiskTicket();

        assertThat(plans(ofDisk(0, "12:00"))).containsExactly("task-scheduled T-000001");

        Task task = task("TASK-2026-0001");
        assertThat(task.state()).isEqualTo(Task.State.PLANNED);
        assertThat(task.slot().orElseThrow().span()).isEqualTo(hour(0));
        assertThat(task.work()).isEqualTo(work("T-000001", DISK));
        assertThat(task.rejected().get(0).reasons().get(0).reason()).isEqualTo("freeze month-end");
        Ticket ticket = cases.findTicket("T-000001").orElseThrow();
        assertThat(ticket.events().get(1).reason())
                .isEqualTo(
                        "TASK-2026-0001, Clear out the file system: Sun 2026-03-08 00:00 to 01:00"
                                + " (weekly), the earliest window that takes it; the limit may be"
                                + " passed from Tue 2026-03-10 03:00; Operations Manager approves,"
                                + " asked by Mon 2026-03-02 15:00; not weekly Sun 2026-03-01 00:00"
                                + " (freeze month-end)");
        assertThat(ticket.handling().links())
                .extracting(link -> link.kind() + " " + link.target())
                .containsExactly("TASK TASK-2026-0001");
    }

    @Test
    void theSamePlanTwiceIsOneTask() {
        hasADiskTicket();
        plans(ofDisk(0, "12:00"));

        assertThat(plans(ofDisk(0, "12:00"))).isEmpty();
        assertThat(plans(ofDisk(1, "12:01"))).isEmpty();
        assertThat(cases.tasks().countTasks(all())).isEqualTo(1);
    }

    @Test
    void oneSlotOnOneSystemIsOneTasks() {
        hasADiskTicket();
        apply(opens(OTHER, Priority.P4, "10:00", "10:20"));
        plans(ofDisk(0, "12:00"));

        assertThat(plans(placed("T-000002", OTHER, Optional.empty(), 0, "12:01"))).isEmpty();
        assertThat(plans(placed("T-000002", OTHER, Optional.empty(), 1, "12:02")))
                .containsExactly("task-scheduled T-000002");
        assertThat(task("TASK-2026-0002").slot().orElseThrow().span()).isEqualTo(hour(1));
    }

    @Test
    void ofTwoCollectorsThatTakeOneSlotAtOnceOneWins() throws Exception {
        hasADiskTicket();
        apply(opens(OTHER, Priority.P4, "10:00", "10:20"));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            answers.add(both.submit(() -> plans(ofDisk(0, "12:00"))));
            answers.add(
                    both.submit(
                            () -> plans(placed("T-000002", OTHER, Optional.empty(), 0, "12:00"))));
            List<String> told = new ArrayList<>();
            for (Future<List<String>> answer : answers) {
                told.addAll(answer.get());
            }
            assertThat(told).hasSize(1);
            assertThat(cases.tasks().listTasks(all())).hasSize(1);
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void aMoveKeepsTheTaskAndFreesItsOldSlot() {
        hasADiskTicket();
        apply(opens(OTHER, Priority.P4, "10:00", "10:20"));
        plans(ofDisk(0, "12:00"));

        assertThat(plans(placed("T-000001", DISK, Optional.of("TASK-2026-0001"), 2, "13:00")))
                .containsExactly("task-moved T-000001");

        assertThat(task("TASK-2026-0001").state()).isEqualTo(Task.State.MOVED);
        assertThat(task("TASK-2026-0001").moves()).isEqualTo(1);
        assertThat(plans(placed("T-000002", OTHER, Optional.empty(), 0, "13:01")))
                .containsExactly("task-scheduled T-000002");
    }

    @Test
    void whatFitsNowhereAsksForAnEmergencyWindowWithTheProof() {
        hasADiskTicket();

        assertThat(
                        plans(
                                new Plan(
                                        List.of(),
                                        List.of(unplaced(Optional.empty(), "12:00")),
                                        List.of())))
                .containsExactly("placement-infeasible T-000001", "emergency-requested T-000001");
        assertThat(
                        plans(
                                new Plan(
                                        List.of(),
                                        List.of(unplaced(Optional.empty(), "12:00")),
                                        List.of())))
                .isEmpty();

        assertThat(task("TASK-2026-0001").state()).isEqualTo(Task.State.INFEASIBLE);
        EmergencyRequest request = cases.listEmergencyRequests(Optional.empty(), 10, 0).get(0);
        assertThat(request.priority()).isEqualTo(Priority.P2);
        assertThat(request.reason()).contains("No window takes the work in time: the lead time");
    }

    @Test
    void workThatFitsNowhereBeginsOnceItsEmergencyWindowHasStarted() {
        hasADiskTicket();
        plans(new Plan(List.of(), List.of(unplaced(Optional.empty(), "12:00")), List.of()));
        MaintenanceCalendar calendar =
                MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());
        EmergencyAct approval =
                new EmergencyAct.Approve(
                        Optional.of(Duration.ofHours(1)),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        EmergencyStore windows = cases.emergencies();
        windows.act(
                "EW-000001",
                approval,
                "sara",
                at("12:10"),
                Optional.empty(),
                calendar,
                NoWindowRequests.NONE);

        // Approved is not enough: people have half an hour of notice.
        assertThatThrownBy(
                        () ->
                                cases.tasks()
                                        .act(
                                                "TASK-2026-0001",
                                                new TaskAct.Start(),
                                                "ali",
                                                at("12:39"),
                                                NO_REQUESTS))
                .isInstanceOf(ActRefusedException.class)
                .hasMessageContaining("an emergency window of T-000001 that has started");

        windows.act(
                "EW-000001",
                new EmergencyAct.Start(),
                "ali",
                at("12:40"),
                Optional.empty(),
                calendar,
                NoWindowRequests.NONE);
        cases.tasks().act("TASK-2026-0001", new TaskAct.Start(), "ali", at("12:41"), NO_REQUESTS);

        assertThat(task("TASK-2026-0001").state()).isEqualTo(Task.State.IN_PROGRESS);
    }

    @Test
    void whatFitsAfterAllNeedsNoEmergencyWindowAnyMore() {
        hasADiskTicket();
        plans(new Plan(List.of(), List.of(unplaced(Optional.empty(), "12:00")), List.of()));
        PlacedWork found = placed("T-000001", DISK, Optional.of("TASK-2026-0001"), 0, "13:00");

        assertThat(
                        plans(
                                new PlacedWork(
                                        found.work(),
                                        found.task(),
                                        Optional.empty(),
                                        "",
                                        found.placement(),
                                        found.at())))
                .containsExactly("task-scheduled T-000001");
        assertThat(cases.listEmergencyRequests(Optional.empty(), 10, 0).get(0).status())
                .isEqualTo(EmergencyRequest.Status.WITHDRAWN);
    }

    @Test
    void workOfAResolvedTicketIsGivenUp() {
        hasADiskTicket();
        plans(ofDisk(0, "12:00"));
        EndedWork ended =
                new EndedWork(
                        "TASK-2026-0001",
                        "T-000001",
                        DISK,
                        "ticket T-000001 is open no more",
                        at("14:00"));
        Plan over = new Plan(List.of(), List.of(), List.of(ended));
        assertThat(plans(over)).isEmpty(); // somebody opened it again meanwhile

        cases.act("T-000001", new TicketAct.Resolve("done by hand", true), "ali", at("13:00"));

        assertThat(plans(over)).containsExactly("task-cancelled T-000001");
        assertThat(plans(over)).isEmpty();
        assertThat(task("TASK-2026-0001").state()).isEqualTo(Task.State.CANCELLED);
    }

    @Test
    void aPersonBeginsItInItsSlotAndSaysThatItIsDone() {
        hasADiskTicket();
        plans(ofDisk(0, "12:00"));

        refuses(
                new TaskAct.Start(),
                SUNDAY.minusSeconds(1),
                "its slot is Sun 2026-03-08 00:00 to 01:00, as the plan has it since Mon 2026-03-02"
                        + " 15:00");
        refuses(new TaskAct.Complete(""), SUNDAY, "start it first");
        assertThat(act(new TaskAct.Start(), SUNDAY)).containsExactly("task-started");
        assertThat(act(new TaskAct.Start(), SUNDAY.plusSeconds(9))).isEmpty();
        Instant end = SUNDAY.plus(Duration.ofMinutes(40));
        assertThat(act(new TaskAct.Complete("12 GB of old logs"), end))
                .containsExactly("task-completed");

        refuses(
                new TaskAct.Cancel("too late"),
                end.plusSeconds(60),
                "TASK-2026-0001 is done since Sun 2026-03-08 00:40, by ali: 12 GB of old logs");
        assertThat(act(new TaskAct.Complete("once more"), end.plusSeconds(60))).isEmpty();
        assertThatThrownBy(
                        () ->
                                cases.tasks()
                                        .act(
                                                "TASK-2026-0001",
                                                new TaskAct.Complete("all by me"),
                                                "omar",
                                                end.plusSeconds(60),
                                                NO_REQUESTS))
                .isInstanceOf(ActRefusedException.class)
                .hasMessageContaining("is done since Sun 2026-03-08 00:40, by ali");
        assertThat(cases.tasks().doneSince(end))
                .extracting(Task::id)
                .containsExactly("TASK-2026-0001");
        assertThat(cases.tasks().doneSince(end.plusSeconds(1))).isEmpty();
        Ticket.Event last = last("T-000001");
        assertThat(last.actor()).contains("ali");
        assertThat(last.reason())
                .isEqualTo("TASK-2026-0001, Clear out the file system: 12 GB of old logs");
    }

    @Test
    void aTaskKnowsItsRequestForChangeAndTellsOfItOnce() {
        hasADiskTicket();
        plans(ofDisk(0, "12:00"));

        assertThat(draft("RFC-2026-0001", Optional.of(hour(0)))).containsExactly("rfc-drafted");
        assertThat(draft("RFC-2026-0001", Optional.of(hour(0)))).isEmpty();

        assertThat(task("TASK-2026-0001").rfc()).contains("RFC-2026-0001");
        assertThat(task("TASK-2026-0001").toDraft()).isEqualTo(task("TASK-2026-0001").drafted());
    }

    private List<String> draft(String rfc, Optional<Span> slot) {
        return cases.tasks().noteDraft("TASK-2026-0001", rfc, slot, at("12:01")).stream()
                .map(CaseEvent::type)
                .toList();
    }

    private List<String> act(TaskAct act, Instant when) {
        return cases.tasks().act("TASK-2026-0001", act, "ali", when, NO_REQUESTS).stream()
                .map(CaseEvent::type)
                .toList();
    }

    private void refuses(TaskAct act, Instant when, String why) {
        assertThatThrownBy(() -> act(act, when))
                .isInstanceOfSatisfying(
                        ActRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.NOT_NOW))
                .hasMessageContaining(why);
    }

    private Ticket.Event last(String ticket) {
        List<Ticket.Event> events = cases.findTicket(ticket).orElseThrow().events();
        return events.get(events.size() - 1);
    }

    @Test
    void tasksAreListedByTheirStartAndCounted() {
        hasADiskTicket();
        apply(opens(OTHER, Priority.P4, "10:00", "10:20"));
        plans(ofDisk(1, "12:00"));
        plans(placed("T-000002", OTHER, Optional.empty(), 0, "12:01"));

        assertThat(cases.tasks().listTasks(all()))
                .extracting(Task::id)
                .containsExactly("TASK-2026-0002", "TASK-2026-0001");
        TaskFilter one = new TaskFilter(Set.of(Task.State.PLANNED), Optional.of("T-000001"), 10, 0);
        assertThat(cases.tasks().listTasks(one))
                .extracting(Task::id)
                .containsExactly("TASK-2026-0001");
        assertThat(cases.tasks().countTasks(one)).isEqualTo(1);
        assertThat(cases.tasks().sinceOrActive(at("12:00"))).hasSize(2);
    }

    @Test
    void whatWasPlannedIsDecidedAgainFromWhatWasKept() {
        Plan plan =
                new Plan(
                        List.of(
                                ofDisk(0, "12:00"),
                                placed(
                                        "T-000002",
                                        OTHER,
                                        Optional.of("TASK-2026-0002"),
                                        1,
                                        "12:00")),
                        List.of(unplaced(Optional.empty(), "12:00")),
                        List.of(new EndedWork("TASK-2026-0003", "T-3", DISK, "over", at("12:00"))));
        CaseFacts facts =
                CaseFacts.of(plan, List.copyOf(MaintenancePolicy.shipped().emergencies().values()));
        List<Decision> decisions = Turns.ENGINE.decide(facts, at("12:00"));
        Basis basis = new Basis(RuleVersion.of(RuleSet.shipped()), facts, at("12:00"), decisions);

        FrozenTurn kept = CaseJson.parse(CaseJson.write(basis.frozen()), FrozenTurn.class);

        assertThat(decisions).hasSize(5);
        assertThat(Turns.ENGINE.decide(kept.caseFacts(), kept.at())).isEqualTo(decisions);
    }
}
