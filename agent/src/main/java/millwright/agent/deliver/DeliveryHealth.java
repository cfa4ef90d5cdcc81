package millwright.agent.deliver;

import java.time.Duration;
import java.util.Optional;

/**
 * How delivery is doing. Samples are counted since the start.
 *
 * @param spoolBatches batches that wait
 * @param spoolBytes what they take
 * @param samplesSent accepted by the collector
 * @param samplesDropped lost because the spool was full
 * @param linesRejected lines that the collector will never take
 * @param lastPush how long the newest request took; empty before the first
 */
public record DeliveryHealth(
        long spoolBatches,
        long spoolBytes,
        long samplesSent,
        long samplesDropped,
        long linesRejected,
        Optional<Duration> lastPush) {}
