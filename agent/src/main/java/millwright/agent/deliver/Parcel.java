package millwright.agent.deliver;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Neighbouring batches that travel in one request, as one gzip member each. */
final class Parcel {
    private static final int BYTES_MAX = 1 << 20;

    private final List<Spooled> batches = new ArrayList<>();
    private int bytes;
    private int lines;
    private int samples;

    /** Whether a batch may join without the request becoming too large; the first always may. */
    boolean fits(Batch batch, int linesMax, long samplesMax) {
        boolean isSmall =
                lines + batch.lines() <= linesMax
                        && bytes + batch.bytes() <= BYTES_MAX
                        && samples + (long) batch.samples() <= samplesMax;
        return batches.isEmpty() || isSmall;
    }

    void add(Spooled spooled) {
        batches.add(spooled);
        bytes += spooled.batch().bytes();
        lines += spooled.batch().lines();
        samples += spooled.batch().samples();
    }

    byte[] gzip() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes);
        batches.forEach(spooled -> all.writeBytes(spooled.batch().gzip()));
        return all.toByteArray();
    }

    int size() {
        return batches.size();
    }

    int lines() {
        return lines;
    }

    int samples() {
        return samples;
    }

    long lastId() {
        return batches.get(batches.size() - 1).id();
    }

    void forEach(Consumer<Spooled> consumer) {
        batches.forEach(consumer);
    }
}
