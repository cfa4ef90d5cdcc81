package millwright.agent.sample;

import java.time.Instant;

/** Reads one kind of measurement. One thread at a time calls it, once an interval. */
interface Sampler {
    /**
     * @throws SamplingException if the host refuses the reading; the other samplers still run
     */
    void sample(Instant at, SampleBatch batch);
}
