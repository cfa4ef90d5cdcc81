package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.ClockMark;
import millwright.rules.decision.EscalationStep;
import millwright.rules.decision.UrgentCase;
import millwright.rules.decision.WindowMark;
import millwright.rules.plan.Plan;
import millwright.rules.policy.MaintenancePolicy;

/** Gathers what tickets themselves give to decide about at one instant. */
final class Agenda {
    private final TicketRecords records;
    private final HandlingRecords handling;
    private final MaintenancePolicy policy;
    private final TicketClocks clocks;
    private final Instant now;
    private final List<UrgentCase> urgent = new ArrayList<>();
    private final List<ClockMark> marks = new ArrayList<>();
    private final List<EscalationStep> steps = new ArrayList<>();
    private final List<WindowMark> windows = new ArrayList<>();
    private boolean isEarly;

    Agenda(TicketRecords records, MaintenancePolicy policy, Instant now) {
        this.records = records;
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

    /** What emergency windows have reached and not told. */
    void addWindows() {
        EmergencyHistory history = new EmergencyHistory(records, policy);
        for (EmergencyRequest window : records.windows().planned(now)) {
            EmergencyMarks timers = history.marks(window);
            Ticket ticket = history.ticket(window);
            timers.until(now).forEach(due -> windows.add(timers.mark(due, ticket)));
        }
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
        if (!asks) {
            return;
        }
        Instant since = clocks.prioritySince(ticket);
        if (since.isAfter(now)) {
            isEarly = true;
        } else {
            urgent.add(new UrgentCase(ticket.id(), ticket.key(), ticket.priority(), since));
        }
    }

    /** Also where it is too early to ask: a host's clock may be ahead of ours. */
    boolean hasUrgent() {
        return isEarly || !urgent.isEmpty();
    }

    CaseFacts facts() {
        return new CaseFacts(
                urgent,
                List.copyOf(policy.emergencies().values()),
                marks,
                steps,
                windows,
                Plan.NOTHING);
    }
}
