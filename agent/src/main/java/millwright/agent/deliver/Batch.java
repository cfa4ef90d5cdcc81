package millwright.agent.deliver;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Lines ready for the wire; not changed any more. */
final class Batch {
    private final Instant sealedAt;
    private final byte[] gzip;
    private final int lines;
    private final int samples;

    /**
     * @param sealedAt a little after the newest of its lines was read
     */
    Batch(Instant sealedAt, byte[] gzip, int lines, int samples) {
        this.sealedAt = requireNonNull(sealedAt, "sealedAt");
        this.gzip = gzip.clone();
        this.lines = lines;
        this.samples = samples;
    }

    static Batch of(LineEncoder encoder, Instant sealedAt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(encoder.toBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused bytes", impossible);
        }
        return new Batch(sealedAt, bytes.toByteArray(), encoder.lines(), encoder.samples());
    }

    Instant sealedAt() {
        return sealedAt;
    }

    byte[] gzip() {
        return gzip.clone();
    }

    /** Its line protocol, for people; as much of it as fits into so many bytes. */
    String text(int bytesMax) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readNBytes(bytesMax), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            return "# " + bytes() + " bytes that are no gzip: " + damaged.getMessage() + "\n";
        }
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
