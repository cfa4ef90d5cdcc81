package millwright.collector.ingest;

/**
 * Judges samples as they come. Called by several threads at once, for each batch once it is
 * durable; must not block for long, and does not keep the batch's arrays from others.
 */
@FunctionalInterface
public interface SampleSink {
    void accept(SampleBatch batch);
}
