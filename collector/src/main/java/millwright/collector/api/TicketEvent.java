package millwright.collector.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.Ticket;
import millwright.rules.indicator.Priority;

/** What happened to a ticket, with the members that a line of {@code replay} has. */
record TicketEvent(
        Instant at,
        String type,
        @JsonProperty("case") Optional<String> ticket,
        String host,
        String indicator,
        String resource,
        Priority priority,
        String rule,
        String reason,
        Optional<Ticket.Evidence> evidence) {
    static TicketEvent of(CaseEvent event) {
        return new TicketEvent(
                event.at(),
                event.type(),
                event.ticket(),
                event.key().host(),
                event.key().indicator(),
                event.key().resource(),
                event.priority(),
                event.rule(),
                event.reason(),
                event.evidence());
    }
}
