package millwright.collector.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the way in puts up with.
 *
 * @param journal folder of the journal
 * @param sync whether an answer waits until the disk has the samples; if not, what was acknowledged
 *     survives the end of the process, but not a power cut
 * @param journalBytesMax of all that waits on disk; beyond it writes are put off with 503
 * @param segmentBytesMax of one file of the journal
 * @param queueSamplesMax samples that wait for the store; beyond it writes are put off with 503
 * @param linger how long samples may wait for others before they are stored with them
 * @param inflatedBytesMax the largest body once decompressed; a larger one is answered with 413
 * @param tokens any of which lets a client write; none lets nobody
 * @param open whether everybody may write, without a token
 */
public record IngestConfig(
        Path journal,
        boolean sync,
        long journalBytesMax,
        long segmentBytesMax,
        int queueSamplesMax,
        Duration linger,
        long inflatedBytesMax,
        ParseLimits limits,
        List<String> tokens,
        boolean open) {
    public IngestConfig {
        tokens = List.copyOf(tokens);
        if (journalBytesMax < 1
                || segmentBytesMax < 1
                || queueSamplesMax < 1
                || inflatedBytesMax < 1
                || linger.isNegative()) {
            throw new IllegalArgumentException("a limit is not positive");
        }
    }

    /** Synced, 4 GiB of journal in files of 64 MiB, 5 million samples, 500 ms, 256 MiB inflated. */
    public static IngestConfig of(Path journal, List<String> tokens) {
        return new IngestConfig(
                journal,
                true,
                4L << 30,
                64L << 20,
                5_000_000,
                Duration.ofMillis(500),
                256L << 20,
                ParseLimits.defaults(),
                tokens,
                false);
    }

    /** Everybody may write, as on a machine of one's own. */
    public IngestConfig withoutTokens() {
        return new IngestConfig(
                journal,
                sync,
                journalBytesMax,
                segmentBytesMax,
                queueSamplesMax,
                linger,
                inflatedBytesMax,
                limits,
                List.of(),
                true);
    }

    public IngestConfig withSync(boolean syncs) {
        return new IngestConfig(
                journal,
                syncs,
                journalBytesMax,
                segmentBytesMax,
                queueSamplesMax,
                linger,
                inflatedBytesMax,
                limits,
                tokens,
                open);
    }
}
