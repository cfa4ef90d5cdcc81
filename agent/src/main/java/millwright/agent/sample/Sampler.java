package millwright.agent.sample;

import java.time.Instant;

/** Reads one kind of measurement. One thread at a time calls it, once an interval. */
public interface Sampler {
    /**
     * @throws SamplingException if the host refuses the reading; the other samplers still run
     */
    void sample(Instant at, SampleBatch batch);

    /**
     * The reading that began at {@code since} is still on when the next is due; that next one is
     * left out. What can be said about it all the same goes into the batch. Called on the
     * timekeeper's thread while {@link #sample} runs: it must not wait.
     */
    default void overdue(Instant at, Instant since, SampleBatch batch) {}
}
