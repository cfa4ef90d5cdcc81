package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.at;
import static millwright.collector.cases.Decisions.opens;
import static millwright.collector.cases.Decisions.raises;
import static millwright.collector.cases.Decisions.resolves;
import static millwright.rules.indicator.Priority.P1;
import static millwright.rules.indicator.Priority.P2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.collector.cases.ActRefusedException.Why;
import millwright.collector.cases.EmergencyAct.Approve;
import millwright.collector.cases.EmergencyCourse.Figure;
import millwright.collector.cases.EmergencyCourse.Ground;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.ActiveWindow;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Symptom;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * What people and time do to emergency windows, whatever keeps them; by the shipped policy and
 * rules. Times are UTC of Monday, 2 March 2026; Kuwait is three hours ahead, so its evening's peak
 * is from 14:00 to 16:00.
 */
abstract class EmergencyWindowsContract extends TicketActsContract {
    private static final MaintenanceCalendar CALENDAR =
            MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());
    private static final String EW = "EW-000001";
    private static final IndicatorKey MEMORY = new IndicatorKey("web-01", "memory_usage", "");

    private List<String> turn(String time) {
        return turn(at(time));
    }

    /** Decides by the shipped rules; {@code 10:15 emergency-requested …}. */
    private List<String> turn(Instant now) {
        CaseFacts facts = cases.due(now);
        return brief(cases.apply(Turns.ENGINE.decide(facts, now)));
    }

    private List<String> act(EmergencyAct act, String actor, String time) {
        return brief(
                cases.emergencies()
                        .act(
                                EW,
                                act,
                                actor,
                                at(time),
                                Optional.empty(),
                                CALENDAR,
                                NoWindowRequests.NONE));
    }

    private static List<String> brief(List<CaseEvent> events) {
        return events.stream()
                .filter(event -> !event.type().startsWith("sla-"))
                .filter(event -> !event.type().equals("ticket-escalated"))
                .map(
                        event ->
                                "%s %s %s"
                                        .formatted(
                                                event.at().toString().substring(11, 16),
                                                event.type(),
                                                event.reason()))
                .toList();
    }

    private void refuses(Why why, EmergencyAct act, String actor, String time, String... words) {
        Optional<EmergencyWindow> before = cases.emergencies().find(EW);
        assertThatThrownBy(() -> act(act, actor, time))
                .isInstanceOfSatisfying(
                        ActRefusedException.class, e -> assertThat(e.why()).isEqualTo(why))
                .hasMessageContainingAll(words);
        assertThat(cases.emergencies().find(EW)).isEqualTo(before);
    }

    private EmergencyRequest window() {
        return cases.emergencies().find(EW).orElseThrow().request();
    }

    private EmergencyCourse.Work work() {
        return window().course().work().orElseThrow();
    }

    private List<String> history() {
        return cases.emergencies().find(EW).orElseThrow().events().stream()
                .map(event -> event.type().replace("emergency-", ""))
                .toList();
    }

    private static Approve approve(Duration length, String ground) {
        return new Approve(
                Optional.ofNullable(length),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(ground).map(name -> new Ground(name, "orders are lost")),
                Optional.empty(),
                Optional.empty());
    }

    /** A ticket of P2 that asks at 10:15 for two hours with half an hour of notice. */
    private void asked() {
        apply(opens(CPU, P2, "10:00", "10:15"));
        turn("10:16");
    }

    /** And work in its window from 10:50 on, granted for an hour, so until 11:50. */
    private void working() {
        asked();
        act(approve(Duration.ofHours(1), null), "sara", "10:20");
        turn("10:20");
        act(new EmergencyAct.Start(), "omar", "10:50");
    }

    @Test
    void aWindowOfP2IsApprovedAnnouncedAndBeginsAfterItsNotice() {
        asked();

        assertThat(act(Approve.asAsked(), "sara", "10:20"))
                .containsExactly(
                        "10:20 emergency-approved EW-000001: up to 2 h, from"
                                + " 2026-03-02T10:50:00Z");
        assertThat(cases.nextDue()).contains(at("10:20"));
        assertThat(turn("10:21"))
                .containsExactly(
                        "10:20 emergency-notified EW-000001: stakeholders are told: work of up to"
                                + " 2 h from 2026-03-02T10:50:00Z, after a notice of 30 min");
        assertThat(window().status()).isEqualTo(Status.NOTIFIED);
        assertThat(turn("10:22")).isEmpty();
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Start(),
                "omar",
                "10:49",
                "EW-000001 may start at 2026-03-02T10:50:00Z, not before");
        assertThat(act(new EmergencyAct.Start(), "omar", "10:50"))
                .containsExactly(
                        "10:50 emergency-started EW-000001: work begins, until"
                                + " 2026-03-02T12:50:00Z at the latest");
        assertThat(window().status()).isEqualTo(Status.ACTIVE);
        assertThat(window().decidedBy()).contains("sara");
        assertThat(history()).containsExactly("requested", "approved", "notified", "started");
    }

    @Test
    void aWindowOfP1BeginsAtOnceAlsoInABlackoutAndThatIsCounted() {
        apply(opens(CPU, P1, "14:00", "14:15"));
        turn("14:16");

        assertThat(act(Approve.asAsked(), "dina", "14:20"))
                .containsExactly(
                        "14:20 emergency-approved EW-000001: up to 4 h, from"
                                + " 2026-03-02T14:20:00Z; breaks daily-peak-evening, as a critical"
                                + " emergency may");
        assertThat(cases.emergencies().exemptionsSince(at("00:00"))).isEmpty();
        // Before a rule has announced it: whoever starts it does.
        assertThat(act(new EmergencyAct.Start(), "omar", "14:20"))
                .extracting(line -> line.substring(0, 24))
                .containsExactly("14:20 emergency-notified", "14:20 emergency-started ");
        assertThat(turn("14:21")).isEmpty();
        assertThat(work().endsAt()).isEqualTo(at("18:20"));
        assertThat(cases.emergencies().exemptionsSince(at("14:20")))
                .isEqualTo(Map.of("critical-emergency", 1L));
        assertThat(cases.emergencies().exemptionsSince(at("14:21"))).isEmpty();
    }

    @Test
    void aWindowOfP2WaitsForTheEndOfABlackoutUnlessAGroundLiftsIt() {
        asked();
        refuses(
                Why.MAKES_NO_SENSE,
                approve(null, "hurry"),
                "sara",
                "13:00",
                "'hurry' is no ground of an exemption; the policy has active-compromise,");

        // From 13:30 two hours would reach into the peak from 14:00 to 16:00.
        act(Approve.asAsked(), "sara", "13:00");
        assertThat(window().course().grant().orElseThrow().startsAt()).isEqualTo(at("16:00"));
        act(new EmergencyAct.Reject("it cannot wait so long"), "sara", "13:01");
        cases.emergencies().request("T-000001", "orders are lost", "omar", at("13:05"));

        var grounded =
                cases.emergencies()
                        .act(
                                "EW-000002",
                                approve(null, "data-loss"),
                                "sara",
                                at("13:10"),
                                Optional.empty(),
                                CALENDAR,
                                NoWindowRequests.NONE);
        assertThat(brief(grounded))
                .containsExactly(
                        "13:10 emergency-approved EW-000002: up to 2 h, from"
                                + " 2026-03-02T13:40:00Z; breaks daily-peak-evening, exempt for"
                                + " data-loss: orders are lost");
        cases.emergencies()
                .act(
                        "EW-000002",
                        new EmergencyAct.Start(),
                        "omar",
                        at("13:40"),
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);
        assertThat(cases.emergencies().exemptionsSince(at("00:00")))
                .isEqualTo(Map.of("data-loss", 1L));
    }

    @Test
    void whoStartsLateIsHeldToTheCalendarAnew() {
        asked();
        act(Approve.asAsked(), "sara", "10:20");
        turn("10:20");

        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Start(),
                "omar",
                "12:01",
                "daily-peak-evening (evening subscription management) stands in the way",
                "data-loss",
                "wait until Mon 2026-03-02 19:00");
        act(new EmergencyAct.Start(), "omar", "12:00"); // ends as the peak begins
        assertThat(work().endsAt()).isEqualTo(at("14:00"));
    }

    @Test
    void noWindowIsGrantedForLongerOrSoonerThanItsTermsSay() {
        asked();

        refuses(
                Why.MAKES_NO_SENSE,
                approve(Duration.ofMinutes(121), null),
                "sara",
                "10:20",
                "EW-000001 may take from a minute to 2 h (L-013 §4.2)");
        refuses(
                Why.MAKES_NO_SENSE,
                new Approve(
                        Optional.empty(),
                        Optional.of(at("10:49")),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "sara",
                "10:20",
                "can start at 2026-03-02T10:50:00Z at the earliest: people have 30 min of notice");
        act(approve(Duration.ofHours(2), null), "sara", "10:20");
    }

    @Test
    void nobodyApprovesWhatTheyAskedForOrMadeSoUrgent() {
        apply(opens(CPU, P2, "10:00", "10:15"));
        cases.act("T-000001", new TicketAct.ChangePriority(P1, "the shop"), "dina", at("10:17"));
        turn("10:18");

        assertThat(window().requestedBy()).contains("dina");
        refuses(
                Why.NOT_YOURS,
                Approve.asAsked(),
                "dina",
                "10:20",
                "asked for by dina, and nobody approves their own request. Another IT Director");
        act(Approve.asAsked(), "hugo", "10:20");
        act(new EmergencyAct.Start(), "dina", "10:21");
        refuses(
                Why.NOT_YOURS,
                new EmergencyAct.Extend(Duration.ofMinutes(5), "slow"),
                "dina",
                "10:22",
                "nobody approves their own request");
    }

    @Test
    void whoComesSecondIsToldWhoWasFirstAndWhen() {
        asked();
        act(Approve.asAsked(), "sara", "10:20");

        assertThat(act(Approve.asAsked(), "sara", "10:21")).isEmpty();
        refuses(
                Why.NOT_NOW,
                Approve.asAsked(),
                "hugo",
                "10:21",
                "EW-000001 is approved (emergency-approved by sara at 2026-03-02T10:20:00Z); only"
                        + " one that is requested can be approved.");
        act(new EmergencyAct.Reject("no need"), "hugo", "10:22");
        assertThat(act(new EmergencyAct.Reject("no need"), "hugo", "10:23")).isEmpty();
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Start(),
                "omar",
                "10:50",
                "EW-000001 is rejected (emergency-rejected by hugo at 2026-03-02T10:22:00Z)");
        for (EmergencyAct early :
                List.of(
                        new EmergencyAct.Update("half done"),
                        new EmergencyAct.End("done"),
                        new EmergencyAct.Report("what happened"),
                        new EmergencyAct.Verify(List.of(), Optional.empty(), false),
                        new EmergencyAct.Extend(Duration.ofMinutes(5), "slow"))) {
            refuses(Why.NOT_NOW, early, "omar", "10:51", "EW-000001 is rejected");
        }
    }

    @Test
    void whoHasNotSeenTheNewestSaysSoAndIsRefused() {
        working();
        int seen = cases.emergencies().find(EW).orElseThrow().version();
        act(new EmergencyAct.Update("half done"), "omar", "11:00"); // takes nothing away
        act(new EmergencyAct.Extend(Duration.ofMinutes(10), "slow"), "sara", "11:05");

        assertThatThrownBy(
                        () ->
                                cases.emergencies()
                                        .act(
                                                EW,
                                                new EmergencyAct.Extend(
                                                        Duration.ofMinutes(10), "slow"),
                                                "hugo",
                                                at("11:06"),
                                                Optional.of(seen),
                                                CALENDAR,
                                                NoWindowRequests.NONE))
                .isInstanceOfSatisfying(
                        ActRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(Why.HAS_CHANGED))
                .hasMessageContaining("emergency-extended by sara at 2026-03-02T11:05:00Z");
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
        asked();
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (String actor : List.of("sara", "hugo")) {
                done.add(
                        threads.submit(
                                () -> {
                                    begin.await();
                                    return approves(actor);
                                }));
            }
            begin.countDown();
            assertThat(done.get(0).get()).isNotEqualTo(done.get(1).get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(history()).containsExactly("requested", "approved");
    }

    private boolean approves(String actor) {
        try {
            act(Approve.asAsked(), actor, "10:20");
            return true;
        } catch (ActRefusedException e) {
            return false;
        }
    }

    @Test
    void aStatusUpdateIsDueEachHalfHourAndChasedOnceEachTime() {
        working();

        assertThat(cases.nextDue()).contains(at("11:20"));
        assertThat(turn("11:19")).isEmpty();
        assertThat(turn("11:20"))
                .containsExactly(
                        "11:20 emergency-update-overdue EW-000001: no status update since"
                                + " 2026-03-02T10:50:00Z; one is due every 30 min");
        assertThat(turn("11:21")).isEmpty();
        act(new EmergencyAct.Update("logs are moved"), "omar", "11:25");
        assertThat(turn("11:54").stream().filter(line -> line.contains("update"))).isEmpty();
        assertThat(turn("11:55").get(0)).startsWith("11:55 emergency-update-overdue");
        // As after an hour without a collector: only the last one, and the authority hears of it.
        assertThat(turn("13:00"))
                .containsExactly(
                        "12:55 emergency-update-overdue EW-000001: no status update since"
                                + " 2026-03-02T11:25:00Z; one is due every 30 min; missed 3 times,"
                                + " so the Operations Manager is told");
        assertThat(turn("13:24")).isEmpty();
        assertThat(turn("13:25").get(0)).startsWith("13:25 emergency-update-overdue");
    }

    @Test
    void aWindowThatRunsPastItsGrantedEndIsToldOfOnceForEachEnd() {
        working();
        act(new EmergencyAct.Update("half done"), "omar", "11:30");

        assertThat(turn("11:49")).isEmpty();
        assertThat(turn("11:50"))
                .singleElement()
                .asString()
                .startsWith("11:50 emergency-overran EW-000001: its granted time was over at")
                .contains("have the Operations Manager extend it");
        assertThat(turn("11:51")).isEmpty();
        act(new EmergencyAct.Extend(Duration.ofMinutes(5), "slow"), "sara", "11:52");
        act(new EmergencyAct.Update("nearly done"), "omar", "11:53");
        assertThat(turn("11:54")).isEmpty();
        assertThat(turn("11:55").get(0)).startsWith("11:55 emergency-overran");
    }

    @Test
    void extensionsEndAtTheLongestThatTheTermsAllow() {
        working(); // 10:50 to 11:50, of two hours at the most

        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Extend(Duration.ofMinutes(61), "slow"),
                "sara",
                "11:40",
                "EW-000001 may take 2 h in all (L-013 §4.2), so it ends at"
                        + " 2026-03-02T12:50:00Z at the latest. Extend it by 60 min or less.");
        act(new EmergencyAct.Extend(Duration.ofMinutes(60), "slow"), "sara", "11:40");
        assertThat(work().endsAt()).isEqualTo(at("12:50"));
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Extend(Duration.ofMinutes(1), "slow"),
                "sara",
                "11:41",
                "at the latest (emergency-extended by sara at 2026-03-02T11:40:00Z). It has all of"
                        + " that. End it, and ask for another");
    }

    @Test
    void anExtensionIntoABlackoutNeedsItsGround() {
        asked();
        act(approve(Duration.ofHours(1), null), "sara", "12:20");
        turn("12:20");
        act(new EmergencyAct.Start(), "omar", "12:50");

        act(new EmergencyAct.Extend(Duration.ofMinutes(10), "slow"), "sara", "13:00");
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Extend(Duration.ofMinutes(1), "slow"),
                "sara",
                "13:01",
                "daily-peak-evening");
    }

    private static Figure cpu(double worst) {
        return new Figure(CPU, worst, 50);
    }

    @Test
    void itEndsProvesItselfAndIsClosedByItsReport() {
        working();
        apply(resolves("T-000001", CPU, "11:00", "11:05"));
        assertThat(act(new EmergencyAct.End("log shipping moved"), "omar", "11:10"))
                .containsExactly(
                        "11:10 emergency-ended EW-000001: after 20 min: log shipping moved;"
                                + " incident report due at 2026-03-03T11:10:00Z");

        EmergencyAct proof = new EmergencyAct.Verify(List.of(cpu(42)), Optional.empty(), false);
        refuses(
                Why.STILL_BREACHED,
                proof,
                "omar",
                "11:24",
                "EW-000001 has not proved itself: it is watched until 2026-03-02T11:25:00Z",
                "roll back (L-013 §9.1)");
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Report("what happened"),
                "omar",
                "11:24",
                "is not verified. Verify it first");
        assertThat(act(proof, "omar", "11:25"))
                .containsExactly(
                        "11:25 emergency-verified EW-000001: it has proved itself (CPU utilization"
                                + " of web-01 at worst 42 %, and that is below 50 %)");
        act(new EmergencyAct.Report("A log filled the disk."), "omar", "12:00");

        assertThat(window().status()).isEqualTo(Status.CLOSED);
        assertThat(window().course().proof().orElseThrow().passed()).isTrue();
        assertThat(cases.nextDue()).isEmpty();
        assertThat(history())
                .containsExactly(
                        "requested",
                        "approved",
                        "notified",
                        "started",
                        "ended",
                        "verified",
                        "reported");
    }

    @Test
    void whatHasNotProvedItselfIsVerifiedOnlyByForceAndSaysSo() {
        working();
        act(new EmergencyAct.End("given up"), "omar", "11:10");

        refuses(
                Why.STILL_BREACHED,
                new EmergencyAct.Verify(List.of(cpu(50)), Optional.empty(), false),
                "omar",
                "11:30",
                "CPU utilization of web-01 is still breached",
                "at worst 50 %, and must be below 50 %");
        refuses(
                Why.STILL_BREACHED,
                new EmergencyAct.Verify(List.of(), Optional.empty(), false),
                "omar",
                "11:30",
                "nothing of its systems has been measured since its end");
        act(
                new EmergencyAct.Verify(List.of(cpu(50)), Optional.of("rolled back"), true),
                "omar",
                "11:30");
        assertThat(window().course().proof().orElseThrow().passed()).isFalse();
    }

    @Test
    void aReportThatDoesNotComeInADayIsChasedOnce() {
        working();
        act(new EmergencyAct.End("done"), "omar", "11:10");
        Instant tomorrow = at("11:10").plus(Duration.ofDays(1));

        assertThat(turn(tomorrow.minusSeconds(1))).isEmpty();
        assertThat(turn(tomorrow))
                .containsExactly(
                        "11:10 emergency-report-overdue EW-000001: no incident report within 24 h"
                                + " of its end");
        assertThat(turn(tomorrow.plusSeconds(1))).isEmpty();
    }

    @Test
    void aTicketThatNeedsItNoMoreWithdrawsAnApprovedWindowButNotOneThatIsActive() {
        asked();
        act(Approve.asAsked(), "sara", "10:20");
        apply(resolves("T-000001", CPU, "10:40", "10:45"));

        assertThat(window().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(turn("10:46")).isEmpty(); // and nobody is told of it any more
        refuses(
                Why.NOT_NOW,
                new EmergencyAct.Start(),
                "omar",
                "10:50",
                "EW-000001 is withdrawn (emergency-withdrawn by a rule at 2026-03-02T10:45:00Z)");
    }

    @Test
    void aRaiseWhileWorkGoesOnAsksForAnotherWindowThatWaitsForItsEnd() {
        working();
        apply(raises("T-000001", CPU, P2, P1, "10:00", "11:00"));
        assertThat(turn("11:00").get(0)).startsWith("11:00 emergency-requested EW-000002");
        cases.emergencies()
                .act(
                        "EW-000002",
                        Approve.asAsked(),
                        "dina",
                        at("11:01"),
                        Optional.empty(),
                        CALENDAR,
                        NoWindowRequests.NONE);

        assertThat(window().status()).isEqualTo(Status.ACTIVE);
        assertThatThrownBy(
                        () ->
                                cases.emergencies()
                                        .act(
                                                "EW-000002",
                                                new EmergencyAct.Start(),
                                                "omar",
                                                at("11:02"),
                                                Optional.empty(),
                                                CALENDAR,
                                                NoWindowRequests.NONE))
                .hasMessageMatching(
                        "EW-000001 of the same ticket is active already \\(emergency-started by"
                                + " \\w+ at 2026-03-02T1\\d:\\d\\d:00Z\\)\\. End it first\\.");
    }

    @Test
    void peopleAskOnlyForAnUrgentTicketThatHasNoneOpen() {
        apply(opens(DISK, P2, "10:00", "10:15"));
        turn("10:16");

        assertThatThrownBy(
                        () ->
                                cases.emergencies()
                                        .request("T-000001", "please", "omar", at("10:17")))
                .hasMessageContaining("T-000001 has EW-000001 already")
                .hasMessageContaining("asked for at 2026-03-02T10:15:00Z by a rule");
        act(new EmergencyAct.Reject("not yet"), "sara", "10:18");
        assertThat(turn("10:19")).isEmpty(); // the rules ask no more
        assertThat(brief(cases.emergencies().request("T-000001", "now", "omar", at("10:20"))))
                .containsExactly(
                        "10:20 emergency-requested EW-000002: up to 2 h, with a notice of"
                                + " 30 min, for the Operations Manager to approve: now");
        cases.act(
                "T-000001",
                new TicketAct.ChangePriority(millwright.rules.indicator.Priority.P3, "calm"),
                "sara",
                at("10:30"));
        assertThatThrownBy(
                        () ->
                                cases.emergencies()
                                        .request("T-000001", "please", "omar", at("10:31")))
                .hasMessageContaining("only an open ticket of P1 or P2");
    }

    @Test
    void aWindowIsActiveFromItsStartToItsGrantedEnd() {
        asked();
        act(
                new Approve(
                        Optional.of(Duration.ofHours(1)),
                        Optional.empty(),
                        List.of(Symptom.parse("web-01 target_up")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "sara",
                "10:20");
        turn("10:20");
        assertThat(cases.emergencies().active(at("10:49"))).isEmpty();
        act(new EmergencyAct.Start(), "omar", "10:50");

        ActiveWindow expected =
                new ActiveWindow(
                        EW,
                        "T-000001",
                        java.util.Set.of("web-01"),
                        java.util.Set.of(CPU),
                        List.of(Symptom.parse("web-01 target_up")),
                        at("10:50"));
        assertThat(cases.emergencies().active(at("10:50"))).containsExactly(expected);
        assertThat(cases.emergencies().active(at("11:49"))).containsExactly(expected);
        assertThat(cases.emergencies().active(at("11:50"))).isEmpty();
        act(new EmergencyAct.Extend(Duration.ofMinutes(10), "slow"), "sara", "11:50");
        assertThat(cases.emergencies().active(at("11:50"))).containsExactly(expected);
        act(new EmergencyAct.End("done"), "omar", "11:51");
        assertThat(cases.emergencies().active(at("11:51"))).isEmpty();
    }

    @Test
    void whatIsHeldBackAndWhatIsCollateralIsOnRecordOnce() {
        working();
        Cause cause = ((Decision.OpenTicket) opens(MEMORY, P2, "11:00", "11:05")).cause();
        Decision held = new Decision.HoldSymptom(MEMORY, cause, EW, "held back");
        Decision collateral = new Decision.MarkCollateral(DISK, EW, at("11:05"), "collateral");

        assertThat(brief(cases.apply(List.of(held))))
                .singleElement()
                .asString()
                .startsWith("11:05 symptom-held no ticket for now: Memory usage of web-01, which");
        assertThat(cases.apply(List.of(held))).isEmpty();
        assertThat(cases.apply(List.of(collateral))).isEmpty(); // there is no ticket to mark
        assertThat(brief(cases.apply(List.of(opens(DISK, P2, "11:00", "11:05"), collateral))))
                .last()
                .isEqualTo(
                        "11:05 collateral-marked collateral of EW-000001, the emergency window of"
                                + " T-000001, which did not expect it");
        assertThat(cases.apply(List.of(collateral))).isEmpty();
        assertThat(ticket("T-000002").handling().links())
                .extracting(Handling.Link::target)
                .containsExactly(EW);
        assertThat(history()).endsWith("started", "symptom-held", "collateral-marked");
    }

    @Test
    void theSameDecisionsAgainAsAfterACrashTellNothing() {
        asked();
        act(Approve.asAsked(), "sara", "10:20");
        List<Decision> announces = Turns.ENGINE.decide(cases.due(at("10:20")), at("10:20"));
        assertThat(cases.apply(announces)).hasSize(1);
        assertThat(cases.apply(announces)).isEmpty();
        act(new EmergencyAct.Start(), "omar", "10:50");
        List<Decision> chases = Turns.ENGINE.decide(cases.due(at("11:20")), at("11:20"));
        // An update that is faster makes the chase pointless.
        act(new EmergencyAct.Update("half done"), "omar", "11:19");
        assertThat(chases).hasSize(1);
        assertThat(cases.apply(chases)).isEmpty();
    }
}
