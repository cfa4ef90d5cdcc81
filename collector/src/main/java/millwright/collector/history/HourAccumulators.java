package millwright.collector.history;

import java.util.Arrays;

/**
 * One hour of all series, as columns: no object for a sample or a series. Takes the hour's samples
 * in time order, without repeats.
 */
final class HourAccumulators {
    /**
     * Sums are kept in this scale, so that an hour of values near the largest double does not
     * overflow; a power of two, so that nothing is rounded.
     */
    private static final double SUM_SCALE = 0x1p-32;

    private long[] counts = new long[0];
    private double[] mins = new double[0];
    private double[] maxs = new double[0];
    private double[] sums = new double[0];
    private double[] lasts = new double[0];
    private long[] lastMicros = new long[0];
    private int end;

    void clear() {
        Arrays.fill(counts, 0);
        end = 0;
    }

    void add(int series, long micros, double value) {
        if (series >= counts.length) {
            grow(Math.max(64, (series + 1) * 2));
        }
        if (counts[series]++ == 0) {
            mins[series] = value;
            maxs[series] = value;
            sums[series] = 0;
            end = Math.max(end, series + 1);
        }
        mins[series] = Math.min(mins[series], value);
        maxs[series] = Math.max(maxs[series], value);
        sums[series] += value * SUM_SCALE;
        lasts[series] = value;
        lastMicros[series] = micros;
    }

    /** Takes what was rolled up before, to compare with. */
    void set(
            int series,
            long count,
            double min,
            double max,
            double mean,
            double last,
            long lastAtMicros) {
        add(series, lastAtMicros, last);
        counts[series] = count;
        mins[series] = min;
        maxs[series] = max;
        sums[series] = mean * SUM_SCALE * count;
    }

    /** One more than the highest series that may have samples. */
    int end() {
        return end;
    }

    long count(int series) {
        return series < counts.length ? counts[series] : 0;
    }

    double min(int series) {
        return mins[series];
    }

    double max(int series) {
        return maxs[series];
    }

    double mean(int series) {
        return sums[series] / counts[series] / SUM_SCALE;
    }

    double last(int series) {
        return lasts[series];
    }

    long lastMicros(int series) {
        return lastMicros[series];
    }

    /** Whether a series' hour is the same here and there; means to within rounding. */
    boolean isSame(int series, HourAccumulators other) {
        return count(series) == other.count(series)
                && mins[series] == other.mins[series]
                && maxs[series] == other.maxs[series]
                && lasts[series] == other.lasts[series]
                && lastMicros[series] == other.lastMicros[series]
                && Math.abs(mean(series) - other.mean(series))
                        <= 1e-12 * Math.abs(other.mean(series));
    }

    private void grow(int capacity) {
        counts = Arrays.copyOf(counts, capacity);
        mins = Arrays.copyOf(mins, capacity);
        maxs = Arrays.copyOf(maxs, capacity);
        sums = Arrays.copyOf(sums, capacity);
        lasts = Arrays.copyOf(lasts, capacity);
        lastMicros = Arrays.copyOf(lastMicros, capacity);
    }
}
