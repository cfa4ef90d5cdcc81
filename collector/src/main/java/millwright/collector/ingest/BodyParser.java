package millwright.collector.ingest;

import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** Decompresses and reads a whole body, piece by piece. Used by one thread at a time. */
final class BodyParser {
    /** Small enough to stay in a core's cache, large enough for the longest line. */
    private static final int WINDOW_BYTES = 128 << 10;

    private final LineProtocolParser parser;
    private final Gunzip gunzip = new Gunzip();
    private final long inflatedBytesMax;
    private final byte[] window;
    private double samplesPerByte = 0.05;

    /**
     * What a body held.
     *
     * @param foreign how many of the rejected lines are of another host than the writer's own
     */
    record Parsed(
            SampleBatch batch,
            int accepted,
            int rejected,
            int foreign,
            List<Rejection> rejections) {
        /** As if nothing of it had been good. */
        Parsed allRefused() {
            return new Parsed(new SampleBatch(0), 0, accepted + rejected, foreign, rejections);
        }
    }

    /** The body is no body at all; nothing of it may be kept. */
    static final class BadBody extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        BadBody(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    BodyParser(SeriesDirectory directory, long inflatedBytesMax) {
        this.parser = new LineProtocolParser(directory);
        this.inflatedBytesMax = inflatedBytesMax;
        window = new byte[Math.max(WINDOW_BYTES, directory.limits().lineBytesMax() * 2 + 2)];
    }

    Parsed parse(byte[] body, boolean gzip, Precision precision, long receivedMillis)
            throws BadBody {
        return parse(body, gzip, precision, receivedMillis, Optional.empty());
    }

    /**
     * @param host the only one whose lines are good; empty for any
     */
    Parsed parse(
            byte[] body,
            boolean gzip,
            Precision precision,
            long receivedMillis,
            Optional<String> host)
            throws BadBody {
        SampleBatch batch = new SampleBatch((int) (body.length * samplesPerByte * 1.1) + 16);
        parser.begin(precision, receivedMillis * 1000, batch, host.orElse(null));
        if (gzip) {
            inflate(body);
        } else {
            parser.parse(body, 0, body.length, true);
        }
        if (body.length > 256) {
            samplesPerByte += 0.1 * ((double) batch.size() / body.length - samplesPerByte);
        }
        return new Parsed(
                batch, parser.accepted(), parser.rejected(), parser.foreign(), parser.rejections());
    }

    private void inflate(byte[] body) throws BadBody {
        gunzip.begin(body);
        long total = 0;
        int kept = 0;
        try {
            while (true) {
                int count = gunzip.read(window, kept, window.length);
                total += count;
                if (total > inflatedBytesMax) {
                    throw new BadBody(
                            413,
                            "The body is larger than %d bytes when decompressed (ingest.inflated_max). Send smaller batches."
                                    .formatted(inflatedBytesMax));
                }
                boolean last = kept + count < window.length;
                int used = parser.parse(window, 0, kept + count, last);
                kept = kept + count - used;
                if (last) {
                    return;
                }
                System.arraycopy(window, used, window, 0, kept);
            }
        } catch (DataFormatException e) {
            throw new BadBody(400, "The body is no valid gzip: " + e.getMessage() + ".");
        }
    }
}
