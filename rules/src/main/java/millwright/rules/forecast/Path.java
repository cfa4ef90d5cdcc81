package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;

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
}
