package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the collector's clock is ahead of this machine's, as NTP estimates it (RFC 5905 §8): the
 * collector's time less the middle of the round trip. Wrong by half the round trip at most, so of
 * the newest measurements the one with the shortest counts. Thread-safe.
 */
final class ClockOffset {
    private static final Logger LOG = LoggerFactory.getLogger(ClockOffset.class);

    /** NTP's clock filter has as many. */
    private static final int KEPT = 8;

    private static final Duration TOLD_ABOVE = Duration.ofSeconds(5);

    private record Measurement(Duration offset, Duration roundTrip) {}

    private final Deque<Measurement> newest = new ArrayDeque<>();
    private boolean isTold;

    /**
     * @param sentAt by this machine's clock
     * @param roundTrip from then to the answer
     * @param collectorTime by the collector's clock, somewhere in between
     */
    synchronized void measure(Instant sentAt, Duration roundTrip, Instant collectorTime) {
        Instant middle = sentAt.plus(roundTrip.dividedBy(2));
        newest.addLast(new Measurement(Duration.between(middle, collectorTime), roundTrip));
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
        Duration best = best().orElseThrow();
        if (!isTold && best.abs().compareTo(TOLD_ABOVE) > 0) {
            isTold = true;
            LOG.warn(
                    "This machine's clock is {}s {} the collector's. Samples carry this machine's"
                            + " time; set the clocks right (NTP on both), or what is said to have"
                            + " happened when is wrong.",
                    best.abs().toMillis() / 1000.0,
                    best.isNegative() ? "ahead of" : "behind");
        }
    }

    /** Positive where this machine is behind; empty before the first measurement. */
    synchronized Optional<Duration> best() {
        return newest.stream()
                .min((a, b) -> a.roundTrip().compareTo(b.roundTrip()))
                .map(Measurement::offset);
    }
}
