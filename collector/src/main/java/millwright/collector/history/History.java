package millwright.collector.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesKey;

/**
 * Keeps samples. The same (series, time) twice is one sample, the later write wins. Intervals are
 * half-open; results are in time order. Reading is thread-safe; {@code append} and {@code maintain}
 * are called by one thread each.
 */
public interface History extends AutoCloseable {
    /**
     * Durable and visible on return. Samples that no store can hold (not finite, before 1970 or
     * after 9999) are left out, and the log says how many.
     *
     * @throws HistoryException if nothing of the batch could be stored; the caller keeps it and
     *     tries again
     */
    void append(SampleBatch batch);

    Optional<Sample> latest(SeriesKey key);

    List<Sample> range(SeriesKey key, Instant from, Instant to);

    /** What the series said as text, where its field is a string. */
    List<Text> texts(SeriesKey key, Instant from, Instant to);

    /** Roll-ups of the complete hours that have been rolled up so far. */
    List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to);

    /**
     * The means of all hours that start in an interval and have been rolled up so far, in the order
     * of hours, series by their id in the catalog. An hour that was rolled up again comes again;
     * the later one counts.
     */
    void scanHourly(Instant from, Instant to, SampleVisitor visitor);

    /**
     * Every sample of an interval in time order, series by their id in the catalog: to warm up, and
     * to replay.
     */
    void scan(Instant from, Instant to, SampleVisitor visitor);

    /**
     * Rolls up the hours that are complete or were touched by late samples, and drops what is past
     * its retention.
     */
    void maintain(Instant now);

    /** Numeric samples in the interval, for people and tests. */
    long count(Instant from, Instant to);

    /** What still waits for a store elsewhere; empty where the store is this machine's. */
    default Optional<HistoryWaiting> waiting() {
        return Optional.empty();
    }

    @Override
    void close();

    /** Sees samples one by one. */
    interface SampleVisitor {
        void visit(int series, long micros, double value);
    }
}
