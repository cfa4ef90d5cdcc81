package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whose turn is first.
 *
 * <pre>
 * 0 waits for hours already: nobody is passed over for ever
 * 1 a crossing is predicted; the nearest first
 * 2 passes a limit in days if the last day goes on; the nearest first
 * 3 never forecast yet
 * 4 the rest; the longest due first
 * </pre>
 */
record Urgency(int rank, Instant by) implements Comparable<Urgency> {
    private static final Duration WAITED_MAX = Duration.ofHours(3);
    private static final Comparator<Urgency> ORDER =
            Comparator.comparingInt(Urgency::rank).thenComparing(Urgency::by);

    static Urgency of(Watch watch, Instant now) {
        if (watch.due().plus(WAITED_MAX).isBefore(now)) {
            return new Urgency(0, watch.due());
        }
        Optional<Instant> crossing = watch.crossing();
        if (crossing.isPresent()) {
            return new Urgency(1, crossing.get());
        }
        Optional<Duration> near = watch.near();
        if (near.isPresent()) {
            return new Urgency(2, now.plus(near.get()));
        }
        return new Urgency(watch.latest().isEmpty() ? 3 : 4, watch.due());
    }

    @Override
    public int compareTo(Urgency other) {
        return ORDER.compare(this, other);
    }
}
