package millwright.agent.deliver;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A batch as bytes of the store, with a checksum: the store itself does not notice a byte that has
 * changed on its disk.
 */
final class BatchCode {
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + 8 + 4 + 4 + 4;
    private static final int CRC_AT = HEAD_BYTES - 4;

    private BatchCode() {}

    static byte[] encode(Batch batch) {
        byte[] gzip = batch.gzip();
        byte[] value = new byte[HEAD_BYTES + gzip.length];
        ByteBuffer bytes = ByteBuffer.wrap(value);
        bytes.put(VERSION)
                .putLong(batch.sealedAt().toEpochMilli())
                .putInt(batch.lines())
                .putInt(batch.samples())
                .putInt(0)
                .put(gzip);
        bytes.putInt(CRC_AT, checksum(value));
        return value;
    }

    /** Empty for what has changed since it was written. */
    static Optional<Batch> decode(byte[] value) {
        if (value.length < HEAD_BYTES || value[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        if (bytes.getInt(CRC_AT) != checksum(value)) {
            return Optional.empty();
        }
        try {
            Instant sealedAt = Instant.ofEpochMilli(bytes.getLong(1));
            int lines = bytes.getInt(9);
            int samples = bytes.getInt(13);
            byte[] gzip = new byte[value.length - HEAD_BYTES];
            bytes.get(HEAD_BYTES, gzip);
            return Optional.of(new Batch(sealedAt, gzip, lines, samples));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    /** Of all but the checksum's own place. */
    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, CRC_AT);
        crc.update(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
        return (int) crc.getValue();
    }
}
