package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a ticket that is open at a priority for which the policy has emergency windows, and has
 * asked for none at that priority since it was opened last.
 *
 * @param key what the ticket was opened for
 * @param since from when on it has had the priority
 */
public record UrgentCase(String ticket, IndicatorKey key, Priority priority, Instant since) {
    public UrgentCase {
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(since, "since");
    }
}
