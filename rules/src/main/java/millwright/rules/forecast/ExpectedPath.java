package millwright.rules.forecast;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;

/** The course that people are shown: of drawn futures their middle, of a trend the trend itself. */
final class ExpectedPath {
    /** Of drawn futures: more are not seen in a chart. */
    static final int POINTS = 180;

    /** Of a normal distribution, how many standard deviations leave 5 % on either side. */
    private static final double NINETY_PERCENT = 1.645;

    private ExpectedPath() {}

    /**
     * @param restored from the model's magnitude to the indicator's own, within its range
     */
    static Path drawn(Series series, Futures futures, DoubleUnaryOperator restored) {
        int n = futures.values.length;
        double[] middle = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = restored.applyAsDouble(Robust.ofSorted(futures.values[i], 0.05));
            middle[i] = restored.applyAsDouble(Robust.ofSorted(futures.values[i], 0.5));
            high[i] = restored.applyAsDouble(Robust.ofSorted(futures.values[i], 0.95));
        }
        return path(series, futures.every, middle, low, high);
    }

    /**
     * @param hours after the last value, up to which it goes at least
     */
    static Path reckoned(Series series, Growth growth, double hours, DoubleUnaryOperator restored) {
        int n = (int) Math.ceil(hours / series.step);
        double[] middle = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        // With what the trend may be off by, these quantiles have covered 90 % in back-tests.
        double down = Math.min(0, growth.noise.quantile(0.045));
        double up = Math.max(0, growth.noise.quantile(0.955));
        for (int i = 0; i < n; i++) {
            double value = growth.middle(i + 1);
            double off = NINETY_PERCENT * growth.off((i + 1) * series.step);
            middle[i] = restored.applyAsDouble(value);
            low[i] = restored.applyAsDouble(value - StrictMath.hypot(down, off));
            high[i] = restored.applyAsDouble(value + StrictMath.hypot(up, off));
        }
        return path(series, 1, middle, low, high);
    }

    private static Path path(
            Series series, int every, double[] middle, double[] low, double[] high) {
        Duration step = Duration.ofSeconds(Math.round(series.step * 3600 * every));
        return new Path(series.last.plus(step), step, middle, low, high);
    }
}
