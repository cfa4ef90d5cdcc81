package millwright.collector.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import millwright.collector.ingest.Precision;

/**
 * Tells a recording's precision by the size of its first timestamp: between 1973 and 5138 the units
 * do not overlap. What is smaller than all of them is taken for seconds, as hand-written files
 * count from 0.
 */
final class TimestampSize {
    private static final double A_MILLISECOND_STAMP = 1e11;
    private static final double A_MICROSECOND_STAMP = 1e14;
    private static final double A_NANOSECOND_STAMP = 1e17;

    private TimestampSize() {}

    /** Empty if no line has a timestamp. */
    static Optional<Precision> precision(byte[] lines) {
        int from = 0;
        while (from < lines.length) {
            int to = from;
            while (to < lines.length && lines[to] != '\n') {
                to++;
            }
            Optional<Long> stamp = stamp(lines, from, to);
            if (stamp.isPresent()) {
                return stamp.map(TimestampSize::of);
            }
            from = to + 1;
        }
        return Optional.empty();
    }

    private static Precision of(long stamp) {
        double size = Math.abs((double) stamp);
        if (size >= A_NANOSECOND_STAMP) {
            return Precision.NANOSECONDS;
        }
        if (size >= A_MICROSECOND_STAMP) {
            return Precision.MICROSECONDS;
        }
        return size >= A_MILLISECOND_STAMP ? Precision.MILLISECONDS : Precision.SECONDS;
    }

    private static Optional<Long> stamp(byte[] lines, int from, int to) {
        if (from < to && lines[from] == '#') {
            return Optional.empty();
        }
        String line = new String(lines, from, to - from, StandardCharsets.UTF_8).strip();
        try {
            return Optional.of(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
        } catch (NumberFormatException notThere) {
            return Optional.empty();
        }
    }
}
