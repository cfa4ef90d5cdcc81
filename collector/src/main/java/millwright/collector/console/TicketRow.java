package millwright.collector.console;

import java.time.Duration;
import millwright.collector.cases.Ticket;

/** A ticket in a list. */
record TicketRow(
        String id,
        String link,
        String priority,
        String style,
        String host,
        String hostLink,
        String what,
        String resource,
        String service,
        boolean open,
        SiteTime.Moment opened,
        String age,
        Due response,
        Due resolution,
        int occurrences) {

    static TicketRow of(Ticket ticket, SiteTime time) {
        boolean open = ticket.isActive();
        return new TicketRow(
                ticket.id(),
                Links.ticket(ticket.id()),
                ticket.priority().name(),
                open ? Standing.style(ticket.priority()) : "resolved",
                ticket.key().host(),
                Links.host(ticket.key().host()),
                Names.title(ticket.key().indicator()),
                ticket.key().resource(),
                ticket.service().orElse(""),
                open,
                time.moment(ticket.openedAt()),
                Spans.rough(
                        Duration.between(
                                ticket.openedAt(),
                                ticket.resolvedAt().or(ticket::closedAt).orElse(time.now()))),
                Due.response(ticket, time),
                Due.resolution(ticket, time),
                ticket.occurrences());
    }
}
