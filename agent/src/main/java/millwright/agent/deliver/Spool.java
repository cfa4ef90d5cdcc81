package millwright.agent.deliver;

import java.util.Optional;

/**
 * Batches that the collector has not accepted yet, in their order. Bounded: when it is full, the
 * oldest go, and {@link Losses} are told. Thread-safe; never throws for what a disk does.
 */
interface Spool extends AutoCloseable {
    void add(Batch batch);

    /** The place that the next batch will have. */
    long nextId();

    /**
     * The oldest batch at or after one place and before another. It stays until it is removed, or
     * dropped to make room.
     */
    Optional<Spooled> next(long from, long to);

    /** Forgets a batch that is done with; does nothing if it was dropped meanwhile. */
    void remove(long id);

    long batches();

    /** What the batches take, on disk with everything that the store needs for itself. */
    long bytes();

    long bytesMax();

    /** What becomes of waiting batches when the agent ends, as the rest of "2 batches …". */
    String fateAtEnd();

    @Override
    void close();
}
