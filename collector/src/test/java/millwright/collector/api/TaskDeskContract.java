package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.NoWindowRequests;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskAct;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcDraft;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Placement;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;
import millwright.rules.decision.CaseFacts;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.Plan;
import millwright.rules.plan.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Planned work and its request for change, over any stores that belong together. A standard change
 * of Sunday, 15 February 2026, 00:00 to 01:00 in Kuwait, asked for on the 1st; its ticket is P2.
 */
abstract class TaskDeskContract extends DeskContract {
    private static final Instant ASKED = Instant.parse("2026-02-01T07:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-02-14T21:00:00Z");
    private static final String TASK = "TASK-2026-0001";

    private TaskDesk desk;

    TaskDeskContract() {
        super(ASKED);
    }

    @BeforeEach
    void aTaskIsPlannedAndItsRequestDrafted() {
        desk =
                new TaskDesk(
                        cases(),
                        changes,
                        () -> CALENDAR,
                        POLICY,
                        event -> heard.add(event.type()),
                        () -> now);
        Plan plan = new Plan(List.of(placed()), List.of(), List.of());
        CaseFacts facts = CaseFacts.of(plan, List.copyOf(POLICY.emergencies().values()));
        cases().apply(ENGINE.decide(facts, now));
        Task task = task();
        String rfc =
                changes.draft(
                        new RfcDraft(
                                Rfc.Kind.TASK,
                                TASK,
                                "disk-cleanup",
                                ChangeType.STANDARD,
                                List.of("db-07"),
                                "Clear out the file system",
                                "",
                                List.of("disk_free /var 9.5 %"),
                                Optional.empty(),
                                task.slot(),
                                Duration.ofMinutes(30),
                                Optional.empty(),
                                Optional.of("T-000001")),
                        now);
        assertThat(rfc).isEqualTo(RFC);
        cases().tasks().noteDraft(TASK, rfc, task.toDraft(), now);
        heard.clear();
    }

    private PlacedWork placed() {
        Slot slot =
                new Slot(
                        Span.of(SLOT, Duration.ofHours(1)),
                        "weekly",
                        "Operations Manager",
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of());
        Work work =
                new Work(
                        "T-000001",
                        DISK,
                        MadeUpFleet.levels("disk_free").get(1).priority(),
                        "disk-cleanup",
                        "Clear out the file system",
                        ChangeType.STANDARD,
                        Set.of("db-07"),
                        Set.of("db-07"),
                        Optional.empty(),
                        now,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15),
                        Optional.empty());
        return new PlacedWork(
                work,
                Optional.empty(),
                Optional.empty(),
                "",
                new Placement.Placed(slot, false, "the earliest", List.of()),
                now.plusSeconds(1));
    }

    private Task task() {
        return cases().tasks().findTask(TASK).orElseThrow();
    }

    private Rfc rfc() {
        return changes.find(RFC).orElseThrow();
    }

    private List<String> act(String who, TaskAct act) {
        return desk.act(PEOPLE.get(who), TASK, act).stream().map(event -> event.type()).toList();
    }

    private void change(String who, RfcAct act) {
        var unused = changes.act(PEOPLE.get(who), RFC, act, now, Optional.empty());
    }

    private void approved() {
        change("cora", new RfcAct.Submit(Optional.empty()));
        change("omar", new RfcAct.Approve(Optional.empty()));
    }

    private String lastOfRfc() {
        var events = changes.history(RFC);
        var last = events.get(events.size() - 1);
        return "%s by %s: %s".formatted(last.type(), last.actor().orElse("-"), last.reason());
    }

    private void refuses(String... words) {
        Task before = task();
        Rfc rfc = rfc();
        assertThatThrownBy(() -> act("emil", new TaskAct.Start()))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContainingAll(words);
        assertThat(task()).isEqualTo(before);
        assertThat(rfc()).isEqualTo(rfc);
    }

    @Test
    void workDoesNotBeginBeforeItsRequestIsApproved() {
        now = SLOT;
        refuses(
                "TASK-2026-0001 may not begin: its request for change RFC-2026-0001 is draft",
                "rfc-drafted at Sun 1 Feb 2026 10:00 +03:00 by Millwright",
                "somebody hands it in (Change Coordinator or Operations Manager or IT Director)",
                "then Operations Manager approves",
                "an emergency window of its ticket that has started");
        now = ASKED;
        change("cora", new RfcAct.Submit(Optional.empty()));
        now = SLOT;
        refuses("is submitted (rfc-submitted", "by cora", "Missing: the yes of Operations Manager");
        now = ASKED;
        change("omar", new RfcAct.Reject("not then"));
        now = SLOT;
        refuses("is rejected (rfc-rejected", "by omar", "somebody revises it");
        assertThat(heard).noneMatch(type -> type.startsWith("task-"));
    }

    @Test
    void theStartOfTheWorkStartsItsRequestAndItsEndBringsItToItsVerification() {
        approved();
        heard.clear();
        now = SLOT;
        assertThat(act("emil", new TaskAct.Start())).containsExactly("task-started");
        assertThat(rfc().state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(lastOfRfc()).isEqualTo("rfc-started by emil: TASK-2026-0001 has begun");

        now = SLOT.plusSeconds(1800);
        act("emil", new TaskAct.Complete("12 GB of logs"));
        assertThat(rfc().state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(lastOfRfc())
                .isEqualTo("rfc-work-done by emil: TASK-2026-0001 is done: 12 GB of logs");
        change("emil", new RfcAct.Verify("38 % free, all services run"));
        assertThat(rfc().state()).isEqualTo(RfcState.VERIFIED);
        assertThat(heard)
                .containsExactly(
                        "task-started",
                        "rfc-scheduled",
                        "rfc-started",
                        "task-completed",
                        "rfc-work-done",
                        "rfc-verified");
    }

    @Test
    void aRequestThatIsUnderWayLetsItsWorkBegin() {
        approved();
        change("cora", new RfcAct.Schedule());
        now = SLOT;
        change("ines", new RfcAct.Start());
        act("emil", new TaskAct.Start());
        assertThat(task().startedBy()).contains("emil");
        assertThat(lastOfRfc()).startsWith("rfc-started by ines");
    }

    @Test
    void whoComesSecondIsToldWhoBeganTheWorkAndWhen() {
        approved();
        now = SLOT;
        act("emil", new TaskAct.Start());
        now = SLOT.plusSeconds(60);
        assertThat(act("emil", new TaskAct.Start())).isEmpty();
        assertThatThrownBy(() -> act("ines", new TaskAct.Start()))
                .isInstanceOf(ActRefusedException.class)
                .hasMessage(
                        "TASK-2026-0001 was begun at Sun 2026-02-15 00:00 by emil, who is at it."
                                + " Ask them before you do anything.");
    }

    @Test
    void inAnEmergencyWindowItBeginsAndItsOwnRequestIsWithdrawn() {
        cases().apply(ENGINE.decide(cases().due(now), now));
        String window = cases().listEmergencyRequests(Optional.empty(), 1, 0).get(0).id();
        EmergencyAct approval = EmergencyAct.Approve.asAsked();
        var windows = cases().emergencies();
        windows.act(
                window, approval, "omar", now, Optional.empty(), CALENDAR, NoWindowRequests.NONE);
        Instant begins =
                windows.find(window)
                        .orElseThrow()
                        .request()
                        .course()
                        .grant()
                        .orElseThrow()
                        .startsAt();
        now = begins;
        assertThatThrownBy(() -> act("emil", new TaskAct.Start()))
                .hasMessageContaining("its slot is Sun 2026-02-15 00:00");
        windows.act(
                window,
                new EmergencyAct.Start(),
                "emil",
                now,
                Optional.empty(),
                CALENDAR,
                NoWindowRequests.NONE);

        assertThat(desk.isInEmergencyWindow(task())).isTrue();
        assertThat(act("emil", new TaskAct.Start())).containsExactly("task-started");
        assertThat(rfc().state()).isEqualTo(RfcState.WITHDRAWN);
        assertThat(lastOfRfc())
                .isEqualTo(
                        "rfc-withdrawn by emil: TASK-2026-0001 is done in the emergency window "
                                + window
                                + ", which has a request of its own");
        act("emil", new TaskAct.Complete("done"));
        assertThat(rfc().state()).isEqualTo(RfcState.WITHDRAWN);
    }

    @Test
    void whoGivesTheWorkUpWithdrawsItsRequestInTheSameAct() {
        approved();
        act("cora", new TaskAct.Cancel("the host is replaced"));
        assertThat(rfc().state()).isEqualTo(RfcState.WITHDRAWN);
        assertThat(lastOfRfc())
                .isEqualTo(
                        "rfc-withdrawn by cora: TASK-2026-0001 is given up: the host is replaced");
    }

    @Test
    void whatHasBegunAndIsGivenUpIsToBeRolledBack() {
        approved();
        now = SLOT;
        act("emil", new TaskAct.Start());
        act("cora", new TaskAct.Cancel("it grows worse"));
        assertThat(rfc().state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(lastOfRfc()).startsWith("rfc-work-given-up by cora");
        change("emil", new RfcAct.RollBack("it grows worse"));
        assertThat(rfc().state()).isEqualTo(RfcState.ROLLED_BACK);
    }
}
