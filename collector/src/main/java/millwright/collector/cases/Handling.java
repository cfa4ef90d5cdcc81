package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import millwright.collector.cases.TicketAct.LinkKind;

/**
 * What time and people have done with a ticket, beside its events.
 *
 * @param version how many events the ticket has; whoever acts can say which he has seen
 * @param clocks two for each round, the oldest round first
 * @param links in the order in which they were made
 * @param requests for emergency windows, oldest first
 */
public record Handling(
        int version, List<TicketClock> clocks, List<Link> links, List<EmergencyRequest> requests) {
    /** Of a ticket in a list, about which less is told. */
    public static final Handling UNTOLD = new Handling(0, List.of(), List.of(), List.of());

    public Handling {
        clocks = List.copyOf(clocks);
        links = List.copyOf(links);
        requests = List.copyOf(requests);
    }

    /**
     * @param target an id, or an address of the web
     * @param actor who made the link
     */
    public record Link(LinkKind kind, String target, Instant at, String actor) {}
}
