package millwright.agent.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failure in a row: 1 s, 2 s, 4 s … up to a limit, each shortened at
 * random by up to a half, so that a fleet does not come back as one.
 */
final class Backoff {
    private static final int DOUBLINGS_MAX = 20;

    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    Duration next() {
        long full = Math.min(longest.toMillis(), 1000L << Math.min(failures, DOUBLINGS_MAX));
        failures++;
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
