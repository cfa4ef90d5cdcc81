package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/** Fact: the newest ticket of a key that has no open one. */
public record ResolvedCase(String id, IndicatorKey key, Instant resolvedAt) {
    /** A breach within this time is the same trouble again (DESIGN "One case, not many"). */
    private static final Duration RECENT = Duration.ofHours(24);

    public ResolvedCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(resolvedAt, "resolvedAt");
    }

    /** Whether the ticket was resolved at most 24 hours before. */
    public boolean isRecentAt(Instant at) {
        return !resolvedAt.plus(RECENT).isBefore(at);
    }
}
