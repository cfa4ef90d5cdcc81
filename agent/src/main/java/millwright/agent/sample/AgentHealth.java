package millwright.agent.sample;

import java.time.Duration;
import java.util.Optional;

/**
 * How the agent itself is doing, as its own sample tells.
 *
 * @param spoolBatches batches that wait for the collector
 * @param samplesSent since the start, accepted by the collector
 * @param samplesDropped since the start, for lack of room or by a damaged disk
 * @param lastPush how long the newest delivery took; empty before the first
 * @param clockOffset what must be added to this machine's clock to get the collector's; empty until
 *     it is known
 * @param metricsAddress host and port by which other machines find {@code /metrics}; empty where
 *     they cannot
 */
public record AgentHealth(
        long spoolBatches,
        long samplesSent,
        long samplesDropped,
        Optional<Duration> lastPush,
        Optional<Duration> clockOffset,
        Optional<String> metricsAddress) {
    /** Of an agent that delivers nothing. */
    public static final AgentHealth IDLE =
            new AgentHealth(0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
}
