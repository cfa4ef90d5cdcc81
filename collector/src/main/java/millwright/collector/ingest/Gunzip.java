package millwright.collector.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), one or several members, from memory piece by piece. Kept and
 * reused, which the JDK's stream cannot be. Used by one thread at a time.
 */
final class Gunzip {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private ByteBuffer input = ByteBuffer.allocate(0);
    private boolean inMember;

    void begin(byte[] body) {
        input = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        inMember = false;
    }

    /**
     * @return how many bytes it wrote, 0 at the end only
     */
    int read(byte[] into, int from, int to) throws DataFormatException {
        int at = from;
        while (at < to) {
            if (!inMember) {
                if (!input.hasRemaining() && at + input.position() > 0) {
                    break;
                }
                header();
            }
            int count = inflater.inflate(into, at, to - at);
            crc.update(into, at, count);
            at += count;
            if (inflater.finished()) {
                trailer();
            } else if (count == 0) {
                throw new DataFormatException("it ends too early");
            }
        }
        return at - from;
    }

    private void header() throws DataFormatException {
        if (input.remaining() < 10 || input.getShort() != (short) 0x8b1f || input.get() != 8) {
            throw new DataFormatException("it does not begin as gzip does");
        }
        int flags = input.get();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            need(2);
            skip(input.getShort() & 0xffff);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(input.array(), input.position(), input.remaining());
        crc.reset();
        inMember = true;
    }

    private void trailer() throws DataFormatException {
        input.position(input.limit() - inflater.getRemaining());
        need(TRAILER_BYTES);
        if (input.getInt() != (int) crc.getValue()
                || input.getInt() != (int) inflater.getBytesWritten()) {
            throw new DataFormatException("its checksum is wrong");
        }
        inMember = false;
    }

    private void skipText() throws DataFormatException {
        do {
            need(1);
        } while (input.get() != 0);
    }

    private void skip(int bytes) throws DataFormatException {
        need(bytes);
        input.position(input.position() + bytes);
    }

    private void need(int bytes) throws DataFormatException {
        if (input.remaining() < bytes) {
            throw new DataFormatException("it ends too early");
        }
    }
}
