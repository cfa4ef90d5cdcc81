package millwright.agent.deliver;

import java.util.Optional;

/**
 * Batches that the collector has not accepted yet, oldest first. Bounded in bytes: when it is full,
 * the oldest goes. Thread-safe.
 */
interface Spool extends AutoCloseable {
    /**
     * @return samples that were dropped to make room; the batch's own where it alone is too large
     */
    long add(Batch batch);

    /** Stays in the spool until it is removed, or dropped to make room. */
    Optional<Batch> oldest();

    /** Forgets a batch that is done with; does nothing if it was dropped meanwhile. */
    void remove(Batch batch);

    long batches();

    long bytes();

    long bytesMax();

    @Override
    void close();
}
