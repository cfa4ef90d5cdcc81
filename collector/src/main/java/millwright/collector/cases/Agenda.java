package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.ClockMark;
import millwright.rules.decision.EscalationStep;
import millwright.rules.decision.UrgentCase;
import millwright.rules.policy.MaintenancePolicy;

/** Gathers what tickets themselves give to decide about at one instant. */
final class Agenda {
    private final HandlingRecords handling;
    private final MaintenancePolicy policy;
    private final TicketClocks clocks;
    private final Instant now;
    private final List<UrgentCase> urgent = new ArrayList<>();
    private final List<ClockMark> marks = new ArrayList<>();
    private final List<EscalationStep> steps = new ArrayList<>();

    Agenda(TicketRecords records, MaintenancePolicy policy, Instant now) {
        this.handling = records.handling();
        this.policy = policy;
        this.clocks = new TicketClocks(records, policy);
        this.now = now;
    }

    /** What the ticket's clocks have reached and not told. */
    void addMarks(Ticket ticket) {
        ClockMarks due = clocks.marks(ticket).until(now);
        marks.addAll(due.marks());
        steps.addAll(due.steps());
    }

    /** The ticket, if it should ask for an emergency window. */
    void addUrgent(Ticket ticket) {
        boolean asks =
                ticket.isActive()
                        && policy.emergency(ticket.priority()).isPresent()
                        && !Emergencies.hasAsked(
                                ticket,
                                handling.requests(ticket.id()),
                                clocks.roundStart(ticket.id()));
        if (asks) {
            urgent.add(
                    new UrgentCase(
                            ticket.id(),
                            ticket.key(),
                            ticket.priority(),
                            clocks.prioritySince(ticket)));
        }
    }

    boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    CaseFacts facts() {
        return new CaseFacts(urgent, List.copyOf(policy.emergencies().values()), marks, steps);
    }
}
