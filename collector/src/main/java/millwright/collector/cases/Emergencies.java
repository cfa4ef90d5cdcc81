package millwright.collector.cases;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision.RequestEmergencyWindow;
import millwright.rules.decision.Decision.RequestWindowForWork;
import millwright.rules.policy.EmergencyTerms;
import millwright.rules.policy.MaintenancePolicy;

/**
 * The requests for emergency windows that urgent tickets raise (L-013 §4.2): one open at a time.
 */
final class Emergencies {
    /** What keeps a ticket from asking again for the same priority. */
    private static final Set<Status> ASKED =
            EnumSet.complementOf(EnumSet.of(Status.SUPERSEDED, Status.WITHDRAWN));

    private final TicketRecords records;
    private final HandlingRecords handling;
    private final TicketClocks clocks;
    private final EmergencyHistory history;
    private final ZoneId zone;

    Emergencies(TicketRecords records, TicketClocks clocks, MaintenancePolicy policy) {
        this.records = records;
        this.handling = records.handling();
        this.clocks = clocks;
        this.history = new EmergencyHistory(records, policy);
        this.zone = policy.zone();
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
                        .formatted(Reasons.of(ticket.key(), ticket.evidence(), zone), proof);
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
        // Who made the ticket so urgent has no part in what a forecast asks for a calmer one.
        Optional<String> by =
                ticket.priority() == decision.terms().priority()
                        ? clocks.madeUrgentBy(ticket.id())
                        : Optional.empty();
        EmergencyRequest request = request(ticket, decision.terms(), decision.at(), reason, by);
        return Optional.of(
                tell(request, ticket, decision.rule(), sentence(request, ""), Optional.empty()));
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
                        Reasons.of(ticket.key(), ticket.evidence(), zone),
                        clocks.madeUrgentBy(ticket.id()));
        return Optional.of(
                tell(
                        request,
                        ticket,
                        decision.rule(),
                        sentence(request, replaced),
                        Optional.empty()));
    }

    /**
     * A person asks, where the rules ask no more.
     *
     * @throws ActRefusedException if the ticket is not urgent, or has a window that is open
     */
    List<CaseEvent> request(
            String id, String reason, MaintenancePolicy policy, String actor, Instant at) {
        Ticket ticket = records.find(id).orElseThrow(() -> EmergencyActs.unknownTicket(id));
        Optional<EmergencyTerms> terms = policy.emergency(ticket.priority());
        if (!ticket.isActive() || terms.isEmpty()) {
            throw new ActRefusedException(
                    ActRefusedException.Why.NOT_NOW,
                    "%s is %s at %s; only an open ticket of P1 or P2 can have an emergency window (L-013 §4.2)."
                            .formatted(
                                    id,
                                    ticket.isActive() ? "open" : "not open",
                                    ticket.priority()));
        }
        handling.requests(id).stream()
                .filter(one -> one.status().isBeforeWork() || one.status() == Status.ACTIVE)
                .findFirst()
                .ifPresent(
                        open -> {
                            throw new ActRefusedException(
                                    ActRefusedException.Why.NOT_NOW,
                                    "%s has %s already, asked for at %s%s. Have that one decided, or end it."
                                            .formatted(
                                                    id,
                                                    open.id(),
                                                    open.requestedAt(),
                                                    open.requestedBy()
                                                            .map(" by "::concat)
                                                            .orElse(" by a rule")));
                        });
        EmergencyRequest request = request(ticket, terms.get(), at, reason, Optional.of(actor));
        return List.of(
                tell(
                        request,
                        ticket,
                        "a person asks for an emergency window",
                        sentence(request, ""),
                        Optional.of(actor)));
    }

    private EmergencyRequest request(
            Ticket ticket, EmergencyTerms terms, Instant at, String reason, Optional<String> by) {
        EmergencyRequest request =
                new EmergencyRequest(
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
                        reason,
                        by,
                        EmergencyCourse.NONE);
        handling.insert(request);
        return request;
    }

    private CaseEvent tell(
            EmergencyRequest request,
            Ticket ticket,
            String what,
            String sentence,
            Optional<String> actor) {
        CaseEvent event =
                new CaseEvent(
                        request.requestedAt(),
                        Kind.EMERGENCY_REQUESTED.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        what,
                        sentence,
                        Optional.of(ticket.evidence()),
                        actor);
        records.record(Kind.EMERGENCY_REQUESTED, request.requestedAt(), event);
        history.note(
                request, Kind.EMERGENCY_REQUESTED, request.requestedAt(), request.reason(), actor);
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
                        .filter(request -> request.status().isBeforeWork())
                        .toList();
        for (EmergencyRequest request : open) {
            EmergencyRequest over = request.over(how, at);
            handling.update(over);
            history.plan(over);
            boolean isReplaced = how == Status.SUPERSEDED;
            history.note(
                    over,
                    isReplaced ? Kind.EMERGENCY_SUPERSEDED : Kind.EMERGENCY_WITHDRAWN,
                    at,
                    isReplaced ? "its ticket has another priority" : "its ticket needs it no more",
                    Optional.empty());
        }
        return open.stream().map(EmergencyRequest::id).collect(Collectors.joining(", "));
    }
}
