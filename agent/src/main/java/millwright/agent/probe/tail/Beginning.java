package millwright.agent.probe.tail;

import java.io.IOException;
import java.util.zip.CRC32;

/**
 * The first bytes of a file, by which it is known again under another name and where there are no
 * inode numbers.
 *
 * @param bytes how many, at most {@link #BYTES_MAX}; with none, every file fits
 * @param checksum CRC-32 of them
 */
record Beginning(int bytes, long checksum) {
    /** In an access log the times of the first lines lie in it. */
    static final int BYTES_MAX = 1024;

    static final Beginning NONE = new Beginning(0, 0);

    /**
     * Of the bytes that have been seen: a log only grows.
     *
     * @param seen how many
     */
    static Beginning of(LogReader file, long seen) throws IOException {
        int bytes = (int) Math.min(BYTES_MAX, seen);
        return bytes == 0 ? NONE : new Beginning(bytes, checksum(file.beginning(bytes)));
    }

    boolean fits(LogReader file) throws IOException {
        byte[] begin = file.beginning(bytes);
        return begin.length == bytes && (bytes == 0 || checksum(begin) == checksum);
    }

    private static long checksum(byte[] begin) {
        CRC32 crc = new CRC32();
        crc.update(begin);
        return crc.getValue();
    }
}
