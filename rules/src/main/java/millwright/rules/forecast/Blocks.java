package millwright.rules.forecast;

import java.util.Arrays;

/** A series made shorter: the middle of the values of each of some equal stretches of time. */
final class Blocks {
    private final double[] hours;
    private final double[] values;
    private final double length;

    private Blocks(double[] hours, double[] values, double length) {
        this.hours = hours;
        this.values = values;
        this.length = length;
    }

    static final int MOST = 140;

    static Blocks of(double[] hours, double[] values, double step, int most) {
        int n = hours.length;
        double length = Math.max(step, (hours[n - 1] - hours[0] + step) / most);
        double[] at = new double[Math.min(n, most + 2)];
        double[] middle = new double[at.length];
        int size = 0;
        int from = n;
        while (from > 0) {
            int to = from;
            int block = block(hours[to - 1], length);
            double sum = 0;
            while (from > 0 && block(hours[from - 1], length) == block) {
                from--;
                sum += hours[from];
            }
            if (size == at.length) {
                break;
            }
            at[at.length - 1 - size] = sum / (to - from);
            middle[at.length - 1 - size] =
                    to - from == 1 ? values[from] : Robust.median(values, from, to);
            size++;
        }
        return new Blocks(
                Arrays.copyOfRange(at, at.length - size, at.length),
                Arrays.copyOfRange(middle, at.length - size, at.length),
                length);
    }

    private static int block(double hours, double length) {
        return (int) Math.floor((-hours + 1e-6) / length);
    }

    /** Mean time of each block, ascending; not to be written to. */
    double[] hours() {
        return hours;
    }

    /** Not to be written to. */
    double[] values() {
        return values;
    }

    double length() {
        return length;
    }

    int size() {
        return hours.length;
    }

    Blocks from(int first) {
        return new Blocks(
                Arrays.copyOfRange(hours, first, hours.length),
                Arrays.copyOfRange(values, first, values.length),
                length);
    }
}
