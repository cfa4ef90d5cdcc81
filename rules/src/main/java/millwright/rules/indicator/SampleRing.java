package millwright.rules.indicator;

/**
 * The newest samples of one series, sorted by time, without an object for each. Adding one at the
 * end takes constant time and allocates only while the ring still grows.
 */
final class SampleRing {
    static final int SIZE_MAX = 20_000;
    private static final int SIZE_INITIAL = 8;
    private static final int SIZE_SHRINK = 128;

    private long[] micros = new long[SIZE_INITIAL];
    private double[] values = new double[SIZE_INITIAL];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /**
     * @param i from 0, the oldest
     */
    long micros(int i) {
        return micros[slot(i)];
    }

    double value(int i) {
        return values[slot(i)];
    }

    long lastMicros() {
        return micros(size - 1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether another sample would push the oldest out. */
    boolean isFull() {
        return size == SIZE_MAX;
    }

    /**
     * Adds a sample, or replaces the one of that time.
     *
     * @param keepFrom samples before this time may be dropped to make room
     * @return false where it was there already
     */
    boolean put(long time, double value, long keepFrom) {
        if (size == 0 || time > lastMicros()) {
            append(time, value, keepFrom);
            return true;
        }
        int at = firstAtOrAfter(time);
        if (micros(at) == time) {
            boolean changed = values[slot(at)] != value;
            values[slot(at)] = value;
            return changed;
        }
        insert(at, time, value);
        return true;
    }

    /** Index of the first sample that is not before {@code time}; the size if there is none. */
    int firstAtOrAfter(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void append(long time, double value, long keepFrom) {
        while (size > 0 && micros[head] < keepFrom) {
            dropOldest();
        }
        makeRoom();
        int slot = slot(size);
        micros[slot] = time;
        values[slot] = value;
        size++;
    }

    private void insert(int at, long time, double value) {
        int position = isFull() ? at - 1 : at;
        if (position < 0) {
            return; // older than all of a full ring
        }
        makeRoom();
        size++;
        for (int i = size - 1; i > position; i--) {
            micros[slot(i)] = micros[slot(i - 1)];
            values[slot(i)] = values[slot(i - 1)];
        }
        micros[slot(position)] = time;
        values[slot(position)] = value;
    }

    private void makeRoom() {
        if (isFull()) {
            dropOldest();
        } else if (size == micros.length) {
            resize(Math.min(SIZE_MAX, size + (size >> 2)));
        } else if (micros.length > SIZE_SHRINK && size < micros.length / 3) {
            resize(size + (size >> 2)); // it had grown for samples that came all at once
        }
    }

    private void dropOldest() {
        head = slot(1);
        size--;
    }

    private void resize(int capacity) {
        long[] nextMicros = new long[capacity];
        double[] nextValues = new double[capacity];
        int tail = Math.min(size, micros.length - head);
        System.arraycopy(micros, head, nextMicros, 0, tail);
        System.arraycopy(values, head, nextValues, 0, tail);
        System.arraycopy(micros, 0, nextMicros, tail, size - tail);
        System.arraycopy(values, 0, nextValues, tail, size - tail);
        micros = nextMicros;
        values = nextValues;
        head = 0;
    }

    private int slot(int i) {
        int slot = head + i;
        return slot < micros.length ? slot : slot - micros.length;
    }
}
