package millwright.agent.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Lines ready for the wire; not changed any more. */
final class Batch {
    private final byte[] gzip;
    private final int lines;
    private final int samples;

    Batch(byte[] gzip, int lines, int samples) {
        this.gzip = gzip.clone();
        this.lines = lines;
        this.samples = samples;
    }

    static Batch of(LineEncoder encoder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(encoder.toBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused bytes", impossible);
        }
        return new Batch(bytes.toByteArray(), encoder.lines(), encoder.samples());
    }

    byte[] gzip() {
        return gzip.clone();
    }

    int bytes() {
        return gzip.length;
    }

    int lines() {
        return lines;
    }

    int samples() {
        return samples;
    }
}
