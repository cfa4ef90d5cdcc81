package millwright.rules.decision;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a ticket that is open.
 *
 * @param id the ticket's id
 * @param episode {@code since} of the newest breach that the ticket counts
 */
public record OpenCase(String id, IndicatorKey key, Priority priority, Instant episode) {}
