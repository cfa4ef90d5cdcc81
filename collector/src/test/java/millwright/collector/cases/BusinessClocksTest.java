package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.rules.indicator.Priority.P2;
import static millwright.rules.indicator.Priority.P3;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * P3 in business hours, Sunday to Thursday, 08:00 to 18:00 in Kuwait, which is 05:00Z to 15:00Z.
 * The ticket is opened on Thursday, 5 March, at 16:00 there: two hours before the week ends.
 */
class BusinessClocksTest {
    private static final Instant OPENED = Instant.parse("2026-03-05T13:00:00Z");
    private static final MaintenancePolicy POLICY =
            MaintenancePolicy.parse(
                    "policy.yaml",
                    "targets:\n  P3: {response: 24h, resolution: 72h, hours: business}\n");

    private final CaseStore cases = CaseStores.inMemory(() -> POLICY);

    private void open(Priority priority) {
        Level level =
                new Level(
                        1,
                        new Threshold(
                                Direction.ABOVE,
                                80,
                                java.time.Duration.ZERO,
                                75,
                                java.time.Duration.ZERO),
                        priority,
                        "CPU utilization, level 1",
                        0,
                        "",
                        "");
        Breach breach = new Breach(CPU, level, OPENED, OPENED, 95, 1, 1, false, List.of());
        cases.apply(
                List.of(
                        new Decision.OpenTicket(
                                CPU,
                                priority,
                                new Decision.Cause.ByBreach(breach),
                                Optional.empty(),
                                "a sustained breach opens a ticket")));
    }

    /** Every mark that falls due until then, at its own time. */
    private List<String> marks(String until) {
        List<String> told = new ArrayList<>();
        Instant end = Instant.parse(until);
        for (Optional<Instant> next = cases.nextDue();
                next.isPresent() && !next.get().isAfter(end);
                next = cases.nextDue()) {
            cases.due(next.get()).marks().stream()
                    .map(mark -> new Decision.WarnOfClock(mark, "warns"))
                    .forEach(warn -> told.addAll(apply(warn)));
            cases.due(next.get())
                    .steps()
                    .forEach(step -> cases.apply(List.of(new Decision.Escalate(step, "tells"))));
        }
        return told;
    }

    private List<String> apply(Decision.WarnOfClock warn) {
        return cases.apply(List.of(warn)).stream()
                .map(
                        event ->
                                "%s %s %d"
                                        .formatted(
                                                event.at(),
                                                warn.mark().target(),
                                                warn.mark().percent()))
                .toList();
    }

    @Test
    void marksFallIntoBusinessHours() {
        open(P3);

        assertThat(cases.findTicket("T-000001").orElseThrow().responseDue())
                .isEqualTo("2026-03-10T07:00:00Z"); // 2 h Thursday, 10 Sunday, 10 Monday, 2 Tuesday
        assertThat(marks("2026-03-10T10:00:00Z"))
                .containsExactly(
                        "2026-03-08T15:00:00Z RESPONSE 50",
                        "2026-03-09T11:00:00Z RESPONSE 75",
                        "2026-03-10T07:00:00Z RESPONSE 100");
    }

    @Test
    void aWaitCountsOnlyWhatWouldHaveCounted() {
        open(P3);
        // From Thursday 17:00 to Monday 09:00: 1 + 10 + 1 hours of work.
        act(new TicketAct.Wait("the vendor"), "2026-03-05T14:00:00Z");
        act(new TicketAct.Start(), "2026-03-09T06:00:00Z");

        // 72 h: 1 h on Thursday, 9 h on that Monday, 10 h on each of the six days from Tuesday to
        // the next Tuesday without Friday and Saturday, 2 h on the day after.
        assertThat(cases.findTicket("T-000001").orElseThrow().resolutionDue())
                .contains(Instant.parse("2026-03-18T07:00:00Z"));
    }

    @Test
    void anUrgentPriorityCountsRoundTheClockOverTheSameHistory() {
        open(P3);
        act(new TicketAct.ChangePriority(P2, "the shop"), "2026-03-05T14:00:00Z");

        assertThat(cases.findTicket("T-000001").orElseThrow().responseDue())
                .isEqualTo("2026-03-05T17:00:00Z");
    }

    private void act(TicketAct act, String at) {
        cases.act("T-000001", act, "anna", Instant.parse(at));
    }
}
