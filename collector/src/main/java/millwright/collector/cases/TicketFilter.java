package millwright.collector.cases;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.rules.indicator.Priority;

/**
 * Which tickets to list, newest opening first.
 *
 * @param statuses any of these; empty for all there are
 * @param limit 1 to 500
 * @param offset of the first one, from 0
 */
public record TicketFilter(
        Optional<String> host,
        Optional<String> indicator,
        Optional<Priority> priority,
        Set<Ticket.Status> statuses,
        int limit,
        int offset) {
    /** Those with something left to do. */
    public static final Set<Ticket.Status> ACTIVE =
            Arrays.stream(Ticket.Status.values())
                    .filter(Ticket.Status::isActive)
                    .collect(Collectors.toUnmodifiableSet());

    public TicketFilter {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 500 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 to 500 and offset at least 0, not %d and %d"
                            .formatted(limit, offset));
        }
    }

    public static TicketFilter all() {
        return new TicketFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 100, 0);
    }

    boolean matches(Ticket.Status status) {
        return statuses.isEmpty() || statuses.contains(status);
    }
}
