package millwright.collector.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples as columns, in the order in which they came; no object for each. Series are ids of the
 * {@link SeriesCatalog}. Filled by one thread, then handed on and not changed any more.
 */
public final class SampleBatch {
    private int size;
    private int[] series;
    private long[] micros;
    private double[] values;
    private final List<Text> texts = new ArrayList<>(0);

    /** A string field: kept, shown, never judged. */
    public record Text(int series, long micros, String value) {}

    public SampleBatch(int capacity) {
        series = new int[capacity];
        micros = new long[capacity];
        values = new double[capacity];
    }

    /**
     * @param micros microseconds since the epoch
     * @param value finite
     */
    public void add(int seriesId, long micros, double value) {
        if (size == series.length) {
            grow(Math.max(16, size * 2));
        }
        series[size] = seriesId;
        this.micros[size] = micros;
        values[size] = value;
        size++;
    }

    public void addText(int seriesId, long micros, String value) {
        texts.add(new Text(seriesId, micros, value));
    }

    /** Appends all of another batch. */
    public void addAll(SampleBatch other) {
        if (size + other.size > series.length) {
            grow(Math.max(size + other.size, size * 2));
        }
        System.arraycopy(other.series, 0, series, size, other.size);
        System.arraycopy(other.micros, 0, micros, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
        texts.addAll(other.texts);
    }

    /**
     * Forgets samples from {@code size} on: a line that turned out bad half-way leaves nothing
     * behind.
     */
    void truncate(int size, int textCount) {
        this.size = size;
        texts.subList(textCount, texts.size()).clear();
    }

    /** Gives the samples from {@code first} on the time that their line turned out to have. */
    void stamp(int first, long micros) {
        for (int i = first; i < size; i++) {
            this.micros[i] = micros;
        }
    }

    public void clear() {
        size = 0;
        texts.clear();
    }

    private void grow(int capacity) {
        series = Arrays.copyOf(series, capacity);
        micros = Arrays.copyOf(micros, capacity);
        values = Arrays.copyOf(values, capacity);
    }

    /** Numeric samples; texts are counted apart. */
    public int size() {
        return size;
    }

    public int series(int i) {
        return series[i];
    }

    public long micros(int i) {
        return micros[i];
    }

    public double value(int i) {
        return values[i];
    }

    public List<Text> texts() {
        return texts;
    }

    public boolean isEmpty() {
        return size == 0 && texts.isEmpty();
    }
}
