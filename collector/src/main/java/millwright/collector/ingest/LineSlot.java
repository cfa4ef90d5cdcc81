package millwright.collector.ingest;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is known of all lines that begin with the same bytes, up to the fields. Threads share it:
 * what a line is compared with never changes, and the rest is only ever replaced.
 */
final class LineSlot {
    private final byte[] raw;
    private final int hash;
    private final String measurement;
    private final SortedMap<String, String> tags;
    private final String host;
    // In a final holder, so that a thread that finds the slot by a race sees no half-made one.
    private final AtomicReference<FieldSlot[]> fields = new AtomicReference<>(new FieldSlot[0]);

    /** The line that came after this one last time; a guess, so a race does no harm. */
    private LineSlot next;

    /** One field of such lines: its name with the equals sign, and its series. */
    static final class FieldSlot {
        private final byte[] name;
        private final int series;

        FieldSlot(byte[] name, int series) {
            this.name = name;
            this.series = series;
        }

        boolean matches(byte[] bytes, int from, int to) {
            byte[] name = this.name;
            int length = name.length;
            return to - from >= length
                    && Arrays.equals(bytes, from, from + length, name, 0, length);
        }

        int series() {
            return series;
        }

        int length() {
            return name.length;
        }
    }

    LineSlot(byte[] raw, int hash, String measurement, SortedMap<String, String> tags) {
        this.raw = raw;
        this.hash = hash;
        this.measurement = measurement;
        this.tags = tags;
        this.host = tags.getOrDefault("host", "");
    }

    /** Whether a line starts with exactly these bytes and then the space before its fields. */
    boolean begins(byte[] bytes, int from, int to) {
        byte[] raw = this.raw;
        int length = raw.length;
        return to - from > length
                && bytes[from + length] == ' '
                && Arrays.equals(bytes, from, from + length, raw, 0, length);
    }

    boolean is(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, raw, 0, raw.length);
    }

    /** The known fields in the order in which they first came; not to be changed. */
    FieldSlot[] fields() {
        return fields.get();
    }

    synchronized void add(byte[] name, int series) {
        FieldSlot[] known = fields.get();
        for (FieldSlot field : known) {
            if (Arrays.equals(field.name, name)) {
                return;
            }
        }
        FieldSlot[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new FieldSlot(name, series);
        fields.set(more);
    }

    String host() {
        return host;
    }

    SeriesKey key(String field) {
        return new SeriesKey(measurement, tags, field);
    }

    /** Not to be changed. */
    byte[] raw() {
        return raw;
    }

    int hash() {
        return hash;
    }

    int length() {
        return raw.length;
    }

    LineSlot next() {
        return next;
    }

    void next(LineSlot slot) {
        if (next != slot) {
            next = slot;
        }
    }
}
