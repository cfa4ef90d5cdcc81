package millwright.collector.ingest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is durable is durable: a fault in judging it must neither make a client send it again nor
 * keep the collector from starting.
 */
record GuardedSink(SampleSink judge) implements SampleSink {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    @Override
    public void accept(SampleBatch batch) {
        try {
            judge.accept(batch);
        } catch (RuntimeException e) {
            LOG.error("A batch of {} samples could not be judged", batch.size(), e);
        }
    }
}
