package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a key that an open ticket speaks for. A ticket with several members is as many facts.
 *
 * @param id the ticket's id
 * @param episode {@code since} of the newest breach of the key that the ticket counts
 * @param joinedAt when the ticket began to speak for the key: at its opening, or later
 * @param recoveredAt since when the key is good while others of the ticket are not
 * @param flapping whether the ticket is marked as flapping
 */
public record OpenCase(
        String id,
        IndicatorKey key,
        Priority priority,
        Instant episode,
        Instant joinedAt,
        Optional<Instant> recoveredAt,
        boolean flapping) {
    public OpenCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(recoveredAt, "recoveredAt");
    }

    /** The only member of its ticket, bad since then. */
    public OpenCase(String id, IndicatorKey key, Priority priority, Instant episode) {
        this(id, key, priority, episode, episode, Optional.empty(), false);
    }

    boolean isBad() {
        return recoveredAt.isEmpty();
    }
}
