package millwright.collector.cases;

import java.util.Optional;
import millwright.rules.indicator.Priority;

/**
 * Which tickets to list, newest opening first.
 *
 * @param limit 1 to 500
 * @param offset of the first one, from 0
 */
public record TicketFilter(
        Optional<String> host,
        Optional<String> indicator,
        Optional<Priority> priority,
        Optional<Ticket.Status> status,
        int limit,
        int offset) {
    public TicketFilter {
        if (limit < 1 || limit > 500 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 to 500 and offset at least 0, not %d and %d"
                            .formatted(limit, offset));
        }
    }

    public static TicketFilter all() {
        return new TicketFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100, 0);
    }
}
