package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When the next samples of a backlog may go: so many a second on average, at moments that chance
 * decides, so that a fleet whose collector returns does not send as one. For one thread.
 */
final class Catchup {
    private static final long SPREAD_MILLIS = 60_000;

    private final int samplesPerSecond;
    private final Duration interval;
    private final RandomGenerator random;

    /** Nothing of the backlog goes before. */
    private Instant notBefore = Instant.EPOCH;

    Catchup(int samplesPerSecond, Duration interval, RandomGenerator random) {
        this.samplesPerSecond = samplesPerSecond;
        this.interval = interval;
        this.random = random;
    }

    Instant notBefore() {
        return notBefore;
    }

    /** How many samples a request should have: what the rate grants an interval, one at least. */
    long samplesOfARequest() {
        return Math.max(1, samplesPerSecond * interval.toMillis() / 1000);
    }

    /**
     * A collector has come back, or the agent has started: at some moment of the next interval or
     * minute.
     */
    void begin(Instant now) {
        notBefore = now.plusMillis(random.nextLong(Math.min(SPREAD_MILLIS, interval.toMillis())));
    }

    /** So many have gone; the next wait for what they take at the rate, give or take a quarter. */
    void sent(long samples, Instant now) {
        double seconds = (double) samples / samplesPerSecond * (0.75 + random.nextDouble() / 2);
        notBefore = now.plusNanos((long) (seconds * 1e9));
    }
}
