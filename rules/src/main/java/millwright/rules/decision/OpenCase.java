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
 * @param settledLevel the worst level that a person knew of when choosing the ticket's priority in
 *     this episode; 0 if nobody has chosen it
 */
public record OpenCase(
        String id,
        IndicatorKey key,
        Priority priority,
        Instant episode,
        Instant joinedAt,
        Optional<Instant> recoveredAt,
        boolean flapping,
        int settledLevel) {
    public OpenCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(recoveredAt, "recoveredAt");
    }

    /** The only member of its ticket, bad since then, with a priority that no person chose. */
    public OpenCase(String id, IndicatorKey key, Priority priority, Instant episode) {
        this(id, key, priority, episode, 0);
    }

    /** The only member of its ticket, bad since then. */
    public OpenCase(
            String id, IndicatorKey key, Priority priority, Instant episode, int settledLevel) {
        this(id, key, priority, episode, episode, Optional.empty(), false, settledLevel);
    }

    boolean isBad() {
        return recoveredAt.isEmpty();
    }

    /**
     * Whether a person has chosen the priority in sight of this very level, or of a worse one: then
     * it is for nobody else to change.
     *
     * @param since of the breach or silence
     */
    public boolean settles(Instant since, int level) {
        return level <= settledLevel && episode.equals(since);
    }

    /**
     * Whether a person has chosen the priority in this episode, in sight of a milder level only.
     */
    public boolean isWorseThanSettled(Instant since, int level) {
        return settledLevel > 0 && level > settledLevel && episode.equals(since);
    }
}
