package millwright.agent.sample;

import java.time.Duration;
import java.util.Optional;

/**
 * How the agent itself is doing, as its own sample tells.
 *
 * @param spoolBatches batches that wait for the collector
 * @param samplesSent since the start, accepted by the collector
 * @param samplesDropped since the start, for lack of room
 * @param lastPush how long the newest delivery took; empty before the first
 */
public record AgentHealth(
        long spoolBatches, long samplesSent, long samplesDropped, Optional<Duration> lastPush) {
    /** Of an agent that delivers nothing. */
    public static final AgentHealth IDLE = new AgentHealth(0, 0, 0, Optional.empty());
}
