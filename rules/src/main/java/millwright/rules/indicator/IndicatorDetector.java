package millwright.rules.indicator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Watches one indicator of one resource: takes its samples in any order and says how it stands, in
 * event time. Whatever the order and however seldom it is asked, it ends up where it would be had
 * the samples come one by one; what it has announced before stays announced. One thread at a time.
 *
 * <p>A worse level that is breached holds the milder ones breached too, so an episode ends only
 * where the mildest level's rearm value has held.
 */
public interface IndicatorDetector {
    /** Mildest first. */
    List<Level> levels();

    /**
     * Replaces the levels, as a reload of the rules does. Samples are kept; a breach that is on
     * stays on, at the same level number or the nearest milder one there is.
     */
    void relevel(List<Level> levels);

    /**
     * Tells the interval at which samples are expected to come; from the next judgement on.
     *
     * @param micros microseconds, above 0
     */
    void nominalMicros(long micros);

    default void nominal(Duration interval) {
        nominalMicros(Micros.of(interval));
    }

    /** Whether no sample has come yet. */
    boolean isEmpty();

    /**
     * Takes in what was observed and says where the indicator stands at its latest sample: never
     * STALE unless there is none. Allocates nothing, and takes constant time, where the latest
     * value is past no limit and no breach is on. What {@link #judge()} would say, without figures.
     */
    State state();

    /** As {@link #state()}, but STALE where the latest sample is too long before {@code now}. */
    State state(Instant now);

    /**
     * Whether a breach is on. It stays on while the indicator is stale or has too little traffic,
     * and ends only on evidence; so true, then false, is a recovery.
     */
    boolean isBreached();

    /**
     * As {@link #state()}, with its figures; reads one window, so it is for changes and for people.
     *
     * @throws IllegalStateException if no sample has come yet
     */
    Judgement judge();

    /** As {@link #judge()}, but STALE where the latest sample is too long before {@code now}. */
    Judgement judge(Instant now);

    /**
     * Breaches that began and ended without anybody having been told, because their samples came
     * late or all at once. Each is handed out once; all are marked late. Usually empty.
     */
    List<Breach> drainLate(IndicatorKey key);

    /**
     * Continues the episode of an open ticket, after a restart: a breach is on as of now, and ends
     * only if the rearm value has held since {@code since}. When history is fed in first, which is
     * judged by the nominal interval told so far, drop what {@link #drainLate} then has: it was
     * reported before the restart.
     *
     * @param level the level number that the ticket stands for
     */
    void restore(int level, Instant since);

    /**
     * What came before is not known, after a restart: a window that reaches back further is not
     * judged, as the rest of it could look like a breach that was none.
     */
    void knownFrom(long micros);

    /** Samples that came too late to be of any use. */
    long ignored();

    /** Samples held in memory. */
    int size();
}
