package millwright.collector.history;

import java.util.Arrays;

/** Samples as columns; no object for each. Not thread-safe. */
final class Rows {
    private static final int CAPACITY_MIN = 16;

    private int size;
    private int[] series = new int[CAPACITY_MIN];
    private long[] micros = new long[CAPACITY_MIN];
    private double[] values = new double[CAPACITY_MIN];

    void add(int seriesId, long atMicros, double value) {
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            micros = Arrays.copyOf(micros, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        series[size] = seriesId;
        micros[size] = atMicros;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    int series(int i) {
        return series[i];
    }

    long micros(int i) {
        return micros[i];
    }

    double value(int i) {
        return values[i];
    }

    void clear() {
        size = 0;
    }

    void truncate(int to) {
        size = to;
    }

    /** Empties it and leaves the columns to whoever holds a snapshot. */
    void reset() {
        size = 0;
        series = new int[CAPACITY_MIN];
        micros = new long[CAPACITY_MIN];
        values = new double[CAPACITY_MIN];
    }

    /**
     * What is there now. Shares the columns: later additions write behind what the snapshot shows,
     * or into new columns.
     */
    Rows snapshot() {
        Rows copy = new Rows();
        copy.size = size;
        copy.series = series;
        copy.micros = micros;
        copy.values = values;
        return copy;
    }

    /** A copy of the rows of an interval, of one series unless it is negative. */
    Rows select(long fromMicros, long toMicros, int onlySeries) {
        Rows selected = new Rows();
        for (int i = 0; i < size; i++) {
            if (micros[i] >= fromMicros
                    && micros[i] < toMicros
                    && (onlySeries < 0 || series[i] == onlySeries)) {
                selected.add(series[i], micros[i], values[i]);
            }
        }
        return selected;
    }

    /**
     * The rows' numbers in time order; among equal times, earlier rows first. A merge sort from the
     * bottom up that skips what is in order already, which samples mostly are.
     */
    int[] timeOrder() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        if (isInOrder()) {
            return order;
        }
        long[] keys = Arrays.copyOf(micros, size);
        int[] orderTarget = new int[size];
        long[] keysTarget = new long[size];
        for (long width = 1; width < size; width *= 2) {
            for (long start = 0; start < size; start += 2 * width) {
                int middle = (int) Math.min(start + width, size);
                int end = (int) Math.min(start + 2 * width, size);
                merge(keys, order, keysTarget, orderTarget, (int) start, middle, end);
            }
            long[] keysSwap = keys;
            keys = keysTarget;
            keysTarget = keysSwap;
            int[] orderSwap = order;
            order = orderTarget;
            orderTarget = orderSwap;
        }
        return order;
    }

    private boolean isInOrder() {
        for (int i = 1; i < size; i++) {
            if (micros[i] < micros[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static void merge(
            long[] keys,
            int[] order,
            long[] keysTarget,
            int[] orderTarget,
            int start,
            int middle,
            int end) {
        if (middle >= end || keys[middle - 1] <= keys[middle]) {
            System.arraycopy(keys, start, keysTarget, start, end - start);
            System.arraycopy(order, start, orderTarget, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = left < middle && (right >= end || keys[left] <= keys[right]);
            int from = takesLeft ? left++ : right++;
            keysTarget[i] = keys[from];
            orderTarget[i] = order[from];
        }
    }
}
