package millwright.collector.console;

import java.util.List;
import java.util.Optional;
import millwright.collector.cases.Ticket;

/**
 * What a ticket speaks for beside its first key, and what explains it.
 *
 * @param title such as {@code shop: 10 members, 3 of them still bad}; empty of a ticket with one
 * @param cause id of the ticket that explains it; empty where none does
 */
record TicketMembers(
        String title,
        List<Row> rows,
        String cause,
        String causeLink,
        Optional<SiteTime.Moment> flapping) {
    /**
     * @param recovered empty while it is bad
     */
    record Row(
            String host,
            String hostLink,
            String what,
            String resource,
            SiteTime.Moment joined,
            Optional<SiteTime.Moment> recovered) {}

    static TicketMembers of(Ticket ticket, SiteTime time) {
        List<Ticket.Member> members = ticket.members();
        return new TicketMembers(
                members.size() > 1 ? title(ticket) : "",
                members.stream().map(member -> row(member, time)).toList(),
                ticket.links().cause().orElse(""),
                ticket.links().cause().map(Links::ticket).orElse(""),
                ticket.flappingSince().map(time::moment));
    }

    private static String title(Ticket ticket) {
        long bad = ticket.members().stream().filter(Ticket.Member::isBad).count();
        String service = ticket.service().map(name -> name + ": ").orElse("");
        return "%s%d members, %s"
                .formatted(
                        service,
                        ticket.members().size(),
                        bad == 0 ? "none of them bad now" : bad + " of them still bad");
    }

    private static Row row(Ticket.Member member, SiteTime time) {
        return new Row(
                member.key().host(),
                Links.host(member.key().host()),
                Names.title(member.key().indicator()),
                member.key().resource(),
                time.moment(member.joinedAt()),
                member.recoveredAt().map(time::moment));
    }
}
