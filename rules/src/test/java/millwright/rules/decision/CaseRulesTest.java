package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.plan.Plan;
import millwright.rules.policy.EmergencyTerms;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** sla.drl and emergency.drl: what the tickets themselves give to decide about. */
class CaseRulesTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final List<EmergencyTerms> TERMS =
            List.copyOf(MaintenancePolicy.shipped().emergencies().values());

    private static ClockMark mark(int percent) {
        return new ClockMark(
                "t1", DISK, Priority.P3, Target.RESPONSE, 1, percent, NOON, Duration.ofDays(1));
    }

    private static List<Decision> decide(
            List<UrgentCase> urgent, List<ClockMark> marks, List<EscalationStep> steps) {
        return ENGINE.decide(new CaseFacts(urgent, TERMS, marks, steps), NOON.plusSeconds(9));
    }

    @Test
    void eachMarkWarnsOnceAndSaysWhichRule() {
        assertThat(decide(List.of(), List.of(mark(75), mark(50), mark(99), mark(100)), List.of()))
                .containsExactlyInAnyOrder(
                        warns(mark(50), "a clock that reaches a warning mark of its target warns"),
                        warns(mark(75), "a clock that reaches a warning mark of its target warns"),
                        warns(mark(99), "a clock that reaches a warning mark of its target warns"),
                        warns(mark(100), "a clock that has used up its target has missed it"));
    }

    private static Decision warns(ClockMark mark, String rule) {
        return new Decision.WarnOfClock(mark, rule);
    }

    @Test
    void aStepGoesToItsAuthorityAtItsOwnTime() {
        EscalationStep step =
                new EscalationStep(
                        "t1",
                        DISK,
                        Priority.P3,
                        Target.RESOLUTION,
                        1,
                        0,
                        NOON,
                        Duration.ofDays(3),
                        "on-call engineer");

        assertThat(decide(List.of(), List.of(), List.of(step)))
                .containsExactly(
                        new Decision.Escalate(step, "a missed target goes to the next authority"))
                .allSatisfy(decision -> assertThat(decision.at()).isEqualTo(NOON));
    }

    @Test
    void anUrgentTicketAsksOnTheTermsOfItsPriority() {
        UrgentCase urgent = new UrgentCase("t1", DISK, Priority.P2, NOON);

        assertThat(decide(List.of(urgent), List.of(), List.of()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Decision.RequestEmergencyWindow.class,
                        request -> {
                            assertThat(request.terms().authority()).isEqualTo("Operations Manager");
                            assertThat(request.terms().longest()).isEqualTo(Duration.ofHours(2));
                            assertThat(request.at()).isEqualTo(NOON);
                        });
    }

    private static WindowMark window(WindowMark.Kind kind) {
        return new WindowMark("EW-000001", "t1", DISK, Priority.P1, kind, 1, NOON);
    }

    @Test
    void eachMarkOfAWindowIsToldByTheRuleOfItsKindAtItsOwnTime() {
        List<WindowMark> marks =
                Arrays.stream(WindowMark.Kind.values()).map(CaseRulesTest::window).toList();

        assertThat(
                        ENGINE.decide(
                                new CaseFacts(
                                        List.of(),
                                        TERMS,
                                        List.of(),
                                        List.of(),
                                        marks,
                                        Plan.NOTHING),
                                NOON.plusSeconds(9)))
                .containsExactlyInAnyOrder(
                        tells("ANNOUNCEMENT", "an approved emergency window is announced at once"),
                        tells("UPDATE", "an emergency window without its status update is chased"),
                        tells(
                                "END",
                                "an emergency window that runs past its granted end is told of"),
                        tells("REPORT", "an incident report that did not come in time is chased"))
                .allSatisfy(decision -> assertThat(decision.at()).isEqualTo(NOON));
    }

    private static Decision tells(String kind, String rule) {
        return new Decision.TellOfWindow(window(WindowMark.Kind.valueOf(kind)), rule);
    }

    @Test
    void withoutTermsOfItsPriorityItAsksForNothing() {
        UrgentCase mild = new UrgentCase("t1", DISK, Priority.P3, NOON);

        assertThat(decide(List.of(mild), List.of(), List.of())).isEmpty();
        assertThat(
                        ENGINE.decide(
                                new CaseFacts(
                                        List.of(new UrgentCase("t1", DISK, Priority.P1, NOON)),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                NOON))
                .isEmpty();
    }

    @Test
    void termsAloneDecideNothing() {
        assertThat(decide(List.of(), List.of(), List.of())).isEmpty();
    }

    @Test
    void noMarkIsWithoutATargetOrPastIt() {
        assertThatThrownBy(() -> mark(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mark(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
