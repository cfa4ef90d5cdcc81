package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.collector.http.Exchange;
import millwright.rules.indicator.Priority;

/** {@code /api/v1/tickets}. */
final class Tickets {
    private final CaseStore cases;
    private final InstantSource clock;

    Tickets(CaseStore cases, InstantSource clock) {
        this.cases = cases;
        this.clock = clock;
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
        Ticket ticket = getTicket(exchange.path("id"));
        exchange.json(
                200,
                TicketAnswer.full(
                        ticket, cases.readClocks(ticket, ticket.priority(), clock.instant())));
    }

    /**
     * @param clocks of the newest round
     */
    private record WhatIf(String ticket, Priority priority, Instant at, List<ClockAnswer> clocks) {}

    /** How the clocks would stand if the ticket had another priority. */
    void whatIf(Exchange exchange) throws IOException {
        Priority priority =
                Parameters.of(exchange, "priority")
                        .oneOf("priority", Priority.class)
                        .orElseThrow(
                                () ->
                                        Refusal.badParameter(
                                                "priority",
                                                "P1, P2, P3, P4",
                                                "'priority' is missing; give P1, P2, P3 or P4."));
        Ticket ticket = getTicket(exchange.path("id"));
        Instant now = clock.instant();
        List<ClockView> views = cases.readClocks(ticket, priority, now);
        int round = views.stream().mapToInt(view -> view.clock().round()).max().orElse(0);
        exchange.json(
                200,
                new WhatIf(
                        ticket.id(),
                        priority,
                        now,
                        views.stream()
                                .filter(view -> view.clock().round() == round)
                                .map(ClockAnswer::of)
                                .toList()));
    }

    private Ticket getTicket(String id) {
        return cases.findTicket(id)
                .orElseThrow(
                        () ->
                                Refusal.notFound(
                                        "Ticket",
                                        id,
                                        "There is no ticket '%s'. Ids look like T-000042; GET /api/v1/tickets lists them all."
                                                .formatted(id)));
    }
}
