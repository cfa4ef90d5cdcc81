package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.rules.calendar.Span;

/**
 * Somebody approves in another's place for a time. What was delegated cannot be delegated on.
 *
 * @param id such as {@code D-000001}
 * @param role title of the role in which the deputy approves
 * @param from name of who has the role
 * @param to name of the deputy
 * @param revokedAt when it was taken back before its end
 * @param revokedBy name of who did; empty where older collectors kept no such thing
 */
public record Delegation(
        String id,
        String role,
        String from,
        String to,
        Span time,
        String reason,
        Instant givenAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy) {
    /** Whoever is away for longer is not who decides any more. */
    public static final Duration LONGEST = Duration.ofDays(92);

    public Delegation {
        requireNonNull(role, "role");
        requireNonNull(time, "time");
        requireNonNull(reason, "reason");
        requireNonNull(givenAt, "givenAt");
        requireNonNull(revokedAt, "revokedAt");
        requireNonNull(revokedBy, "revokedBy");
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "%s cannot be their own deputy. Name somebody else.".formatted(from));
        }
        if (time.length().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a delegation lasts at most %d days. Give the role to somebody else for longer."
                            .formatted(LONGEST.toDays()));
        }
    }

    public boolean isGood(Instant at) {
        return time.contains(at) && revokedAt.filter(end -> !end.isAfter(at)).isEmpty();
    }

    Delegation revoked(Instant at, String by) {
        return new Delegation(
                id, role, from, to, time, reason, givenAt, Optional.of(at), Optional.of(by));
    }
}
