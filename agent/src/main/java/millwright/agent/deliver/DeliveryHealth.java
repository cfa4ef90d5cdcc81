package millwright.agent.deliver;

import java.time.Duration;
import java.util.Optional;

/**
 * How delivery is doing. Samples are counted since the start.
 *
 * @param spoolBatches batches that wait
 * @param spoolBytes what they take
 * @param samplesSent accepted by the collector
 * @param samplesDropped lost by the spool: its bounds, or damage of its disk
 * @param linesRejected lines that the collector will never take
 * @param lastPush how long the newest request took; empty before the first
 * @param clockOffset what must be added to this machine's clock to get the collector's; empty until
 *     a collector has told its time
 */
public record DeliveryHealth(
        long spoolBatches,
        long spoolBytes,
        long samplesSent,
        long samplesDropped,
        long linesRejected,
        Optional<Duration> lastPush,
        Optional<Duration> clockOffset) {}
