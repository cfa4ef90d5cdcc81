package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: the newest ticket of a key that has no open one.
 *
 * @param closed whether it has been put away for good, so that nothing reopens it
 */
public record ResolvedCase(String id, IndicatorKey key, Instant resolvedAt, boolean closed) {
    /** A breach within this time is the same trouble again (DESIGN "One case, not many"). */
    private static final Duration RECENT = Duration.ofHours(24);

    public ResolvedCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(resolvedAt, "resolvedAt");
    }

    public ResolvedCase(String id, IndicatorKey key, Instant resolvedAt) {
        this(id, key, resolvedAt, false);
    }

    /** Whether the ticket was resolved at most 24 hours before, and not closed since. */
    public boolean isRecentAt(Instant at) {
        return !closed && !resolvedAt.plus(RECENT).isBefore(at);
    }
}
