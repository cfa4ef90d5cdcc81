package millwright.collector.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.collector.http.Exchange;
import millwright.rules.indicator.Priority;

/** Tickets, the newest first; those that are open unless asked for others. */
final class TicketsPage {
    static final int TICKETS = 50;
    private static final List<String> STATUSES =
            List.of("open", "acknowledged", "in_progress", "waiting", "resolved", "closed", "all");

    private final CaseStore cases;

    TicketsPage(CaseStore cases) {
        this.cases = cases;
    }

    record Model(
            Filter filter,
            List<Choice> indicators,
            List<Choice> priorities,
            List<Choice> statuses,
            List<TicketRow> rows,
            Paging paging) {}

    record Filter(String host, String indicator, String priority, String status) {
        /** Whether it hides any open ticket. */
        public boolean narrow() {
            return !host.isEmpty() || !indicator.isEmpty() || !priority.isEmpty();
        }

        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("host", host);
            parameters.put("indicator", indicator);
            parameters.put("priority", priority);
            parameters.put("status", status.equals("open") ? "" : status);
            return parameters;
        }

        private Set<Ticket.Status> statuses() {
            return switch (status) {
                case "all" -> Set.of();
                case "open" -> TicketFilter.ACTIVE;
                default -> Set.of(Ticket.Status.valueOf(status.toUpperCase(Locale.ROOT)));
            };
        }

        TicketFilter with(int limit, int offset) {
            return new TicketFilter(
                    Optional.of(host).filter(text -> !text.isEmpty()),
                    Optional.of(indicator).filter(text -> !text.isEmpty()),
                    Optional.of(priority).filter(text -> !text.isEmpty()).map(Priority::valueOf),
                    statuses(),
                    limit,
                    offset);
        }
    }

    /** One entry of a selection. */
    record Choice(String value, String text, boolean chosen) {}

    Page show(Exchange exchange, SiteTime time) {
        List<String> priorities = Arrays.stream(Priority.values()).map(Priority::name).toList();
        Filter filter =
                new Filter(
                        text(exchange, "host"),
                        text(exchange, "indicator"),
                        oneOf(exchange, "priority", priorities, ""),
                        oneOf(exchange, "status", STATUSES, "open"));
        long total = cases.countTickets(filter.with(1, 0));
        Paging paging = Paging.of(exchange, "/tickets", total, TICKETS, filter.parameters());
        List<TicketRow> rows =
                cases.listTickets(filter.with(paging.size(), paging.offset())).stream()
                        .map(ticket -> TicketRow.of(ticket, time))
                        .toList();
        Model model =
                new Model(
                        filter,
                        indicators(filter.indicator()),
                        choices(priorities, filter.priority()),
                        choices(STATUSES, filter.status()),
                        rows,
                        paging);
        return new Page("tickets", "Tickets", "tickets", model);
    }

    private static String text(Exchange exchange, String name) {
        return exchange.query(name).map(String::strip).orElse("");
    }

    private static String oneOf(
            Exchange exchange, String name, List<String> allowed, String otherwise) {
        String given = text(exchange, name);
        if (given.isEmpty()) {
            return otherwise;
        }
        return allowed.stream()
                .filter(given::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                        () ->
                                NoSuchPage.badFilter(
                                        name, given, String.join(", ", allowed), "/tickets"));
    }

    private static List<Choice> choices(List<String> values, String chosen) {
        return values.stream().map(v -> new Choice(v, v, v.equals(chosen))).toList();
    }

    /** The known ones, and the one that was asked for. */
    private static List<Choice> indicators(String chosen) {
        List<String> all = new ArrayList<>(Names.known());
        if (!chosen.isEmpty() && !all.contains(chosen)) {
            all.add(chosen);
        }
        return all.stream().map(i -> new Choice(i, Names.title(i), i.equals(chosen))).toList();
    }
}
