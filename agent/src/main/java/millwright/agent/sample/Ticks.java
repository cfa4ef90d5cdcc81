package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;

/**
 * When a sampler fires: at multiples of its interval since the epoch, later by its phase, so that
 * hosts line up in a graph.
 *
 * @param interval at least a millisecond
 * @param phase shifts every tick; less than the interval
 */
record Ticks(Duration interval, Duration phase) {
    Ticks {
        if (interval.toMillis() < 1 || phase.isNegative() || phase.compareTo(interval) >= 0) {
            throw new IllegalArgumentException(
                    "interval %s and phase %s make no ticks".formatted(interval, phase));
        }
    }

    /** The same on every start of the same host, and spread evenly over many hosts. */
    static Duration phaseOf(String host, Duration interval) {
        // Fibonacci hashing: web-01 and web-02 have neighboring hash codes, not neighboring phases
        long mixed = (host.hashCode() * 0x9E3779B97F4A7C15L) >>> 33;
        return Duration.ofMillis(mixed % interval.toMillis());
    }

    /** The first tick after an instant. */
    Instant after(Instant now) {
        long step = interval.toMillis();
        long since = Math.floorDiv(now.toEpochMilli() - phase.toMillis(), step);
        return Instant.ofEpochMilli((since + 1) * step + phase.toMillis());
    }
}
