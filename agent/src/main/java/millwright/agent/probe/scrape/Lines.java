package millwright.agent.probe.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Lines of a stream, each of bounded length and each with its end. */
final class Lines {
    static final int BYTES_MAX = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;
    private byte[] line = new byte[256];
    private int number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Of the line that was read last; from 1. */
    int number() {
        return number;
    }

    /** Without its line feed; empty at the end. */
    Optional<String> read() throws IOException, ExpositionException {
        int length = 0;
        number++;
        while (true) {
            if (next == end && !fill()) {
                if (length > 0) {
                    throw ExpositionException.malformed(number, "ends in the middle");
                }
                return Optional.empty();
            }
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            length = append(from, length);
            if (next < end) {
                next++;
                return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
            }
        }
    }

    private int append(int from, int length) throws ExpositionException {
        int longer = length + next - from;
        if (longer > BYTES_MAX) {
            throw ExpositionException.malformed(
                    number, "is longer than %d bytes".formatted(BYTES_MAX));
        }
        if (longer > line.length) {
            line = Arrays.copyOf(line, Math.max(longer, Math.min(BYTES_MAX, 2 * line.length)));
        }
        System.arraycopy(buffer, from, line, length, next - from);
        return longer;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
