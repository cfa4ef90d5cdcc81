package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.Handling;
import millwright.collector.cases.Ticket;
import millwright.rules.indicator.Priority;

/**
 * One ticket as the interface shows it.
 *
 * @param service what its members have in common; absent where it is for one host
 * @param cause id of the ticket that explains it
 * @param deadline the earliest that a limit may be passed, as far as that is foreseen
 * @param version absent in a list of tickets, as all that follows
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
        Optional<Instant> closedAt,
        int occurrences,
        String rule,
        Ticket.Evidence evidence,
        Instant responseDue,
        Optional<Instant> resolutionDue,
        Optional<Instant> deadline,
        Optional<String> assignee,
        Optional<String> previous,
        Optional<String> mergedInto,
        Optional<String> service,
        Optional<String> cause,
        Optional<Instant> flappingSince,
        Optional<Integer> version,
        Optional<List<MemberAnswer>> members,
        Optional<List<ClockAnswer>> clocks,
        Optional<List<Link>> links,
        Optional<List<EmergencyAnswer>> emergencyWindows,
        Optional<List<Ticket.Event>> events) {

    record Link(String kind, String target, Instant at, String actor) {
        static Link of(Handling.Link link) {
            return new Link(link.kind().word(), link.target(), link.at(), link.actor());
        }
    }

    static TicketAnswer brief(Ticket ticket) {
        return of(ticket, Optional.empty());
    }

    /**
     * @param clocks as they are read now
     */
    static TicketAnswer full(Ticket ticket, List<ClockView> clocks) {
        return of(ticket, Optional.of(clocks));
    }

    private static TicketAnswer of(Ticket ticket, Optional<List<ClockView>> clocks) {
        Optional<Ticket> full = clocks.map(views -> ticket);
        return new TicketAnswer(
                ticket.id(),
                ticket.key().host(),
                ticket.key().indicator(),
                ticket.key().resource(),
                ticket.priority(),
                Parameters.word(ticket.status()),
                ticket.openedAt(),
                ticket.resolvedAt(),
                ticket.closedAt(),
                ticket.occurrences(),
                ticket.rule(),
                ticket.evidence(),
                ticket.responseDue(),
                ticket.resolutionDue(),
                ticket.deadline(),
                ticket.assignee(),
                ticket.links().previous(),
                ticket.links().mergedInto(),
                ticket.service(),
                ticket.links().cause(),
                ticket.flappingSince(),
                full.map(one -> one.handling().version()),
                full.map(one -> one.members().stream().map(MemberAnswer::of).toList()),
                clocks.map(views -> views.stream().map(ClockAnswer::of).toList()),
                full.map(one -> one.handling().links().stream().map(Link::of).toList()),
                full.map(
                        one ->
                                one.handling().requests().stream()
                                        .map(EmergencyAnswer::of)
                                        .toList()),
                full.map(Ticket::events));
    }
}
