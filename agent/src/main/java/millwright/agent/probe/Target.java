package millwright.agent.probe;

import java.time.Instant;
import millwright.agent.sample.SampleBatch;

/** Something outside this agent that is asked for its state. One thread at a time asks. */
public interface Target {
    /**
     * Asks once, within the target's time limit. What has come into the batch before a failure is
     * kept.
     *
     * @throws TargetDownException if it gives no usable answer
     * @throws InterruptedException if the agent stops
     */
    void read(Instant at, SampleBatch batch) throws InterruptedException;
}
