package millwright.collector.ingest;

/** Stores samples for good. One thread calls it; the batch is reused when it returns. */
@FunctionalInterface
public interface SampleStore {
    /**
     * Durable on return.
     *
     * @throws RuntimeException if nothing was stored; the same samples come again later, alone or
     *     with others
     */
    void append(SampleBatch batch);
}
