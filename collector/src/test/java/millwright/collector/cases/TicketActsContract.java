package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.at;
import static millwright.collector.cases.Decisions.notes;
import static millwright.collector.cases.Decisions.opens;
import static millwright.collector.cases.Decisions.raises;
import static millwright.collector.cases.Decisions.raisesTo;
import static millwright.collector.cases.Decisions.reopens;
import static millwright.collector.cases.Decisions.reopensAt;
import static millwright.collector.cases.Decisions.repeats;
import static millwright.collector.cases.Decisions.resolves;
import static millwright.rules.indicator.Priority.P1;
import static millwright.rules.indicator.Priority.P2;
import static millwright.rules.indicator.Priority.P3;
import static millwright.rules.indicator.Priority.P4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.collector.cases.ActRefusedException.Why;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ClockReading.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and time do to tickets, whatever keeps them. By the shipped policy. */
abstract class TicketActsContract {
    CaseStore cases;

    abstract CaseStore open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        cases = open();
    }

    @AfterEach
    void stop() throws Exception {
        if (cases != null) {
            cases.close();
        }
    }

    /** Applies and says what happened, such as {@code ticket-opened T-000001 P3}. */
    List<String> apply(Decision... decisions) {
        return brief(cases.apply(List.of(decisions)));
    }

    private List<String> act(String ticket, TicketAct act, String actor, String time) {
        return brief(cases.act(ticket, act, actor, at(time)));
    }

    private static List<String> brief(List<CaseEvent> events) {
        return events.stream()
                .map(
                        event ->
                                "%s %s %s"
                                        .formatted(
                                                event.type(),
                                                event.ticket().orElse("-"),
                                                event.priority()))
                .toList();
    }

    Ticket ticket(String id) {
        return cases.findTicket(id).orElseThrow();
    }

    private Ticket.Event lastEvent(String id) {
        List<Ticket.Event> events = ticket(id).events();
        return events.get(events.size() - 1);
    }

    private void refuses(Why why, String ticket, TicketAct act, String... sentence) {
        Ticket before = cases.findTicket(ticket).orElse(null);
        assertThatThrownBy(() -> cases.act(ticket, act, "ben", at("12:00")))
                .isInstanceOfSatisfying(
                        ActRefusedException.class, e -> assertThat(e.why()).isEqualTo(why))
                .hasMessageContainingAll(sentence);
        assertThat(cases.findTicket(ticket).orElse(null)).isEqualTo(before);
    }

    /** Every clock, such as {@code response 1: running 10:15, paused 11:00-11:00 anna}. */
    private List<String> clocks(String id) {
        List<String> lines = new ArrayList<>();
        for (TicketClock clock : ticket(id).handling().clocks()) {
            List<String> parts = new ArrayList<>();
            clock.segments()
                    .forEach(
                            one ->
                                    parts.add(
                                            "%s %s%s by %s (%s)"
                                                    .formatted(
                                                            one.kind()
                                                                    .name()
                                                                    .toLowerCase(
                                                                            java.util.Locale.ROOT),
                                                            time(one.from()),
                                                            one.to()
                                                                    .map(to -> "-" + time(to))
                                                                    .orElse(""),
                                                            one.by(),
                                                            one.reason())));
            lines.add(
                    "%s %d: %s"
                            .formatted(
                                    clock.target().word(),
                                    clock.round(),
                                    String.join(", ", parts)));
        }
        return lines;
    }

    private static String time(Instant at) {
        return at.toString().substring(11, 16);
    }

    private static final String RULE = "a sustained breach opens a ticket";

    @Test
    void whoAcknowledgesEndsTheResponseClockAndNotTheOther() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(
                        act(
                                "T-000001",
                                new TicketAct.Acknowledge(Optional.of("looking")),
                                "anna",
                                "11:00"))
                .containsExactly("ticket-acknowledged T-000001 P3");

        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.ACKNOWLEDGED);
        assertThat(clocks("T-000001"))
                .containsExactly(
                        "response 1: running 10:15-11:00 by "
                                + RULE
                                + " (opened), paused"
                                + " 11:00-11:00 by anna (acknowledged)",
                        "resolution 1: running 10:15 by " + RULE + " (opened)");
        assertThat(lastEvent("T-000001"))
                .isEqualTo(
                        new Ticket.Event(
                                at("11:00"),
                                "ticket-acknowledged",
                                P3,
                                "a person acknowledges a ticket",
                                "looking",
                                Optional.of("anna")));
        assertThat(act("T-000001", new TicketAct.Acknowledge(Optional.empty()), "ben", "11:05"))
                .isEmpty();
    }

    @Test
    void whoTakesATicketHasRespondedAndWhoHandsItOverHasNot() {
        apply(opens(CPU, P3, "10:00", "10:15"), opens(DISK, P3, "10:00", "10:15"));

        act("T-000001", new TicketAct.Assign("anna"), "anna", "11:00");
        act("T-000002", new TicketAct.Assign("anna"), "ben", "11:00");

        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.ACKNOWLEDGED);
        assertThat(ticket("T-000002").status()).isEqualTo(Ticket.Status.OPEN);
        assertThat(ticket("T-000002").assignee()).contains("anna");
        assertThat(clocks("T-000001").get(0)).contains("paused 11:00-11:00 by anna");
        assertThat(clocks("T-000002").get(0))
                .isEqualTo("response 1: running 10:15 by " + RULE + " (opened)");
        assertThat(act("T-000002", new TicketAct.Assign("anna"), "ben", "11:01")).isEmpty();
        assertThat(act("T-000002", new TicketAct.Unassign(), "ben", "11:02"))
                .containsExactly("ticket-unassigned T-000002 P3");
        assertThat(act("T-000002", new TicketAct.Unassign(), "ben", "11:03")).isEmpty();
    }

    @Test
    void aWaitPausesTheResolutionClockAndItsTargetMovesWhenWorkGoesOn() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        Instant due = at("10:15").plus(Duration.ofDays(3));

        act("T-000001", new TicketAct.Start(), "anna", "10:45");
        assertThat(ticket("T-000001").assignee()).contains("anna");
        act("T-000001", new TicketAct.Wait("the vendor"), "anna", "11:00");
        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.WAITING);
        assertThat(ticket("T-000001").resolutionDue()).contains(due);
        assertThat(act("T-000001", new TicketAct.Wait("the vendor"), "ben", "11:30")).isEmpty();
        act("T-000001", new TicketAct.Wait("a spare part"), "ben", "12:00");
        act("T-000001", new TicketAct.Start(), "anna", "13:00");

        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.IN_PROGRESS);
        assertThat(ticket("T-000001").resolutionDue()).contains(due.plus(Duration.ofHours(2)));
        assertThat(clocks("T-000001").get(1))
                .isEqualTo(
                        "resolution 1: running 10:15-11:00 by "
                                + RULE
                                + " (opened), paused"
                                + " 11:00-12:00 by anna (the vendor), paused 12:00-13:00 by ben (a"
                                + " spare part), running 13:00 by anna (work goes on)");
        assertThat(act("T-000001", new TicketAct.Start(), "ben", "13:01")).isEmpty();
        assertThat(ticket("T-000001").assignee()).contains("anna");
    }

    @Test
    void anotherPriorityReckonsOverTheSameHistory() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.Wait("the vendor"), "anna", "11:00");
        act("T-000001", new TicketAct.Start(), "anna", "13:00");

        act("T-000001", new TicketAct.ChangePriority(P2, "customers call"), "anna", "13:30");

        // 24 h of running time: 45 min before the wait of 2 h, the rest after it.
        assertThat(ticket("T-000001").resolutionDue())
                .contains(at("10:15").plus(Duration.ofHours(26)));
        assertThat(ticket("T-000001").responseDue()).isEqualTo(at("14:15"));
        assertThat(lastEvent("T-000001").type()).isEqualTo("ticket-raised");
        assertThat(lastEvent("T-000001").reason()).isEqualTo("from P3 to P2: customers call");
        assertThat(
                        cases.readClocks(ticket("T-000001"), P1, at("15:15")).stream()
                                .map(view -> view.reading().orElseThrow())
                                .map(r -> r.state() + " " + r.elapsed())
                                .toList())
                .containsExactly("MISSED PT45M", "RUNNING PT3H");
        assertThat(cases.readClocks(ticket("T-000001"), P4, at("15:15")).get(1).reading())
                .isEmpty();
        assertThat(ticket("T-000001").priority()).isEqualTo(P2);
    }

    @Test
    void whatTelemetryStillShowsIsResolvedOnlyByForceAndStaysSo() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        refuses(
                Why.STILL_BREACHED,
                "T-000001",
                new TicketAct.Resolve("rebooted", false),
                "T-000001 is still breached: web-01, CPU utilization 95 % past 80 %",
                "force it");

        assertThat(act("T-000001", new TicketAct.Resolve("accepted", true), "anna", "12:00"))
                .containsExactly("ticket-resolved T-000001 P3");
        assertThat(lastEvent("T-000001").reason())
                .startsWith("accepted (while still breached: web-01, CPU utilization 95 %");
        assertThat(cases.open()).isEmpty();
        assertThat(act("T-000001", new TicketAct.Resolve("again", true), "anna", "12:01"))
                .isEmpty();
        // As after a restart, when the board tells again what goes on.
        assertThat(apply(reopens("T-000001", CPU, P3, "10:00", "12:05"))).isEmpty();
        assertThat(apply(reopensAt(2, "T-000001", CPU, P2, "10:00", "12:10")))
                .containsExactly("ticket-reopened T-000001 P2");
        assertThat(apply(reopensAt(2, "T-000001", CPU, P2, "10:00", "12:10"))).isEmpty();
        apply(resolves("T-000001", CPU, "12:20", "12:25"));
        assertThat(apply(reopensAt(2, "T-000001", CPU, P2, "10:00", "12:10"))).isEmpty();
    }

    @Test
    void onlyAResolvedTicketIsClosedAndThenARecurrenceOpensAnother() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        refuses(
                Why.NOT_NOW,
                "T-000001",
                new TicketAct.Close(Optional.empty()),
                "T-000001 is open; only a resolved ticket can be closed. Resolve it first.");
        apply(resolves("T-000001", CPU, "10:40", "10:45"));
        act("T-000001", new TicketAct.Close(Optional.empty()), "anna", "11:00");
        assertThat(act("T-000001", new TicketAct.Close(Optional.empty()), "ben", "11:01"))
                .isEmpty();

        assertThat(ticket("T-000001").closedAt()).contains(at("11:00"));
        refuses(
                Why.NOT_NOW,
                "T-000001",
                new TicketAct.Start(),
                "T-000001 is closed; reopen it first.");
        assertThat(cases.resolvedSince(Instant.EPOCH))
                .containsExactly(new ResolvedCase("T-000001", CPU, at("10:45"), true));
        // Decided just before it was closed.
        assertThat(apply(reopens("T-000001", CPU, P2, "11:10", "11:25")))
                .containsExactly("ticket-opened T-000002 P2");
        assertThat(ticket("T-000002").links().previous()).contains("T-000001");
        refuses(
                Why.NOT_NOW,
                "T-000001",
                new TicketAct.Reopen("it was not"),
                "T-000001 cannot be reopened: T-000002 is open for web-01 cpu_utilization");
    }

    @Test
    void aPersonReopensOnANewRoundOfTheClocks() {
        apply(opens(CPU, P3, "10:00", "10:15"), resolves("T-000001", CPU, "10:40", "10:45"));

        assertThat(act("T-000001", new TicketAct.Reopen("users disagree"), "anna", "11:00"))
                .containsExactly("ticket-reopened T-000001 P3");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.status()).isEqualTo(Ticket.Status.OPEN);
        assertThat(ticket.resolvedAt()).isEmpty();
        assertThat(ticket.responseDue()).isEqualTo(at("11:00").plus(Duration.ofDays(1)));
        assertThat(clocks("T-000001"))
                .hasSize(4)
                .contains("resolution 2: running 11:00 by anna (reopened: users disagree)");
        assertThat(cases.open()).hasSize(1);
        assertThat(act("T-000001", new TicketAct.Reopen("again"), "anna", "11:01")).isEmpty();
        // Telemetry has proved it already, so no force is needed.
        assertThat(act("T-000001", new TicketAct.Resolve("they agree", false), "anna", "12:00"))
                .hasSize(1);
    }

    @Test
    void aLoweredPriorityStaysUntilItGetsWorse() {
        apply(opens(CPU, P2, "10:00", "10:15"));
        act("T-000001", new TicketAct.ChangePriority(P4, "a test machine"), "anna", "11:00");
        assertThat(lastEvent("T-000001").type()).isEqualTo("ticket-lowered");
        assertThat(cases.open())
                .containsExactly(
                        new OpenCase(
                                "T-000001",
                                CPU,
                                P4,
                                at("10:00"),
                                at("10:15"),
                                Optional.empty(),
                                false,
                                1));

        // Whoever decided without knowing: the store refuses it, too.
        assertThat(apply(raisesTo(1, "T-000001", CPU, P4, P2, "10:00", "11:05"))).isEmpty();
        assertThat(ticket("T-000001").priority()).isEqualTo(P4);

        assertThat(apply(raisesTo(2, "T-000001", CPU, P4, P1, "10:00", "11:10")))
                .containsExactly("ticket-raised T-000001 P1");
        assertThat(cases.open().get(0).settledLevel()).isZero();
    }

    @Test
    void anotherBreachRaisesALoweredTicketAgain() {
        apply(opens(CPU, P2, "10:00", "10:15"));
        act("T-000001", new TicketAct.ChangePriority(P4, "a test machine"), "anna", "11:00");

        assertThat(apply(raises("T-000001", CPU, P4, P2, "12:00", "12:15")))
                .containsExactly("ticket-raised T-000001 P2");
    }

    @Test
    void aWorseLevelUnderAPersonsPriorityIsNotedSoThatLoweringItSettlesThatLevel() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.ChangePriority(P1, "the shop is down"), "anna", "10:20");

        assertThat(apply(notes(2, "T-000001", CPU, P2, "10:00", "10:30")))
                .containsExactly("level-noted T-000001 P1");
        assertThat(apply(notes(2, "T-000001", CPU, P2, "10:00", "10:30"))).isEmpty();
        assertThat(ticket("T-000001").evidence().level()).isEqualTo(2);

        act("T-000001", new TicketAct.ChangePriority(P3, "it is up"), "anna", "11:00");
        assertThat(apply(raisesTo(2, "T-000001", CPU, P3, P2, "10:00", "11:10"))).isEmpty();
        assertThat(apply(raisesTo(3, "T-000001", CPU, P3, P1, "10:00", "11:20"))).hasSize(1);
    }

    @Test
    void aMergedTicketHandsOverItsMembersAndItsUrgency() {
        apply(opens(CPU, P3, "10:00", "10:15"), opens(DISK, P2, "10:00", "10:15"));
        apply(repeats("T-000002", DISK, P2, "10:30", "10:30"));

        assertThat(act("T-000002", new TicketAct.Merge("T-000001", "one disk"), "anna", "11:00"))
                .containsExactly("ticket-merged T-000002 P2", "ticket-took-over T-000001 P2");

        Ticket into = ticket("T-000001");
        assertThat(into.members()).extracting(Ticket.Member::key).containsExactly(CPU, DISK);
        assertThat(into.members()).allMatch(Ticket.Member::isHeld);
        assertThat(into.occurrences()).isEqualTo(3);
        assertThat(into.responseDue()).isEqualTo(at("14:15"));
        Ticket merged = ticket("T-000002");
        assertThat(merged.status()).isEqualTo(Ticket.Status.CLOSED);
        assertThat(merged.links().mergedInto()).contains("T-000001");
        assertThat(cases.open())
                .extracting(open -> open.id() + " " + open.key())
                .containsExactlyInAnyOrder("T-000001 " + CPU, "T-000001 " + DISK);
        assertThat(act("T-000002", new TicketAct.Merge("T-000001", "one disk"), "ben", "11:01"))
                .isEmpty();
        refuses(
                Why.NOT_NOW,
                "T-000002",
                new TicketAct.Reopen("no"),
                "T-000002 was merged into T-000001");
        refuses(
                Why.NOT_NOW,
                "T-000002",
                new TicketAct.Start(),
                "merged into T-000001. Work there.");

        // What comes back is the one that took over, though the other was opened later.
        apply(resolves("T-000001", CPU, "12:00", "12:05"));
        assertThat(apply(resolves("T-000001", DISK, "12:10", "12:15")))
                .containsExactly("ticket-resolved T-000001 P2");
        assertThat(cases.resolvedSince(Instant.EPOCH))
                .extracting(ResolvedCase::id)
                .containsExactly("T-000001", "T-000001");
    }

    @Test
    void whatCannotBeMergedSaysWhy() {
        apply(opens(CPU, P3, "10:00", "10:15"), opens(DISK, P3, "10:00", "10:15"));
        apply(resolves("T-000002", DISK, "10:40", "10:45"));

        refuses(
                Why.MAKES_NO_SENSE,
                "T-000001",
                new TicketAct.Merge("T-000001", "x"),
                "cannot be merged into itself");
        refuses(
                Why.MAKES_NO_SENSE,
                "T-000001",
                new TicketAct.Merge("T-000099", "x"),
                "no ticket 'T-000099'");
        refuses(
                Why.NOT_NOW,
                "T-000001",
                new TicketAct.Merge("T-000002", "x"),
                "T-000002 is resolved; reopen it first.");
        refuses(Why.NO_SUCH_TICKET, "T-000099", new TicketAct.Start(), "no ticket 'T-000099'");
    }

    @Test
    void aSplitMemberIsATicketOfItsOwnWhoseClocksLoseNoTime() {
        apply(opens(CPU, P3, "10:00", "10:15"), opens(DISK, P3, "10:00", "10:20"));
        refuses(
                Why.MAKES_NO_SENSE,
                "T-000001",
                new TicketAct.Split(CPU, "x"),
                "so there is nothing to split");
        act("T-000002", new TicketAct.Merge("T-000001", "one cause"), "anna", "11:00");
        refuses(
                Why.MAKES_NO_SENSE,
                "T-000001",
                new TicketAct.Split(CPU, "x"),
                "was opened for web-01 cpu_utilization and keeps it",
                "db-07 disk_free /var");

        assertThat(act("T-000001", new TicketAct.Split(DISK, "two causes"), "anna", "13:00"))
                .containsExactly("ticket-split T-000001 P3", "ticket-opened T-000003 P3");

        Ticket split = ticket("T-000003");
        assertThat(split.key()).isEqualTo(DISK);
        assertThat(split.links().previous()).contains("T-000001");
        assertThat(split.responseDue()).isEqualTo(at("11:00").plus(Duration.ofDays(1)));
        assertThat(split.events().get(0).reason())
                .startsWith("split off T-000001: two causes; Disk");
        assertThat(ticket("T-000001").members())
                .extracting(Ticket.Member::isHeld)
                .containsExactly(true, false);
        assertThat(apply(resolves("T-000003", DISK, "14:00", "14:05")))
                .containsExactly("ticket-resolved T-000003 P3");
        assertThat(ticket("T-000001").isActive()).isTrue();
    }

    @Test
    void linksAreMadeOnceAndRemoved() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        TicketAct rfc = new TicketAct.AddLink(LinkKind.RFC, "RFC-2026-0007");

        assertThat(act("T-000001", rfc, "anna", "11:00"))
                .containsExactly("ticket-linked T-000001 P3");
        assertThat(act("T-000001", rfc, "ben", "11:01")).isEmpty();
        assertThat(ticket("T-000001").handling().links())
                .containsExactly(
                        new Handling.Link(LinkKind.RFC, "RFC-2026-0007", at("11:00"), "anna"));
        refuses(
                Why.MAKES_NO_SENSE,
                "T-000001",
                new TicketAct.AddLink(LinkKind.TICKET, "T-000042"),
                "no ticket 'T-000042'");
        TicketAct unlink = new TicketAct.RemoveLink(LinkKind.RFC, "RFC-2026-0007");
        assertThat(act("T-000001", unlink, "anna", "11:02"))
                .containsExactly("ticket-unlinked T-000001 P3");
        assertThat(act("T-000001", unlink, "anna", "11:03")).isEmpty();
        assertThat(ticket("T-000001").handling().links()).isEmpty();
    }

    @Test
    void aCommentIsKeptAlsoOnAClosedTicketAndOnceIfItIsSentTwice() {
        apply(opens(CPU, P3, "10:00", "10:15"), resolves("T-000001", CPU, "10:40", "10:45"));
        act("T-000001", new TicketAct.Close(Optional.empty()), "anna", "11:00");

        assertThat(act("T-000001", new TicketAct.Comment("a cron job"), "anna", "11:01"))
                .hasSize(1);
        assertThat(act("T-000001", new TicketAct.Comment("a cron job"), "anna", "11:01")).isEmpty();
        assertThat(act("T-000001", new TicketAct.Comment("a cron job"), "anna", "11:02"))
                .hasSize(1);
    }

    @Test
    void whoActsOnWhatSomebodyElseHasChangedIsToldSo() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        int seen = ticket("T-000001").handling().version();
        assertThat(seen).isEqualTo(1);
        // What happens by itself takes nothing away.
        apply(repeats("T-000001", CPU, P3, "10:30", "10:45"));
        act("T-000001", new TicketAct.Assign("anna"), "anna", "11:00");

        assertThatThrownBy(
                        () ->
                                cases.act(
                                        "T-000001",
                                        new TicketAct.Start(),
                                        "ben",
                                        at("11:01"),
                                        Optional.of(seen)))
                .isInstanceOfSatisfying(
                        ActRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(Why.HAS_CHANGED))
                .hasMessageContaining("ticket-assigned at 2026-03-02T11:00:00Z by anna (to anna)");
        assertThat(
                        cases.act(
                                "T-000001",
                                new TicketAct.Start(),
                                "ben",
                                at("11:02"),
                                Optional.of(ticket("T-000001").handling().version())))
                .hasSize(1);
    }

    @Test
    void ofTwoWhoActAtOnceOnTheSameSightOneIsFirst() throws Exception {
        apply(opens(CPU, P3, "10:00", "10:15"));
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (String actor : List.of("anna", "ben")) {
                done.add(
                        threads.submit(
                                () -> {
                                    begin.await();
                                    return takes(actor);
                                }));
            }
            begin.countDown();
            assertThat(done.get(0).get()).isNotEqualTo(done.get(1).get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(ticket("T-000001").events()).hasSize(2);
    }

    private boolean takes(String actor) {
        try {
            cases.act("T-000001", new TicketAct.Assign(actor), actor, at("11:00"), Optional.of(1));
            return true;
        } catch (ActRefusedException e) {
            return false;
        }
    }

    // Clocks

    private static Instant after(String time, Duration later) {
        return at(time).plus(later);
    }

    /** Decides as the shipped rules do. */
    private List<String> turn(Instant now) {
        CaseFacts facts = cases.due(now);
        List<Decision> decisions = new ArrayList<>();
        facts.urgent()
                .forEach(
                        urgent ->
                                facts.terms().stream()
                                        .filter(terms -> terms.priority() == urgent.priority())
                                        .forEach(
                                                terms ->
                                                        decisions.add(
                                                                new Decision.RequestEmergencyWindow(
                                                                        urgent, terms, "asks"))));
        facts.marks().forEach(mark -> decisions.add(new Decision.WarnOfClock(mark, "warns")));
        facts.steps().forEach(step -> decisions.add(new Decision.Escalate(step, "escalates")));
        return cases.apply(decisions).stream()
                .map(event -> "%s %s %s".formatted(time(event.at()), event.type(), event.reason()))
                .toList();
    }

    @Test
    void aClockTellsEachOfItsMarksOnceAtItsOwnTime() {
        apply(opens(CPU, P3, "10:00", "10:15")); // response 24 h, resolution 72 h

        assertThat(cases.nextDue()).contains(at("22:15"));
        assertThat(turn(at("22:14"))).isEmpty();
        assertThat(turn(at("22:15")))
                .containsExactly(
                        "22:15 sla-warning 50 % of the response target of 24 h are used; it ends"
                                + " at 2026-03-03T10:15:00Z");
        assertThat(turn(at("22:16"))).isEmpty();
        // A day later, as after a day without a collector.
        assertThat(turn(after("10:20", Duration.ofDays(1))))
                .containsExactly(
                        "04:15 sla-warning 75 % of the response target of 24 h are used; it ends"
                                + " at 2026-03-03T10:15:00Z",
                        "10:15 sla-missed the response target of 24 h is missed since"
                                + " 2026-03-03T10:15:00Z",
                        "10:15 ticket-escalated to the on-call engineer, step 1: the response"
                                + " target of 24 h is missed since 2026-03-03T10:15:00Z");
        assertThat(turn(after("10:21", Duration.ofDays(1)))).isEmpty();
        // 150 %: the next authority. And half of the resolution target, at the same time.
        assertThat(turn(after("22:15", Duration.ofDays(1))))
                .extracting(line -> line.substring(0, 43))
                .containsExactly(
                        "22:15 sla-warning 50 % of the resolution ta",
                        "22:15 ticket-escalated to the Operations Ma");
    }

    @Test
    void anAnswerInTimeEndsItsWarnings() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.Acknowledge(Optional.empty()), "anna", "22:00");

        assertThat(turn(after("10:20", Duration.ofDays(1)))).isEmpty();
        assertThat(cases.nextDue()).contains(after("22:15", Duration.ofDays(1)));
    }

    @Test
    void aWaitPutsOffWhatTheResolutionClockHasToTell() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.Wait("the vendor"), "anna", "11:15");
        assertThat(cases.nextDue()).isEmpty();
        assertThat(turn(after("11:15", Duration.ofDays(9)))).isEmpty();

        act("T-000001", new TicketAct.Start(), "anna", "14:15");

        // 36 h of running time, after 3 h of waiting.
        assertThat(cases.nextDue()).contains(after("01:15", Duration.ofDays(2)));
    }

    @Test
    void aLateRaiseTellsWhatItFindsOnceAndFromThenOn() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.Acknowledge(Optional.empty()), "anna", "10:30");
        apply(raises("T-000001", CPU, P3, P1, "10:00", "20:00")); // of its 4 h 9:45 h are gone

        assertThat(turn(at("20:00")))
                .extracting(line -> line.substring(0, 34))
                .containsExactly(
                        "20:00 emergency-requested EW-00000",
                        "20:00 sla-missed the resolution ta",
                        "20:00 ticket-escalated to the Oper");
        // No sooner than the policy's 15 min after the one before, though 150 % are long gone.
        assertThat(turn(at("20:14"))).isEmpty();
        assertThat(turn(at("20:15")))
                .singleElement()
                .asString()
                .startsWith("20:15 ticket-escalated to the IT Director, step 2:");
        assertThat(turn(after("20:15", Duration.ofDays(9)))).isEmpty();
    }

    @Test
    void aCriticalTicketWantsSomebodyAtOnceUntilSomebodyComes() {
        apply(opens(CPU, P1, "10:00", "10:15"));
        assertThat(turn(at("10:15")))
                .last()
                .isEqualTo(
                        "10:15 ticket-escalated to the Operations Manager, step 1: P1 must be"
                                + " taken up at once");

        act("T-000001", new TicketAct.Acknowledge(Optional.empty()), "anna", "10:20");

        // Nobody else is called; the next is half of 4 h.
        assertThat(turn(at("10:45"))).isEmpty();
        assertThat(cases.nextDue()).contains(at("12:15"));
    }

    @Test
    void eachRoundTellsItsOwnMarks() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        turn(at("22:15"));
        apply(resolves("T-000001", CPU, "22:20", "22:25"));
        assertThat(cases.nextDue()).isEmpty();
        apply(reopens("T-000001", CPU, P3, "22:30", "22:45"));

        assertThat(turn(after("10:45", Duration.ofDays(1))))
                .singleElement()
                .asString()
                .startsWith("10:45 sla-warning 50 % of the response target");
    }

    @Test
    void whatIsLeftOnTheClocksIsTold() {
        apply(opens(CPU, P2, "10:00", "10:15"), opens(DISK, P4, "10:00", "10:15"));
        act("T-000002", new TicketAct.Acknowledge(Optional.empty()), "anna", "10:30");

        assertThat(
                        cases.activeClocks(at("12:15"), 10).stream()
                                .map(
                                        clock ->
                                                "%s %s %s %s"
                                                        .formatted(
                                                                clock.ticket(),
                                                                clock.target(),
                                                                clock.priority(),
                                                                clock.reading().remaining()))
                                .toList())
                .containsExactly("T-000001 RESPONSE P2 PT2H", "T-000001 RESOLUTION P2 PT22H");
        assertThat(cases.activeClocks(at("15:15"), 1).get(0).reading().state())
                .isEqualTo(State.MISSED);
    }

    // Emergency windows

    private List<String> requests() {
        return cases.listEmergencyRequests(Optional.empty(), 10, 0).stream()
                .map(
                        one ->
                                "%s %s %s %s"
                                        .formatted(
                                                one.id(),
                                                one.ticket(),
                                                one.priority(),
                                                one.status()))
                .toList();
    }

    @Test
    void anUrgentTicketAsksOnceForAnEmergencyWindow() {
        apply(opens(CPU, P2, "10:00", "10:15"));

        assertThat(turn(at("10:16")))
                .containsExactly(
                        "10:15 emergency-requested EW-000001: up to 2 h, with a notice of 30 min,"
                                + " for the Operations Manager to approve: CPU utilization 95 %"
                                + " past 80 % since 2026-03-02T10:00:00Z, coverage 100 %, fraction"
                                + " 93.3 %");
        apply(repeats("T-000001", CPU, P2, "11:00", "11:15"));
        apply(Decisions.late(CPU, P1, "09:00", "09:15"));
        assertThat(turn(at("11:16"))).isEmpty();

        EmergencyRequest request = ticket("T-000001").handling().requests().get(0);
        assertThat(request.requestedAt()).isEqualTo(at("10:15"));
        assertThat(request.longest()).isEqualTo(Duration.ofHours(2));
        assertThat(request.notice()).isEqualTo(Duration.ofMinutes(30));
        assertThat(request.authority()).isEqualTo("Operations Manager");
        assertThat(cases.countEmergencyRequests(Optional.of(EmergencyRequest.Status.REQUESTED)))
                .isEqualTo(1);
        assertThat(cases.countEmergencyRequests(Optional.of(EmergencyRequest.Status.APPROVED)))
                .isZero();
    }

    @Test
    void milderTicketsAskForNone() {
        apply(opens(CPU, P3, "10:00", "10:15"), opens(DISK, P4, "10:00", "10:15"));

        assertThat(turn(at("10:16"))).isEmpty();
    }

    @Test
    void aRaisedTicketAsksAnewAndReplacesWhatItAskedFor() {
        apply(opens(CPU, P2, "10:00", "10:15"));
        turn(at("10:16"));
        apply(raises("T-000001", CPU, P2, P1, "10:00", "10:30"));

        assertThat(turn(at("10:30")).get(0))
                .startsWith("10:30 emergency-requested EW-000002: up to 4 h, at once, for the IT")
                .endsWith("; replaces EW-000001");
        assertThat(requests())
                .containsExactly(
                        "EW-000002 T-000001 P1 REQUESTED", "EW-000001 T-000001 P2 SUPERSEDED");
    }

    @Test
    void whatIsResolvedOrLoweredBeforeADecisionIsWithdrawn() {
        apply(opens(CPU, P2, "10:00", "10:15"), opens(DISK, P2, "10:00", "10:15"));
        turn(at("10:16"));

        apply(resolves("T-000001", CPU, "10:40", "10:45"));
        act("T-000002", new TicketAct.ChangePriority(P3, "not now"), "anna", "10:50");

        assertThat(lastEvent("T-000001").reason())
                .endsWith("; the request for an emergency window EW-000001 is withdrawn");
        assertThat(requests())
                .containsExactly(
                        "EW-000002 T-000002 P2 WITHDRAWN", "EW-000001 T-000001 P2 WITHDRAWN");
        assertThat(turn(at("10:51"))).isEmpty();
        // Open again, it needs one again.
        apply(reopens("T-000001", CPU, P2, "11:00", "11:15"));
        assertThat(turn(at("11:15"))).hasSize(1);
        assertThat(requests()).first().isEqualTo("EW-000003 T-000001 P2 REQUESTED");
    }

    @Test
    void whatPrioritiesPeopleChooseAskForWindowsAsWell() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.ChangePriority(Priority.P2, "the shop"), "anna", "10:30");

        assertThat(turn(at("10:31")).get(0)).startsWith("10:30 emergency-requested EW-000001");
    }
}
