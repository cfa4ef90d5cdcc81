package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.rules.indicator.IndicatorKey;

/**
 * An emergency window that is on: work goes on, and its granted time is not over.
 *
 * @param id such as {@code EW-000001}
 * @param ticket whose work it is
 * @param hosts that the work is on
 * @param keys that the ticket speaks for: their recurrence is expected
 * @param expected what else the work is expected to upset
 * @param since when the work began
 */
public record ActiveWindow(
        String id,
        String ticket,
        Set<String> hosts,
        Set<IndicatorKey> keys,
        List<Symptom> expected,
        Instant since) {
    public ActiveWindow {
        requireNonNull(id, "id");
        requireNonNull(ticket, "ticket");
        requireNonNull(since, "since");
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
        expected = List.copyOf(expected);
    }

    boolean expects(IndicatorKey key) {
        return keys.contains(key) || expected.stream().anyMatch(one -> one.matches(key));
    }

    /** Whether the work may have caused what began then. What began before it was there already. */
    boolean mayHaveUpset(IndicatorKey key, Instant began) {
        return hosts.contains(key.host()) && !expects(key) && !began.isBefore(since);
    }
}
