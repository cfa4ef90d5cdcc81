package millwright.rules.decision;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
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
 * @param forecast what the ticket knows of a prediction that stands; empty where it knows of none
 */
public record OpenCase(
        String id,
        IndicatorKey key,
        Priority priority,
        Instant episode,
        Instant joinedAt,
        Optional<Instant> recoveredAt,
        boolean flapping,
        int settledLevel,
        Optional<Known> forecast) {
    public OpenCase {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(recoveredAt, "recoveredAt");
        // What was frozen before there were forecasts has none.
        forecast = requireNonNullElse(forecast, Optional.empty());
    }

    /**
     * A prediction as the ticket shows it.
     *
     * @param episode as {@link Foreseen#episode}
     * @param deadline as {@link Foreseen#deadline}
     */
    public record Known(Instant episode, Instant deadline) {
        /** From here on a change of the deadline is too small to matter. */
        private static final Duration LEAST = Duration.ofHours(1);

        public Known {
            requireNonNull(episode, "episode");
            requireNonNull(deadline, "deadline");
        }

        /** So much nearer, or further away, that a plan made for the old deadline is not right. */
        private boolean isOff(Instant newer, Instant now) {
            double before = hours(now, deadline);
            double after = hours(now, newer);
            return after < before * 0.75 || after > before * 2;
        }

        private static double hours(Instant now, Instant then) {
            Duration left = Duration.between(now, then);
            return (left.compareTo(LEAST) < 0 ? LEAST : left).toSeconds() / 3600.0;
        }
    }

    /** Of which nothing is foreseen. */
    public OpenCase(
            String id,
            IndicatorKey key,
            Priority priority,
            Instant episode,
            Instant joinedAt,
            Optional<Instant> recoveredAt,
            boolean flapping,
            int settledLevel) {
        this(
                id,
                key,
                priority,
                episode,
                joinedAt,
                recoveredAt,
                flapping,
                settledLevel,
                Optional.empty());
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

    /** Whether something is wrong already: what is only foreseen is not. */
    boolean isBad() {
        return recoveredAt.isEmpty() && !isOnlyForeseen();
    }

    /** Whether a forecast has opened it and no breach has joined. */
    public boolean isOnlyForeseen() {
        return forecast.filter(known -> known.episode().equals(episode)).isPresent();
    }

    public boolean isForeseen() {
        return forecast.isPresent();
    }

    /**
     * Whether a person's choice of the priority stands against a prediction: in sight of that very
     * urgency of it, or, where something is wrong already, of the breach that goes on.
     */
    public boolean settles(Foreseen foreseen) {
        return isOnlyForeseen() ? settles(foreseen.episode(), foreseen.level()) : settledLevel > 0;
    }

    /** Whether the ticket shows that prediction, and about that deadline. */
    public boolean shows(Foreseen foreseen, Instant now) {
        return forecast.filter(known -> known.episode().equals(foreseen.episode()))
                .filter(known -> !known.isOff(foreseen.deadline(), now))
                .isPresent();
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
