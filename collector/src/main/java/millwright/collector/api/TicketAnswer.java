package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.Ticket;
import millwright.rules.indicator.Priority;

/**
 * One ticket as the interface shows it.
 *
 * @param service what its members have in common; absent where it is for one host
 * @param cause id of the ticket that explains it
 * @param members absent in a list of tickets, as are the events
 */
record TicketAnswer(
        String id,
        String host,
        String indicator,
        String resource,
        Priority priority,
        String status,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        int occurrences,
        String rule,
        Ticket.Evidence evidence,
        Instant responseDue,
        Optional<Instant> resolutionDue,
        Optional<String> previous,
        Optional<String> service,
        Optional<String> cause,
        Optional<Instant> flappingSince,
        Optional<List<MemberAnswer>> members,
        Optional<List<Ticket.Event>> events) {

    static TicketAnswer brief(Ticket ticket) {
        return of(ticket, Optional.empty(), Optional.empty());
    }

    static TicketAnswer full(Ticket ticket) {
        return of(
                ticket,
                Optional.of(ticket.members().stream().map(MemberAnswer::of).toList()),
                Optional.of(ticket.events()));
    }

    private static TicketAnswer of(
            Ticket ticket,
            Optional<List<MemberAnswer>> members,
            Optional<List<Ticket.Event>> events) {
        return new TicketAnswer(
                ticket.id(),
                ticket.key().host(),
                ticket.key().indicator(),
                ticket.key().resource(),
                ticket.priority(),
                Parameters.word(ticket.status()),
                ticket.openedAt(),
                ticket.resolvedAt(),
                ticket.occurrences(),
                ticket.rule(),
                ticket.evidence(),
                ticket.responseDue(),
                ticket.resolutionDue(),
                ticket.links().previous(),
                ticket.service(),
                ticket.links().cause(),
                ticket.flappingSince(),
                members,
                events);
    }
}
