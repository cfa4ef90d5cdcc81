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
        Optional<String> assignee,
        Optional<String> previous,
        Optional<String> mergedInto,
        Optional<Integer> version,
        Optional<List<Member>> members,
        Optional<List<ClockAnswer>> clocks,
        Optional<List<Link>> links,
        Optional<List<EmergencyAnswer>> emergencyWindows,
        Optional<List<Ticket.Event>> events) {

    /**
     * @param held whether the ticket speaks for it now
     */
    record Member(
            String host,
            String indicator,
            String resource,
            boolean held,
            Instant joinedAt,
            Optional<Instant> recoveredAt) {
        static Member of(Ticket.Member member) {
            return new Member(
                    member.key().host(),
                    member.key().indicator(),
                    member.key().resource(),
                    member.isHeld(),
                    member.joinedAt(),
                    member.recoveredAt());
        }
    }

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
                ticket.assignee(),
                ticket.links().previous(),
                ticket.links().mergedInto(),
                full.map(one -> one.handling().version()),
                full.map(one -> one.members().stream().map(Member::of).toList()),
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
