package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of an SLA clock's history, and who is answerable for it. Half-open.
 *
 * @param to not before {@code from}; empty while it lasts
 * @param reason why it began, such as {@code ticket opened} or {@code waiting for the vendor}
 * @param by the person or the rule that began it
 */
public record ClockSegment(
        Kind kind, Instant from, Optional<Instant> to, String reason, String by) {
    /** Whether the time counts. */
    public enum Kind {
        RUNNING,
        PAUSED
    }

    public ClockSegment {
        requireNonNull(kind, "kind");
        requireNonNull(from, "from");
        requireNonNull(reason, "reason");
        requireNonNull(by, "by");
        if (to.filter(from::isAfter).isPresent()) {
            throw new IllegalArgumentException(
                    "a segment from %s cannot end before it, at %s".formatted(from, to.get()));
        }
    }

    boolean isRunning() {
        return kind == Kind.RUNNING;
    }

    ClockSegment withoutEnd() {
        return new ClockSegment(kind, from, Optional.empty(), reason, by);
    }
}
