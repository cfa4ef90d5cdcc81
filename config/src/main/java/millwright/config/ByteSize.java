package millwright.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * An amount of memory or disk.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final Map<String, Long> UNITS = new TreeMap<>();

    static {
        UNITS.put("B", 1L);
        UNITS.put("kB", 1_000L);
        UNITS.put("MB", 1_000_000L);
        UNITS.put("GB", 1_000_000_000L);
        UNITS.put("TB", 1_000_000_000_000L);
        for (int i = 1; i < BINARY.length; i++) {
            UNITS.put(BINARY[i], 1L << (10 * i));
        }
    }

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative: " + bytes);
        }
    }

    public static ByteSize bytes(long bytes) {
        return new ByteSize(bytes);
    }

    public static ByteSize kibibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 10));
    }

    public static ByteSize mebibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 20));
    }

    public static ByteSize gibibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 30));
    }

    static ByteSize parse(String text) throws Refusal {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        String unit = text.substring(digits).strip();
        if (digits == 0 || digits > 18) {
            throw new Refusal("\"%s\" is no size".formatted(text));
        }
        if (unit.isEmpty() && !text.equals("0")) {
            throw new Refusal("\"%s\" has no unit".formatted(text));
        }
        Long factor = unit.isEmpty() ? Long.valueOf(1) : UNITS.get(unit);
        if (factor == null) {
            throw new Refusal("\"%s\" has the unknown unit %s".formatted(text, unit));
        }
        try {
            return new ByteSize(
                    Math.multiplyExact(Long.parseLong(text.substring(0, digits)), factor));
        } catch (ArithmeticException tooLarge) {
            throw new Refusal("\"%s\" is more than can be counted".formatted(text));
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest binary unit that loses nothing: {@code 16MiB}, {@code 1025B}. */
    @Override
    public String toString() {
        int unit = 0;
        long count = bytes;
        while (unit < BINARY.length - 1 && count != 0 && count % 1024 == 0) {
            count /= 1024;
            unit++;
        }
        return count + BINARY[unit];
    }
}
