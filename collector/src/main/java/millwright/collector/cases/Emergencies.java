package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision.RequestEmergencyWindow;
import millwright.rules.policy.EmergencyTerms;

/**
 * The requests for emergency windows that urgent tickets raise (L-013 §4.2): one open at a time.
 */
final class Emergencies {
    /** What keeps a ticket from asking again for the same priority. */
    private static final Set<Status> ASKED =
            Set.of(Status.REQUESTED, Status.APPROVED, Status.REJECTED);

    private final TicketRecords records;
    private final HandlingRecords handling;
    private final TicketClocks clocks;

    Emergencies(TicketRecords records, TicketClocks clocks) {
        this.records = records;
        this.handling = records.handling();
        this.clocks = clocks;
    }

    /** Whether a ticket has asked at its priority since it was opened last. */
    static boolean hasAsked(Ticket ticket, List<EmergencyRequest> requests, Instant roundStart) {
        return requests.stream()
                .anyMatch(
                        request ->
                                request.priority() == ticket.priority()
                                        && ASKED.contains(request.status())
                                        && !request.requestedAt().isBefore(roundStart));
    }

    Optional<CaseEvent> apply(RequestEmergencyWindow decision) {
        Ticket ticket = records.find(decision.urgent().ticket()).orElseThrow();
        boolean isDone =
                !ticket.isActive()
                        || ticket.priority() != decision.urgent().priority()
                        || isOfAnEarlierRound(decision, ticket)
                        || hasAsked(
                                ticket,
                                handling.requests(ticket.id()),
                                clocks.roundStart(ticket.id()));
        if (isDone) {
            return Optional.empty();
        }
        String replaced = end(ticket.id(), Status.SUPERSEDED, decision.at());
        EmergencyTerms terms = decision.terms();
        EmergencyRequest request =
                new EmergencyRequest(
                        handling.nextRequest(),
                        ticket.id(),
                        ticket.priority(),
                        terms.authority(),
                        terms.deputy(),
                        decision.at(),
                        terms.longest(),
                        terms.notice(),
                        Status.REQUESTED,
                        Optional.empty(),
                        Optional.empty(),
                        Reasons.of(ticket.key(), ticket.evidence()));
        handling.insert(request);
        CaseEvent event =
                new CaseEvent(
                        decision.at(),
                        Kind.EMERGENCY_REQUESTED.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        decision.rule(),
                        sentence(request, replaced),
                        Optional.of(ticket.evidence()),
                        Optional.empty());
        records.record(Kind.EMERGENCY_REQUESTED, decision.at(), event);
        return Optional.of(event);
    }

    /** It was decided before the ticket was opened again, and comes again after a crash. */
    private boolean isOfAnEarlierRound(RequestEmergencyWindow decision, Ticket ticket) {
        return decision.at().isBefore(clocks.roundStart(ticket.id()));
    }

    private static String sentence(EmergencyRequest request, String replaced) {
        return "%s: up to %s, %s, for the %s%s to approve: %s%s"
                .formatted(
                        request.id(),
                        Reasons.length(request.longest()),
                        request.notice().isZero()
                                ? "at once"
                                : "with a notice of " + Reasons.length(request.notice()),
                        request.authority(),
                        request.deputy().map(" or the %s"::formatted).orElse(""),
                        request.reason(),
                        replaced.isEmpty() ? "" : "; replaces " + replaced);
    }

    /**
     * The ticket needs none any more.
     *
     * @return the rest of a sentence about the ticket; empty where nothing had been asked
     */
    String withdraw(Ticket ticket, Instant at) {
        String withdrawn = end(ticket.id(), Status.WITHDRAWN, at);
        return withdrawn.isEmpty()
                ? ""
                : "; the request for an emergency window %s is withdrawn".formatted(withdrawn);
    }

    private String end(String ticket, Status how, Instant at) {
        List<EmergencyRequest> open =
                handling.requests(ticket).stream()
                        .filter(request -> request.status() == Status.REQUESTED)
                        .toList();
        open.forEach(request -> handling.update(request.over(how, at)));
        return open.stream().map(EmergencyRequest::id).collect(Collectors.joining(", "));
    }
}
