package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision.RequestEmergencyWindow;
import millwright.rules.decision.Decision.RequestWindowForWork;
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

    /**
     * For work that fits nowhere in time, also where the ticket itself is not urgent. A request
     * that the ticket has made already gets the proof instead.
     */
    Optional<CaseEvent> apply(RequestWindowForWork decision, String proof) {
        Ticket ticket = records.find(decision.work().work().ticket()).orElseThrow();
        if (!ticket.isActive()
                || records.isOnRecord(decision.key(), Kind.EMERGENCY_REQUESTED, decision.at())) {
            return Optional.empty();
        }
        String reason =
                "%s. No window takes the work in time: %s"
                        .formatted(Reasons.of(ticket.key(), ticket.evidence()), proof);
        List<EmergencyRequest> asked =
                handling.requests(ticket.id()).stream()
                        .filter(request -> ASKED.contains(request.status()))
                        .filter(request -> !isOfAnEarlierRound(request.requestedAt(), ticket))
                        .toList();
        if (!asked.isEmpty()) {
            asked.stream()
                    .filter(request -> request.status() == Status.REQUESTED)
                    .forEach(request -> handling.update(request.because(reason)));
            return Optional.empty();
        }
        EmergencyRequest request = request(ticket, decision.terms(), decision.at(), reason);
        return Optional.of(insert(request, ticket, decision.rule(), ""));
    }

    Optional<CaseEvent> apply(RequestEmergencyWindow decision) {
        Ticket ticket = records.find(decision.urgent().ticket()).orElseThrow();
        boolean isDone =
                !ticket.isActive()
                        || ticket.priority() != decision.urgent().priority()
                        || isOfAnEarlierRound(decision.at(), ticket)
                        || hasAsked(
                                ticket,
                                handling.requests(ticket.id()),
                                clocks.roundStart(ticket.id()));
        if (isDone) {
            return Optional.empty();
        }
        String replaced = end(ticket.id(), Status.SUPERSEDED, decision.at());
        EmergencyRequest request =
                request(
                        ticket,
                        decision.terms(),
                        decision.at(),
                        Reasons.of(ticket.key(), ticket.evidence()));
        return Optional.of(insert(request, ticket, decision.rule(), replaced));
    }

    private EmergencyRequest request(
            Ticket ticket, EmergencyTerms terms, Instant at, String reason) {
        return new EmergencyRequest(
                handling.nextRequest(),
                ticket.id(),
                terms.priority(),
                terms.authority(),
                terms.deputy(),
                at,
                terms.longest(),
                terms.notice(),
                Status.REQUESTED,
                Optional.empty(),
                Optional.empty(),
                reason);
    }

    private CaseEvent insert(
            EmergencyRequest request, Ticket ticket, String rule, String replaced) {
        handling.insert(request);
        CaseEvent event =
                new CaseEvent(
                        request.requestedAt(),
                        Kind.EMERGENCY_REQUESTED.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        rule,
                        sentence(request, replaced),
                        Optional.of(ticket.evidence()),
                        Optional.empty());
        records.record(Kind.EMERGENCY_REQUESTED, request.requestedAt(), event);
        return event;
    }

    /** It was decided before the ticket was opened again, and comes again after a crash. */
    private boolean isOfAnEarlierRound(Instant decided, Ticket ticket) {
        return decided.isBefore(clocks.roundStart(ticket.id()));
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
