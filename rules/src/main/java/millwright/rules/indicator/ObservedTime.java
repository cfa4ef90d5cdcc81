package millwright.rules.indicator;

/**
 * How much time a sample speaks for: back to the sample before it, if that is no more than one and
 * a half nominal intervals ago, and else one nominal interval. So a missed sample leaves a gap.
 */
final class ObservedTime {
    private ObservedTime() {}

    /** Where the time begins that sample {@code i} observes, in microseconds; it ends at it. */
    static long from(SampleRing samples, int i, long nominalMicros) {
        long time = samples.micros(i);
        if (i > 0) {
            long before = samples.micros(i - 1);
            if (2 * (time - before) <= 3 * nominalMicros) {
                return before;
            }
        }
        return time - nominalMicros;
    }

    /** How much of the window that ends at {@code end} is observed. */
    static long within(SampleRing samples, long end, long window, long nominalMicros) {
        long from = end - window;
        long observed = 0;
        for (int i = samples.firstAtOrAfter(end + 1) - 1; i >= 0 && samples.micros(i) > from; i--) {
            observed += samples.micros(i) - Math.max(from(samples, i, nominalMicros), from);
        }
        return observed;
    }
}
