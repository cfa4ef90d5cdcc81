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

    private static final long SECOND_MIN = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long SECOND_MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

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
     * @param seconds since 1970, in the years 1 to 9999
     * @param values in the indicator's own unit, as many
     */
    public static Observations of(long[] seconds, double[] values) {
        requireNonNull(seconds, "seconds");
        if (seconds.length != values.length) {
            throw new IllegalArgumentException(
                    "%d instants, %d values".formatted(seconds.length, values.length));
        }
        for (long second : seconds) {
            if (second < SECOND_MIN || second > SECOND_MAX) {
                throw new IllegalArgumentException(
                        ("%d is no time in seconds since 1970 in the years 1 to 9999:"
                                        + " is it in another unit?")
                                .formatted(second));
            }
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

    /** All values times a power of two. */
    Observations scaled(int power) {
        double[] other = new double[values.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = Math.scalb(values[i], power);
        }
        return new Observations(seconds, other);
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
