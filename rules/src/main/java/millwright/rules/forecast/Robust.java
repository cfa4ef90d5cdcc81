package millwright.rules.forecast;

import java.util.Arrays;

/** Estimates that a few wild values do not move. */
final class Robust {
    /** Of a normal distribution, its standard deviation over its median absolute deviation. */
    static final double MAD = 1.4826;

    private Robust() {}

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    static double median(double[] values, int from, int to) {
        return quantile(Arrays.copyOfRange(values, from, to), 0.5);
    }

    /** Linear between order statistics; 0 of nothing. */
    static double quantile(double[] values, double p) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, p);
    }

    static double ofSorted(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int i = (int) at;
        return i + 1 < sorted.length
                ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i])
                : sorted[i];
    }

    /** Standard deviation of the bulk, by the median absolute deviation from the median. */
    static double scale(double[] values) {
        double middle = median(values);
        double[] off = new double[values.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(values[i] - middle);
        }
        return MAD * median(off);
    }

    static double meanAbs(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
