package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;

/** Reads what tickets add to the key figures. One thread at a time. */
final class TicketFigures {
    private static final int PAGE = 500;

    /** The newest so many; a month with more is in such trouble that the rest adds nothing. */
    private static final int TICKETS_MAX = 2000;

    private final CaseStore cases;

    /** Of tickets that are closed: they cannot change. */
    private Map<String, TicketFigure> settled = new HashMap<>();

    TicketFigures(CaseStore cases) {
        this.cases = cases;
    }

    /** Of the tickets that were opened at or after {@code from}. */
    List<TicketFigure> since(Instant from, Instant now) {
        Map<String, TicketFigure> stillSettled = new HashMap<>();
        List<TicketFigure> figures = new ArrayList<>();
        for (Ticket listed : opened(from)) {
            figure(listed, now)
                    .ifPresent(
                            figure -> {
                                figures.add(figure);
                                if (listed.status() == Ticket.Status.CLOSED) {
                                    stillSettled.put(listed.id(), figure);
                                }
                            });
        }
        settled = stillSettled;
        return figures;
    }

    private Optional<TicketFigure> figure(Ticket listed, Instant now) {
        if (listed.status() == Ticket.Status.CLOSED && settled.containsKey(listed.id())) {
            return Optional.of(settled.get(listed.id()));
        }
        return cases.findTicket(listed.id())
                .map(
                        ticket ->
                                TicketFigure.of(
                                        ticket, cases.readClocks(ticket, ticket.priority(), now)));
    }

    private List<Ticket> opened(Instant from) {
        List<Ticket> opened = new ArrayList<>();
        List<Ticket> page = List.of();
        do {
            page = cases.listTickets(page(opened.size()));
            page.stream().filter(one -> !one.openedAt().isBefore(from)).forEach(opened::add);
        } while (page.size() == PAGE && opened.size() % PAGE == 0 && opened.size() < TICKETS_MAX);
        return opened;
    }

    private static TicketFilter page(int offset) {
        return new TicketFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), PAGE, offset);
    }
}
