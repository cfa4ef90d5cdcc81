package millwright.agent.deliver;

import java.time.InstantSource;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/** Fills batches from what samplers bring, and puts them into the spool. Thread-safe. */
final class Gatherer {
    private final LineEncoder encoder = new LineEncoder();
    private final int linesMax;
    private final Spool spool;
    private final InstantSource clock;

    /** Held while a batch is on its way into the spool, so that none overtakes another. */
    private final Object sealing = new Object();

    Gatherer(int linesMax, Spool spool, InstantSource clock) {
        this.linesMax = linesMax;
        this.spool = spool;
        this.clock = clock;
    }

    /** What became of samples that were brought. */
    enum Gathered {
        /** They wait to be sealed. */
        KEPT,
        /** A batch was full and is in the spool. */
        SEALED
    }

    Gathered add(SampleBatch batch) {
        Gathered result = Gathered.KEPT;
        for (SampleLine line : batch.lines()) {
            boolean isFull;
            synchronized (encoder) {
                encoder.add(line);
                isFull = encoder.lines() >= linesMax;
            }
            if (isFull) {
                seal();
                result = Gathered.SEALED;
            }
        }
        return result;
    }

    /** Moves what has gathered into the spool. A slow disk does not hold up who brings samples. */
    void seal() {
        synchronized (sealing) {
            Batch batch;
            synchronized (encoder) {
                if (encoder.lines() == 0) {
                    return;
                }
                batch = Batch.of(encoder, clock.instant());
                encoder.clear();
            }
            spool.add(batch);
        }
    }
}
