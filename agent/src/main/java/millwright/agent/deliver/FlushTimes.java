package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;

/**
 * When batches are sealed: once an interval, at a moment that the host's name decides. Samplers of
 * all hosts fire together; ten thousand agents that deliver together would be a herd.
 */
final class FlushTimes {
    private final long intervalMillis;
    private final long phaseMillis;

    FlushTimes(Duration interval, String host) {
        intervalMillis = interval.toMillis();
        // Fibonacci hashing spreads names that differ in their last letter only
        phaseMillis = ((host.hashCode() * 0x9E3779B97F4A7C15L) >>> 33) % intervalMillis;
    }

    /** The first flush after an instant. */
    Instant after(Instant now) {
        long periods = Math.floorDiv(now.toEpochMilli() - phaseMillis, intervalMillis);
        return Instant.ofEpochMilli((periods + 1) * intervalMillis + phaseMillis);
    }
}
