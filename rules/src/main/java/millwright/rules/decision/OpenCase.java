package millwright.rules.decision;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: a ticket that is open.
 *
 * @param id the ticket's id
 * @param episode {@code since} of the newest breach that the ticket counts
 * @param settledLevel the worst level that a person knew of when choosing the ticket's priority in
 *     this episode; 0 if nobody has chosen it
 */
public record OpenCase(
        String id, IndicatorKey key, Priority priority, Instant episode, int settledLevel) {
    public OpenCase(String id, IndicatorKey key, Priority priority, Instant episode) {
        this(id, key, priority, episode, 0);
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
