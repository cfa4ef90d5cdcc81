package millwright.collector.ingest;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One request as it came, with what reading it again the same way takes. On disk, big-endian:
 *
 * <pre>
 * 4 magic  4 CRC32C of all that follows  4 length of the body
 * 1 precision  1 encoding  2 zero  8 received, ms since the epoch  … the body
 * </pre>
 *
 * @param gzip whether the body is compressed
 * @param receivedMillis the time of lines that have none
 * @param body as received; a view that is not to be changed
 */
record JournalRecord(Precision precision, boolean gzip, long receivedMillis, ByteBuffer body) {
    static final int HEADER_BYTES = 24;
    private static final int MAGIC = 0x4D574A52;
    private static final int CHECKED_FROM = 8;

    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).putInt(0).putInt(body.remaining());
        header.put(precision.code()).put((byte) (gzip ? 1 : 0)).putShort((short) 0);
        header.putLong(receivedMillis).flip();
        header.putInt(4, crc(header, 0, body));
        return header;
    }

    int bytes() {
        return HEADER_BYTES + body.remaining();
    }

    /** The record that begins at a position; empty if what stands there is none, or is damaged. */
    static Optional<JournalRecord> read(ByteBuffer file, int at) {
        if (file.limit() - at < HEADER_BYTES || file.getInt(at) != MAGIC) {
            return Optional.empty();
        }
        int length = file.getInt(at + 8);
        Optional<Precision> precision = Precision.ofCode(file.get(at + 12));
        int encoding = file.get(at + 13);
        if (length < 0
                || length > file.limit() - at - HEADER_BYTES
                || precision.isEmpty()
                || (encoding & ~1) != 0) {
            return Optional.empty();
        }
        ByteBuffer body = file.slice(at + HEADER_BYTES, length);
        if (file.getInt(at + 4) != crc(file, at, body)) {
            return Optional.empty();
        }
        return Optional.of(
                new JournalRecord(precision.get(), encoding == 1, file.getLong(at + 16), body));
    }

    private static int crc(ByteBuffer file, int at, ByteBuffer body) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(at + CHECKED_FROM, HEADER_BYTES - CHECKED_FROM));
        crc.update(body.duplicate());
        return (int) crc.getValue();
    }
}
