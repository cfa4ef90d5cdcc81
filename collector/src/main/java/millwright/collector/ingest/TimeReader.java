package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/** Reads what follows a line's fields: its time, if it has one. Used by one thread. */
final class TimeReader {
    /** 2262-04-11, where InfluxDB's nanoseconds end. */
    private static final long MICROS_MAX = Long.MAX_VALUE / 1000;

    private static final int LONG_DIGITS = 18;

    private Precision precision = Precision.NANOSECONDS;
    private long receivedMicros;
    private long micros;

    void begin(Precision precision, long receivedMicros) {
        this.precision = precision;
        this.receivedMicros = receivedMicros;
    }

    /** The time that was read, in microseconds since the epoch. */
    long micros() {
        return micros;
    }

    /**
     * @param from the position after the last field's value
     * @return the position of the newline, or {@code to}
     */
    int read(byte[] bytes, int from, int to) throws BadLine {
        int p = LineKey.blanksEnd(bytes, from, to);
        if (p < to && p > from && (isDigit(bytes[p]) || bytes[p] == '-')) {
            int start = p++;
            long time = bytes[start] == '-' ? 0 : bytes[start] - '0';
            while (p < to && isDigit(bytes[p])) {
                time = time * 10 + bytes[p] - '0';
                p++;
            }
            micros = micros(bytes, start, p, time);
            p = LineKey.blanksEnd(bytes, p, to);
        } else {
            micros = receivedMicros;
        }
        if (p < to && bytes[p] == '\r') {
            p++;
        }
        if (p < to && bytes[p] != '\n') {
            throw new BadLine(
                    "after the fields only a time may come, not '%s'"
                            .formatted(LineKey.excerpt(bytes, p, to)));
        }
        return p;
    }

    private long micros(byte[] bytes, int from, int to, long time) throws BadLine {
        if (bytes[from] == '-' || to - from > LONG_DIGITS) {
            time = slow(new String(bytes, from, Math.min(to - from, 64), ISO_8859_1));
        }
        long micros = precision.toMicros(time);
        if (micros < 0 || micros > MICROS_MAX) {
            throw new BadLine(
                    "the time %d is outside of 1970 to 2262. Is the precision really %s?"
                            .formatted(time, precision.name().toLowerCase(Locale.ROOT)));
        }
        return micros;
    }

    private static long slow(String digits) throws BadLine {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new BadLine("the time " + digits + " is no 64-bit integer");
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
