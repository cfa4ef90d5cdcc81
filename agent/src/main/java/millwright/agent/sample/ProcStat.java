package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;

/**
 * Reads the line of {@code /proc/PID/stat}; see proc_pid_stat(5).
 *
 * @param boot when the machine started
 * @param ticksPerSecond in which Linux counts CPU time, 100 nearly everywhere
 * @param pageBytes in which it counts resident memory
 */
record ProcStat(Instant boot, long ticksPerSecond, long pageBytes) {
    // fields after the name, which stands in parentheses and may hold spaces and parentheses
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;
    private static final int VIRTUAL_BYTES = 20;
    private static final int RESIDENT_PAGES = 21;

    ProcStat {
        if (ticksPerSecond <= 0 || pageBytes <= 0) {
            throw new IllegalArgumentException(
                    "%d ticks a second, pages of %d bytes".formatted(ticksPerSecond, pageBytes));
        }
    }

    /**
     * @throws SamplingException if the line is none of that file
     */
    ProcessReading parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open) {
            throw new SamplingException("no line of /proc/PID/stat: " + line.strip());
        }
        long[] fields = numbers(line, close + 1);
        return new ProcessReading(
                line.substring(open + 1, close),
                Long.parseLong(line, 0, open - 1, 10),
                boot.plus(ticks(fields[START_TICKS])),
                ticks(fields[USER_TICKS] + fields[SYSTEM_TICKS]),
                fields[RESIDENT_PAGES] * pageBytes,
                fields[VIRTUAL_BYTES],
                fields[THREADS]);
    }

    private Duration ticks(long count) {
        return Duration.ofMillis(count * 1000 / ticksPerSecond);
    }

    /** The first 22 fields; the first of them is a letter and reads as 0. */
    private static long[] numbers(String line, int from) {
        long[] fields = new long[RESIDENT_PAGES + 1];
        int at = from;
        for (int i = 0; i < fields.length; i++) {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            int begin = at;
            while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\n') {
                at++;
            }
            if (begin == at) {
                throw new SamplingException(
                        "/proc/PID/stat has %d fields after the name, not %d: %s"
                                .formatted(i, fields.length, line.strip()));
            }
            fields[i] = i == 0 ? 0 : number(line, begin, at);
        }
        return fields;
    }

    private static long number(String line, int begin, int end) {
        try {
            return Long.parseLong(line, begin, end, 10);
        } catch (NumberFormatException odd) {
            return 0; // such as an unsigned 64-bit limit, which none of our fields is
        }
    }
}
