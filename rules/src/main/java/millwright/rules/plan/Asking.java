package millwright.rules.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.rules.calendar.DeadlineRelief;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * An open ticket, in so far as work may be planned for it.
 *
 * @param key what the work is about: of several members the one whose limit is passed first
 * @param service what the hosts have in common; no two of one service are worked on at once
 * @param since identifies the trouble: of the prediction that stands, or else of the breach
 * @param early the early edge of the forecast; empty where nothing is foreseen
 * @param reliefs what would move it
 */
public record Asking(
        String ticket,
        IndicatorKey key,
        Priority priority,
        Set<String> hosts,
        Optional<String> service,
        Instant since,
        Optional<Instant> early,
        List<DeadlineRelief> reliefs) {
    public Asking {
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(service, "service");
        requireNonNull(since, "since");
        requireNonNull(early, "early");
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        reliefs = List.copyOf(reliefs);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("%s is about no host".formatted(ticket));
        }
    }

    /** What windows and other work are about: the service, or else the hosts themselves. */
    Set<String> systems() {
        return service.map(Set::of).orElse(hosts);
    }
}
