package millwright.collector.prometheus;

import static java.util.Objects.requireNonNull;

/**
 * Samples of one series as they came, oldest first or not.
 *
 * @param millis of each sample, since 1970
 * @param values of each sample; a {@link #STALE} one says that the series has ended
 */
@SuppressWarnings("ArrayRecordComponent") // a batch has thousands; nobody compares them
record Series(Labels labels, long[] millis, double[] values) {
    /** One NaN of many, by which Prometheus tells that a series is gone. */
    static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);

    Series {
        requireNonNull(labels, "labels");
        if (millis.length != values.length) {
            throw new IllegalArgumentException(
                    "%d times and %d values".formatted(millis.length, values.length));
        }
    }

    static Series of(Labels labels, long millis, double value) {
        return new Series(labels, new long[] {millis}, new double[] {value});
    }

    /** Compared by its bits: other NaNs are values like any other, of no use to us. */
    static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == 0x7ff0_0000_0000_0002L;
    }
}
