package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: the newest ticket of a key that has no open one.
 *
 * @param closed whether it has been put away for good, so that nothing reopens it
 * @param reopenWithin a breach within this time of the resolution is the same trouble again (DESIGN
 *     "One case, not many"); the policy's
 */
public record ResolvedCase(
        String id, IndicatorKey key, Instant resolvedAt, boolean closed, Duration reopenWithin) {
    private static final Duration USUAL = Duration.ofHours(24);

    public ResolvedCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(resolvedAt, "resolvedAt");
        requireNonNull(reopenWithin, "reopenWithin");
    }

    /** To be reopened within 24 hours, unless it is closed. */
    public ResolvedCase(String id, IndicatorKey key, Instant resolvedAt, boolean closed) {
        this(id, key, resolvedAt, closed, USUAL);
    }

    /** To be reopened within 24 hours. */
    public ResolvedCase(String id, IndicatorKey key, Instant resolvedAt) {
        this(id, key, resolvedAt, false);
    }

    public ResolvedCase reopenedWithin(Duration policy) {
        return new ResolvedCase(id, key, resolvedAt, closed, policy);
    }

    /** Whether the ticket was resolved so shortly before that it is reopened. */
    public boolean isRecentAt(Instant at) {
        return !closed && !resolvedAt.plus(reopenWithin).isBefore(at);
    }
}
