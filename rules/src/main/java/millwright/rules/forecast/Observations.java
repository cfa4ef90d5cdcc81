package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What was measured of one indicator, at any spacing and with any gaps. Immutable; in time order,
 * one value an instant.
 */
public final class Observations {
    /** Nothing was measured. */
    public static final Observations NONE = new Observations(new long[0], new double[0]);

    private final long[] seconds;
    private final double[] values;

    private Observations(long[] seconds, double[] values) {
        this.seconds = seconds;
        this.values = values;
    }

    /**
     * In any order. Values that are no finite number are left out; of several at one instant the
     * last one counts.
     *
     * @param seconds since 1970
     * @param values in the indicator's own unit, as many
     */
    public static Observations of(long[] seconds, double[] values) {
        requireNonNull(seconds, "seconds");
        if (seconds.length != values.length) {
            throw new IllegalArgumentException(
                    "%d instants, %d values".formatted(seconds.length, values.length));
        }
        int[] order = inOrder(seconds, values);
        long[] times = new long[order.length];
        double[] kept = new double[order.length];
        int size = 0;
        for (int i : order) {
            if (size > 0 && times[size - 1] == seconds[i]) {
                size--;
            }
            times[size] = seconds[i];
            kept[size] = values[i];
            size++;
        }
        return new Observations(Arrays.copyOf(times, size), Arrays.copyOf(kept, size));
    }

    private static int[] inOrder(long[] seconds, double[] values) {
        int[] finite =
                IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        for (int i = 1; i < finite.length; i++) {
            if (seconds[finite[i]] < seconds[finite[i - 1]]) {
                return IntStream.of(finite)
                        .boxed()
                        .sorted((a, b) -> Long.compare(seconds[a], seconds[b])) // stable
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return finite;
    }

    /** Those at or before an instant. */
    public Observations until(Instant at) {
        int end = Arrays.binarySearch(seconds, at.getEpochSecond());
        int size = end >= 0 ? end + 1 : -end - 1;
        return size == seconds.length
                ? this
                : new Observations(Arrays.copyOf(seconds, size), Arrays.copyOf(values, size));
    }

    public int size() {
        return seconds.length;
    }

    public boolean isEmpty() {
        return seconds.length == 0;
    }

    /**
     * @return seconds since 1970
     */
    public long second(int i) {
        return seconds[i];
    }

    public double value(int i) {
        return values[i];
    }

    /**
     * @throws IndexOutOfBoundsException if there is none
     */
    public Instant first() {
        return Instant.ofEpochSecond(seconds[0]);
    }

    /**
     * @throws IndexOutOfBoundsException if there is none
     */
    public Instant last() {
        return Instant.ofEpochSecond(seconds[seconds.length - 1]);
    }
}
