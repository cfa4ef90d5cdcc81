package millwright.rules.forecast;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * What the model leaves, drawn again in whole stretches, so that what leans the same way for hours
 * goes on doing so (moving-block bootstrap; Künsch 1989).
 */
final class Noise {
    private static final int NEWEST = 1000;

    private final double[] left;
    private final int stretch;
    private final double now;
    private final double memory;

    /**
     * @param left in time order; the newest last
     * @param stretch how many make a stretch
     */
    Noise(double[] left, int stretch) {
        int from = Math.max(0, left.length - NEWEST);
        this.left = java.util.Arrays.copyOfRange(left, from, left.length);
        this.stretch = Math.max(1, Math.min(stretch, this.left.length / 4));
        int n = this.left.length;
        double near = n < 60 ? 0 : alike(this.left, Math.max(1, stretch / 2));
        double far = n < 60 ? 0 : alike(this.left, 2 * stretch);
        double apart = 2 * stretch - Math.max(1, stretch / 2);
        if (n < 6 || near < 0.15) {
            this.now = 0;
            this.memory = 0;
        } else {
            double ratio = Math.min(0.95, Math.max(0.05, far / near));
            this.memory = StrictMath.pow(ratio, 1 / apart);
            double share = Math.min(1, near * StrictMath.pow(memory, -Math.max(1, stretch / 2)));
            this.now = share * Robust.median(this.left, n - 5, n);
        }
    }

    /** Autocorrelation of signs and sizes cut at twice the scale, so that spikes say little. */
    private static double alike(double[] left, int lag) {
        double limit = 2 * Robust.scale(left);
        double own = 0;
        double other = 0;
        for (int i = 0; i < left.length; i++) {
            double value = Math.max(-limit, Math.min(limit, left[i]));
            own += value * value;
            if (i >= lag) {
                other += value * Math.max(-limit, Math.min(limit, left[i - lag]));
            }
        }
        return own > 0 ? other / own : 0;
    }

    void add(RandomGenerator random, double[] values) {
        int n = left.length;
        if (n < 5) {
            return;
        }
        int at = random.nextInt(n);
        int until = stretch;
        double kept = now;
        for (int i = 0; i < values.length; i++) {
            if (until-- == 0) {
                at = random.nextInt(n);
                until = stretch - 1;
            }
            kept *= memory;
            values[i] += left[at] + kept;
            if (++at == n) {
                at = 0;
            }
        }
    }

    /** What is still left of the newest deviation after so many steps. */
    double kept(int steps) {
        return now * StrictMath.pow(memory, steps);
    }

    double quantile(double p) {
        return Robust.quantile(left, p);
    }
}
