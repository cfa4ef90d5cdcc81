package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A history on a steady grid that ends at its last value; cells without a value are left out. Times
 * are in hours relative to the last value, so nothing depends on where a series lies in time.
 */
final class Series {
    /** Half a year of hours. More says nothing new of the coming weeks, and costs time. */
    private static final int POINTS_MAX = 4400;

    private static final long[] STEPS = {60, 300, 600, 900, 1800, 3600};

    /** Points of a path: finer is not seen and costs time. */
    private static final int PATH_POINTS = 300;

    final Instant last;
    final double step;
    final double[] hours;
    final double[] values;

    private Series(Instant last, double step, double[] hours, double[] values) {
        this.last = last;
        this.step = step;
        this.hours = hours;
        this.values = values;
    }

    /** Neither the same values at other steps nor at another time make another series. */
    static Series of(Observations history, Duration horizon) {
        long native_ = medianSpacing(history);
        long step = stepFor(native_, horizon);
        return gridded(history, Math.max(step, Math.min(native_, 86_400)));
    }

    private static long stepFor(long spacing, Duration horizon) {
        long wanted = Math.max(spacing * 2 / 3, horizon.toSeconds() / PATH_POINTS);
        for (long step : STEPS) {
            if (step >= wanted) {
                return step;
            }
        }
        return 3600;
    }

    static long medianSpacing(Observations history) {
        int n = history.size();
        if (n < 2) {
            return 3600;
        }
        int from = Math.max(1, n - 500);
        long[] gaps = new long[n - from];
        for (int i = from; i < n; i++) {
            gaps[i - from] = history.second(i) - history.second(i - 1);
        }
        Arrays.sort(gaps);
        return Math.max(1, gaps[gaps.length / 2]);
    }

    private static Series gridded(Observations history, long step) {
        int n = history.size();
        long end = history.second(n - 1);
        int cells = (int) Math.min(POINTS_MAX, (end - history.second(0)) / step + 1);
        double[] hours = new double[cells];
        double[] values = new double[cells];
        int size = cells;
        int to = n;
        while (to > 0) {
            long back = back(history, to - 1, end, step);
            if (back >= cells) {
                break;
            }
            int from = to - 1;
            while (from > 0 && back(history, from - 1, end, step) == back) {
                from--;
            }
            size--;
            hours[size] = -back * (step / 3600.0);
            values[size] = middle(history, from, to);
            to = from;
        }
        hours = Arrays.copyOfRange(hours, size, cells);
        values = Arrays.copyOfRange(values, size, cells);
        return new Series(Instant.ofEpochSecond(end), step / 3600.0, hours, values);
    }

    private static long back(Observations history, int i, long end, long step) {
        return (end - history.second(i) + step / 2) / step;
    }

    /** A spike within a cell is none of an hour's level. */
    private static double middle(Observations history, int from, int to) {
        if (to - from == 1) {
            return history.value(from);
        }
        double[] values = new double[to - from];
        for (int i = from; i < to; i++) {
            values[i - from] = history.value(i);
        }
        return Robust.median(values);
    }

    int size() {
        return hours.length;
    }

    Instant at(double h) {
        return last.plusSeconds(Math.round(h * 3600));
    }

    /** How many of its values are not before these hours. */
    int since(double h) {
        int from = size();
        while (from > 0 && hours[from - 1] >= h - 1e-6) {
            from--;
        }
        return size() - from;
    }

    /** From 0 to 1: how many of its cells have a value. */
    double coverage() {
        return Math.min(1, size() / (-hours[0] / step + 1));
    }

    /** How many steps are as long as so many hours; at least one. */
    int steps(double h) {
        return Math.max(1, (int) Math.round(h / step));
    }

    Series with(double[] other) {
        return new Series(last, step, hours, other);
    }

    /** Some of its values, perhaps changed. */
    Series only(double[] someHours, double[] someValues) {
        return new Series(last, step, someHours, someValues);
    }

    /** The last part of it. */
    Series tail(int from) {
        return new Series(
                last,
                step,
                Arrays.copyOfRange(hours, from, hours.length),
                Arrays.copyOfRange(values, from, values.length));
    }
}
