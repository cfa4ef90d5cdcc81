package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit somebody wants to see; the newest come first.
 *
 * @param from of {@code recordedAt}, inclusive
 * @param to of {@code recordedAt}, exclusive
 */
public record AuditFilter(
        Optional<String> ticket,
        Optional<String> type,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        int offset) {
    public AuditFilter {
        requireNonNull(ticket, "ticket");
        requireNonNull(type, "type");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit %d and offset %d make no page".formatted(limit, offset));
        }
    }
}
