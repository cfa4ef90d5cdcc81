package millwright.collector.chart;

import java.util.stream.DoubleStream;

/**
 * A range of values with about four round steps.
 *
 * @param bottom a multiple of {@code step}, like {@code top}, which is above it
 */
public record Axis(double bottom, double top, double step) {
    /** With room for both; where they are equal, for a step around them. */
    public static Axis of(double low, double high) {
        double span = high > low ? high - low : Math.max(1, Math.abs(low) / 10);
        double step = step(span);
        double bottom = Math.floor(low / step) * step;
        double top = Math.ceil(high / step) * step;
        return new Axis(bottom, top > bottom ? top : bottom + step, step);
    }

    /** About four steps of 1, 2 or 5 times a power of ten. */
    public static double step(double span) {
        double rough = span / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** 0 at the bottom to 1 at the top; what lies outside is beyond. */
    double share(double value) {
        return (value - bottom) / (top - bottom);
    }

    double[] ticks() {
        int steps = (int) Math.round((top - bottom) / step);
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(steps + 1L)
                .map(i -> bottom + i * step)
                .toArray();
    }
}
