package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The expected course with its 90 % interval, at a steady step. Immutable. */
public final class Path {
    private final Instant from;
    private final Duration step;
    private final double[] middle;
    private final double[] low;
    private final double[] high;

    /**
     * @param from instant of the first point
     * @param middle at each step; {@code low} and {@code high} are around it
     */
    public Path(Instant from, Duration step, double[] middle, double[] low, double[] high) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step %s".formatted(step));
        }
        for (int i = 0; i < middle.length; i++) {
            if (!(low[i] <= middle[i] && middle[i] <= high[i])) {
                throw new IllegalArgumentException(
                        "point %d: %s, %s, %s are not in order"
                                .formatted(i, low[i], middle[i], high[i]));
            }
        }
        this.from = from;
        this.step = step;
        this.middle = middle.clone();
        this.low = low.clone();
        this.high = high.clone();
    }

    public int size() {
        return middle.length;
    }

    public Duration step() {
        return step;
    }

    public Instant instant(int i) {
        return from.plus(step.multipliedBy(i));
    }

    public double middle(int i) {
        return middle[i];
    }

    /** With 95 % probability the value is above. */
    public double low(int i) {
        return low[i];
    }

    /** With 95 % probability the value is below. */
    public double high(int i) {
        return high[i];
    }

    /** The expected value at an instant, and its interval. */
    public record Point(double middle, double low, double high) {}

    /**
     * Along the straight lines between the points; before the first and after the last point as
     * there.
     *
     * @throws IllegalStateException if the path has no point
     */
    public Point at(Instant instant) {
        if (middle.length == 0) {
            throw new IllegalStateException("a path without points has no value at " + instant);
        }
        double steps = (double) from.until(instant, ChronoUnit.MILLIS) / step.toMillis();
        int before = (int) Math.min(middle.length - 1.0, Math.max(0, Math.floor(steps)));
        int after = Math.min(middle.length - 1, before + 1);
        double share = Math.min(1, Math.max(0, steps - before));
        return new Point(
                between(middle, before, after, share),
                between(low, before, after, share),
                between(high, before, after, share));
    }

    private static double between(double[] line, int before, int after, double share) {
        return line[before] + share * (line[after] - line[before]);
    }
}
