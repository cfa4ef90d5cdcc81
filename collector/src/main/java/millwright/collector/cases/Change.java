package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.indicator.Priority;

/** Makes the next state of a ticket from its last; what is not mentioned stays. */
final class Change {
    private final Ticket from;
    private Priority priority;
    private Ticket.Status status;
    private Optional<Instant> resolvedAt;
    private Instant episode;
    private int occurrences;
    private Ticket.Evidence evidence;
    private Instant responseDue;
    private Optional<Instant> resolutionDue;

    Change(Ticket from) {
        this.from = from;
        priority = from.priority();
        status = from.status();
        resolvedAt = from.resolvedAt();
        episode = from.episode();
        occurrences = from.occurrences();
        evidence = from.evidence();
        responseDue = from.responseDue();
        resolutionDue = from.resolutionDue();
    }

    Change priority(Priority to) {
        priority = to;
        return this;
    }

    Change status(Ticket.Status to, Optional<Instant> resolved) {
        status = to;
        resolvedAt = resolved;
        return this;
    }

    /** The targets of the priority, which must be set before, on a clock that started then. */
    Change due(Instant clockStart) {
        responseDue = SlaTargets.responseDue(priority, clockStart);
        resolutionDue = SlaTargets.resolutionDue(priority, clockStart);
        return this;
    }

    Change seen(Cause cause, int moreOccurrences) {
        episode = cause.since();
        occurrences += moreOccurrences;
        evidence = Evidences.of(cause);
        return this;
    }

    Ticket ticket() {
        return ticket(List.of());
    }

    Ticket ticket(List<Ticket.Event> events) {
        return new Ticket(
                from.id(),
                from.key(),
                priority,
                status,
                from.openedAt(),
                resolvedAt,
                episode,
                occurrences,
                from.rule(),
                evidence,
                responseDue,
                resolutionDue,
                from.previous(),
                events);
    }
}
