package millwright.collector.api;

import java.io.IOException;
import java.util.Set;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.collector.http.Exchange;
import millwright.rules.indicator.Priority;

/** {@code /api/v1/tickets}. */
final class Tickets {
    private final CaseStore cases;

    Tickets(CaseStore cases) {
        this.cases = cases;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(
                        exchange, "host", "indicator", "priority", "status", "limit", "offset");
        TicketFilter filter =
                new TicketFilter(
                        parameters.text("host"),
                        parameters.text("indicator"),
                        parameters.oneOf("priority", Priority.class),
                        statuses(parameters),
                        parameters.limit(),
                        parameters.offset());
        Page<Ticket> page =
                new Page<>(
                        cases.listTickets(filter),
                        cases.countTickets(filter),
                        filter.limit(),
                        filter.offset());
        exchange.json(200, page.map(TicketAnswer::brief));
    }

    private static Set<Ticket.Status> statuses(Parameters parameters) {
        return parameters
                .oneOf("status", Wanted.class)
                .map(
                        wanted ->
                                wanted == Wanted.ACTIVE
                                        ? TicketFilter.ACTIVE
                                        : Set.of(Ticket.Status.valueOf(wanted.name())))
                .orElse(Set.of());
    }

    /** The statuses there are, and the one word for all in which there is something left to do. */
    private enum Wanted {
        ACTIVE,
        OPEN,
        ACKNOWLEDGED,
        IN_PROGRESS,
        WAITING,
        RESOLVED,
        CLOSED
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        String id = exchange.path("id");
        TicketAnswer ticket =
                cases.findTicket(id)
                        .map(TicketAnswer::full)
                        .orElseThrow(
                                () ->
                                        Refusal.notFound(
                                                "Ticket",
                                                id,
                                                ("There is no ticket '%s'. Ids look like T-000042;"
                                                     + " GET /api/v1/tickets lists them all.")
                                                        .formatted(id)));
        exchange.json(200, ticket);
    }
}
