package millwright.agent.deliver;

import java.time.Instant;
import java.time.InstantSource;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills batches from what samplers bring, and puts full ones into the spool. Thread-safe. */
final class Gatherer {
    private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

    private final LineEncoder encoder = new LineEncoder();
    private final int linesMax;
    private final Spool spool;
    private final Tally tally;
    private final InstantSource clock;

    /** Dropped in the present shortage; 0 where there is none. */
    private long droppedNow;

    Gatherer(int linesMax, Spool spool, Tally tally, InstantSource clock) {
        this.linesMax = linesMax;
        this.spool = spool;
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * @return whether a batch was full and now waits in the spool
     */
    synchronized boolean add(SampleBatch batch) {
        boolean isSealed = false;
        for (SampleLine line : batch.lines()) {
            encoder.add(line);
            if (encoder.lines() >= linesMax) {
                seal();
                isSealed = true;
            }
        }
        return isSealed;
    }

    /** Moves what has gathered into the spool. */
    synchronized void seal() {
        if (encoder.lines() == 0) {
            return;
        }
        long dropped = spool.add(Batch.of(encoder));
        encoder.clear();
        if (dropped > 0) {
            tally.dropped.addAndGet(dropped);
            tellShortage(clock.instant());
            droppedNow += dropped;
        }
    }

    private void tellShortage(Instant now) {
        if (droppedNow == 0) {
            LOG.warn(
                    "The spool is full ({} of {} bytes of delivery.spool_max): since {} the oldest"
                            + " samples are dropped. Restore the collector or raise"
                            + " delivery.spool_max; what is in the spool now is newer and waits.",
                    spool.bytes(),
                    spool.bytesMax(),
                    now);
        }
    }

    /** The spool has been emptied. */
    synchronized void shortageOver() {
        if (droppedNow > 0) {
            LOG.warn("The spool has room again. {} samples were dropped.", droppedNow);
            droppedNow = 0;
        }
    }
}
