package millwright.agent.sample;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the small text files in which Linux tells of itself; one reader for many files, as it keeps
 * its buffer. Not thread-safe.
 */
final class SmallFile {
    /** Longer ones are cut: no file that is read here comes near it on fewer than 500 disks. */
    private static final int BYTES_MAX = 64 * 1024;

    private byte[] buffer = new byte[4096];

    /** Text of at most 64 KiB; what is longer is cut. */
    String read(String path) throws IOException {
        int length = 0;
        try (FileInputStream in = new FileInputStream(path)) {
            while (true) {
                int count = in.read(buffer, length, buffer.length - length);
                if (count < 0) {
                    break;
                }
                length += count;
                if (length == buffer.length) {
                    if (length >= BYTES_MAX) {
                        break;
                    }
                    buffer = Arrays.copyOf(buffer, 2 * length);
                }
            }
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
