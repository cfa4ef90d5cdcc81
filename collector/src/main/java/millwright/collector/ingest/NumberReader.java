package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads one number of a field. The value is exactly that of {@link Double#parseDouble}: a quick way
 * where one correctly rounded operation suffices (Clinger 1990), that method where not. Used by one
 * thread.
 */
final class NumberReader {
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    /** Of all numbers with at most so many digits, none overflows a long. */
    private static final int LONG_DIGITS = 18;

    private static final long EXACT_MAX = 1L << 53;

    private double value;
    private int end;

    /** The number that was read. */
    double value() {
        return value;
    }

    /** The position after it. */
    int end() {
        return end;
    }

    /**
     * @param from where a digit, a dot or a minus is
     * @param to the end of the bytes
     */
    void read(byte[] bytes, int from, int to) throws BadLine {
        int p = from;
        boolean negative = bytes[p] == '-';
        if (negative) {
            p++;
        }
        long digits = 0;
        int start = p;
        int digit;
        while (p < to && (digit = bytes[p] - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            p++;
        }
        int count = p - start;
        int exponent = 0;
        boolean whole = true;
        if (p < to && bytes[p] == '.') {
            whole = false;
            int point = ++p;
            while (p < to && (digit = bytes[p] - '0') >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                p++;
            }
            exponent = point - p;
            count -= exponent;
        }
        if (count == 0) {
            throw new BadLine("a field's value is no number: " + shown(bytes, from, to));
        }
        int next = p < to ? bytes[p] : ' ';
        if (next == 'i' || next == 'u') {
            if (!whole) {
                throw new BadLine("an integer has no fraction: " + shown(bytes, from, to));
            }
            integer(bytes, from, p, negative, count, digits, next == 'u');
            end = p + 1;
            return;
        }
        if (next == 'e' || next == 'E') {
            p = exponentEnd(bytes, p + 1, to);
            slow(bytes, from, p);
        } else if (count <= LONG_DIGITS && digits <= EXACT_MAX && exponent >= -22) {
            double exact = exponent == 0 ? digits : digits / TENS[-exponent];
            value = negative ? -exact : exact;
        } else {
            slow(bytes, from, p);
        }
        end = p;
    }

    private void integer(
            byte[] bytes,
            int from,
            int to,
            boolean negative,
            int count,
            long digits,
            boolean unsigned)
            throws BadLine {
        if (unsigned && negative) {
            throw new BadLine("an unsigned integer is negative: " + shown(bytes, from, to));
        }
        if (count <= LONG_DIGITS) {
            value = negative ? -digits : digits; // of integers there is one zero
            return;
        }
        String text = new String(bytes, from, to - from, ISO_8859_1);
        try {
            if (unsigned) {
                Long.parseUnsignedLong(text);
            } else {
                Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw new BadLine("an integer does not fit into 64 bits: " + shown(bytes, from, to));
        }
        value = Double.parseDouble(text) + 0.0; // no negative zero
    }

    private static int exponentEnd(byte[] bytes, int from, int to) throws BadLine {
        int p = from;
        if (p < to && (bytes[p] == '-' || bytes[p] == '+')) {
            p++;
        }
        int start = p;
        while (p < to && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        if (p == start) {
            throw new BadLine("a number's exponent has no digits");
        }
        return p;
    }

    private void slow(byte[] bytes, int from, int to) throws BadLine {
        value = Double.parseDouble(new String(bytes, from, to - from, ISO_8859_1));
        if (Double.isInfinite(value)) {
            throw new BadLine("a number is too large for a double: " + shown(bytes, from, to));
        }
    }

    private static String shown(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && p < from + 40 && bytes[p] > ' ' && bytes[p] != ',') {
            p++;
        }
        return new String(bytes, from, p - from, ISO_8859_1);
    }
}
