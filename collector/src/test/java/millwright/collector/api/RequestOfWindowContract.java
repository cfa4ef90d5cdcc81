package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.cases.EmergencyWindow;
import millwright.collector.change.RfcAct;
import millwright.rules.change.RfcState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An emergency window with its request for change, over any store of both. The window of two hours
 * is approved on Monday 2 March 2026 at 20:00 in Kuwait, and may start half an hour later.
 */
abstract class RequestOfWindowContract extends DeskContract {
    private static final String EW = "EW-000001";

    private EmergencyDesk desk;

    RequestOfWindowContract() {
        super(Instant.parse("2026-03-02T17:00:00Z"));
    }

    @BeforeEach
    void aWindowIsApprovedAndItsRequestDrafted() {
        desk =
                new EmergencyDesk(
                        cases(),
                        new MadeUpFleet(now),
                        () -> POLICY,
                        () -> CALENDAR,
                        new EmergencyDrafts(cases(), changes, () -> POLICY),
                        changes,
                        event -> heard.add(event.type()),
                        () -> now);
        cases().apply(ENGINE.decide(cases().due(now), now));
        act("omar", EmergencyAct.Approve.asAsked());
        assertThat(window().request().course().rfc()).contains(RFC);
        heard.clear();
    }

    private EmergencyWindow window() {
        return desk.find(EW).orElseThrow();
    }

    private void act(String who, EmergencyAct act) {
        assertThat(desk.act(PEOPLE.get(who), EW, act, Optional.empty())).isNotEmpty();
    }

    private void change(String who, RfcAct act) {
        var unused = changes.act(PEOPLE.get(who), RFC, act, now, Optional.empty());
    }

    private void handedIn() {
        change("cora", new RfcAct.Submit(Optional.empty()));
    }

    private void approves(String who) {
        change(who, new RfcAct.Approve(Optional.of("the disk fills tonight")));
    }

    private void verified() {
        act("ines", new EmergencyAct.Verify(List.of(), Optional.of("38 % free"), true));
    }

    private RfcState state() {
        return changes.find(RFC).orElseThrow().state();
    }

    private String told() {
        var events = window().events();
        return events.get(events.size() - 1).text();
    }

    private String lastOfRfc() {
        var events = changes.history(RFC);
        var last = events.get(events.size() - 1);
        return "%s by %s: %s".formatted(last.type(), last.actor().orElse("-"), last.reason());
    }

    private void passes(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void theApprovedRequestStartsEndsAndIsVerifiedWithItsWindow() {
        handedIn();
        approves("dina");
        approves("omar");
        heard.clear();
        passes(30);
        act("emil", new EmergencyAct.Start());
        assertThat(state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(lastOfRfc()).isEqualTo("rfc-started by emil: EW-000001 has begun");
        assertThat(told()).endsWith("; RFC-2026-0001 is in progress with it");

        passes(20);
        act("emil", new EmergencyAct.End("12 GB of logs moved"));
        assertThat(state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(lastOfRfc())
                .isEqualTo("rfc-work-done by emil: EW-000001 has ended: 12 GB of logs moved");
        assertThat(told()).endsWith("; RFC-2026-0001 is in progress until somebody verifies that");

        passes(15);
        verified();
        assertThat(state()).isEqualTo(RfcState.VERIFIED);
        assertThat(lastOfRfc())
                .startsWith("rfc-verified by ines: EW-000001: though it has not proved itself")
                .endsWith("38 % free");
        assertThat(told()).endsWith("; RFC-2026-0001 is verified with it");
        assertThat(heard)
                .containsExactly(
                        "emergency-notified",
                        "emergency-started",
                        "rfc-scheduled",
                        "rfc-started",
                        "emergency-ended",
                        "rfc-work-done",
                        "emergency-verified",
                        "rfc-verified");
    }

    /** L-013 §6.2: two authorities; §4.2: the window does not wait for them. */
    @Test
    void whatNotBothAuthoritiesHaveApprovedDoesNotStartAndTheWindowSaysWhy() {
        handedIn();
        approves("dina");
        passes(30);
        act("emil", new EmergencyAct.Start());
        assertThat(state()).isEqualTo(RfcState.CAB);
        assertThat(told())
                .startsWith("work begins, until 2026-03-02T19:30:00Z at the latest; RFC-2026-0001")
                .contains("stays as it is: it is CAB (rfc-approval-given at Mon 2 Mar 2026 20:00")
                .contains("by dina")
                .contains("Missing: the yes of Operations Manager")
                .endsWith("It catches up at the next step of its window");
    }

    @Test
    void aDraftStaysOneAndTheWindowSaysWhatIsMissing() {
        passes(30);
        act("emil", new EmergencyAct.Start());
        assertThat(state()).isEqualTo(RfcState.DRAFT);
        assertThat(told())
                .contains("RFC-2026-0001 stays as it is: it is draft (rfc-drafted")
                .contains("Missing: somebody hands it in")
                .contains("then IT Director and Operations Manager approve");
    }

    @Test
    void whatIsApprovedAfterTheStartCatchesUp() {
        passes(30);
        act("emil", new EmergencyAct.Start());
        passes(10);
        handedIn();
        approves("dina");
        approves("omar");
        passes(10);
        act("ines", new EmergencyAct.End("done"));
        assertThat(state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(told()).contains("RFC-2026-0001, approved after the start, is in progress");
        assertThat(changes.history(RFC))
                .anySatisfy(
                        event -> {
                            assertThat(event.type()).isEqualTo("rfc-started");
                            assertThat(event.actor()).contains("ines");
                            assertThat(event.reason())
                                    .isEqualTo("EW-000001 had begun before it was approved");
                        });
    }

    @Test
    void whatIsApprovedAfterTheEndIsVerifiedWithTheWindow() {
        passes(30);
        act("emil", new EmergencyAct.Start());
        passes(10);
        act("emil", new EmergencyAct.End("done"));
        assertThat(state()).isEqualTo(RfcState.DRAFT);
        handedIn();
        approves("dina");
        approves("omar");
        passes(15);
        verified();
        assertThat(state()).isEqualTo(RfcState.VERIFIED);
        assertThat(told()).endsWith("RFC-2026-0001, approved after the start, is verified with it");
    }

    @Test
    void whatNobodyApprovesIsLeftForPeopleToTakeItsWay() {
        passes(30);
        act("emil", new EmergencyAct.Start());
        act("emil", new EmergencyAct.End("done"));
        passes(15);
        verified();
        assertThat(state()).isEqualTo(RfcState.DRAFT);
        assertThat(told())
                .contains("RFC-2026-0001 stays as it is: it is draft")
                .endsWith("Once that is done, start and verify it by hand");
    }

    @Test
    void whatWasRolledBackStaysSo() {
        handedIn();
        approves("dina");
        approves("omar");
        passes(30);
        act("emil", new EmergencyAct.Start());
        change("omar", new RfcAct.RollBack("it grows worse"));
        act("emil", new EmergencyAct.End("put back"));
        assertThat(state()).isEqualTo(RfcState.ROLLED_BACK);
        assertThat(told())
                .contains("RFC-2026-0001 stays as it is: it is rolled back (rfc-rolled-back at")
                .contains("by omar (it grows worse)");
    }

    @Test
    void aWindowThatComesToNothingHasItsRequestWithdrawn() {
        handedIn();
        act("omar", new EmergencyAct.Reject("not tonight"));
        assertThat(state()).isEqualTo(RfcState.WITHDRAWN);
        assertThat(lastOfRfc()).isEqualTo("rfc-withdrawn by -: EW-000001 is rejected");
    }

    @Test
    void aStartThatIsRefusedLeavesTheRequestAlone() {
        handedIn();
        approves("dina");
        approves("omar");
        passes(29);
        assertThatThrownBy(() -> act("emil", new EmergencyAct.Start()))
                .hasMessageContaining("may start at 2026-03-02T17:30:00Z");
        assertThat(state()).isEqualTo(RfcState.APPROVED);
        passes(1);
        act("emil", new EmergencyAct.Start());
        assertThat(desk.act(PEOPLE.get("emil"), EW, new EmergencyAct.Start(), Optional.empty()))
                .isEmpty();
        assertThat(changes.history(RFC))
                .filteredOn(event -> event.type().equals("rfc-started"))
                .hasSize(1);
    }
}
