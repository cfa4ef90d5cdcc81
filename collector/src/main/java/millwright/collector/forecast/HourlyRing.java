package millwright.collector.forecast;

import static java.lang.Float.NaN;

import java.time.Instant;
import java.util.Arrays;

/**
 * The hourly means of one series, 4 bytes an hour: the newest hours up to a capacity. Grows as
 * hours come. Thread-safe.
 */
final class HourlyRing {
    static final long HOUR_SECONDS = 3600;
    private static final int FIRST = 48;

    private float[] values = new float[0];
    private int capacity;
    private int newest = Integer.MIN_VALUE;
    private int oldest = Integer.MAX_VALUE;

    HourlyRing(int capacity) {
        this.capacity = capacity;
    }

    static int hour(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS));
    }

    static Instant start(int hour) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS);
    }

    /**
     * An hour that is older than the capacity is left out; the same hour again replaces the value.
     *
     * @param hour number since 1970
     */
    synchronized void put(int hour, double value) {
        if (newest == Integer.MIN_VALUE) {
            newest = hour;
            oldest = hour;
            values = filled(Math.min(FIRST, capacity));
        }
        if (hour <= newest - capacity) {
            return;
        }
        int from = Math.max(Math.min(oldest, hour), Math.max(newest, hour) - capacity + 1);
        int to = Math.max(newest, hour);
        reserve(from, to);
        oldest = from;
        newest = to;
        values[Math.floorMod(hour, values.length)] = (float) value;
    }

    /** Room for all hours from the one to the other; those that fall out or are new are empty. */
    private void reserve(int from, int to) {
        int needed = to - from + 1;
        if (needed > values.length) {
            move(Math.min(capacity, Math.max(needed, values.length * 2)), from);
        }
        for (int hour = newest + 1; hour <= to && hour - newest <= values.length; hour++) {
            values[Math.floorMod(hour, values.length)] = NaN;
        }
        for (int hour = oldest - 1; hour >= from; hour--) {
            values[Math.floorMod(hour, values.length)] = NaN;
        }
    }

    private void move(int length, int from) {
        float[] moved = filled(length);
        for (int hour = Math.max(oldest, from); hour <= newest; hour++) {
            moved[Math.floorMod(hour, length)] = values[Math.floorMod(hour, values.length)];
        }
        values = moved;
    }

    private static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, NaN);
        return values;
    }

    /** Forgets the oldest hours where there are more than that. */
    synchronized void limit(int hours) {
        capacity = hours;
        if (values.length > hours) {
            oldest = Math.max(oldest, newest - hours + 1);
            move(hours, oldest);
        }
    }

    /** The mean of an hour; NaN where it is missing. */
    synchronized double value(int hour) {
        return values.length == 0 || hour < oldest || hour > newest
                ? Double.NaN
                : values[Math.floorMod(hour, values.length)];
    }

    /** Number of the newest hour; the smallest integer where there is none. */
    synchronized int newest() {
        return newest;
    }

    /** Those of the half-open interval, NaN where one is missing; by the hour, oldest first. */
    synchronized double[] values(int from, int to) {
        double[] copy = new double[Math.max(0, to - from)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = value(from + i);
        }
        return copy;
    }

    /** Number of the oldest hour that may have a value; the largest integer where there is none. */
    synchronized int oldest() {
        return oldest;
    }

    synchronized long bytes() {
        return 4L * values.length;
    }
}
