package millwright.collector.cases;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * What applying one decision did: the line that {@code replay} prints, the event that the console
 * hears.
 *
 * @param type see {@link Ticket.Event}
 * @param ticket its id; empty for a late breach that had no ticket
 * @param actor the person who did it; empty where a rule decided
 */
public record CaseEvent(
        Instant at,
        String type,
        Optional<String> ticket,
        IndicatorKey key,
        Priority priority,
        String rule,
        String reason,
        Optional<Ticket.Evidence> evidence,
        Optional<String> actor) {}
