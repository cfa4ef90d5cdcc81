package millwright.agent.deliver;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A batch as bytes of the store, with a checksum of them and of the batch's place: the store itself
 * does not notice a byte that has changed on its disk.
 */
final class BatchCode {
    private static final byte VERSION = 2;
    private static final int HEAD_BYTES = 1 + 8 + 4 + 4 + 4;
    private static final int CRC_AT = HEAD_BYTES - 4;

    private BatchCode() {}

    static byte[] encode(long id, Batch batch) {
        byte[] gzip = batch.gzip();
        byte[] value = new byte[HEAD_BYTES + gzip.length];
        ByteBuffer bytes = ByteBuffer.wrap(value);
        bytes.put(VERSION)
                .putLong(batch.sealedAt().toEpochMilli())
                .putInt(batch.lines())
                .putInt(batch.samples())
                .putInt(0)
                .put(gzip);
        bytes.putInt(CRC_AT, checksum(id, value));
        return value;
    }

    /** Empty for what has changed, or has moved to another place, since it was written. */
    static Optional<Batch> decode(long id, byte[] value) {
        if (value.length < HEAD_BYTES || value[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        if (bytes.getInt(CRC_AT) != checksum(id, value)) {
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

    /** Of all but the checksum's own bytes. */
    private static int checksum(long id, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(id).flip());
        crc.update(bytes, 0, CRC_AT);
        crc.update(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
        return (int) crc.getValue();
    }
}
