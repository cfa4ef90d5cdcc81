package millwright.agent.probe.accesslog;

import java.util.OptionalDouble;

/**
 * Durations in buckets whose bounds grow by 2 %: a quantile is off by at most 1 % of its value (the
 * bucket's middle, as DDSketch has it). From 100 µs to an hour; what is shorter counts as zero,
 * what is longer as an hour. Of fixed size: 3.5 KiB.
 */
final class DurationSketch {
    private static final double RELATIVE_ERROR = 0.01;
    private static final double GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double SECONDS_MIN = 1e-4;
    private static final double SECONDS_MAX = 3600;
    private static final double LOG_GROWTH = Math.log(GROWTH);
    private static final int BUCKETS = bucket(SECONDS_MAX) + 1;

    private final int[] counts = new int[BUCKETS];
    private long zeros;
    private long total;

    void add(double seconds) {
        total++;
        if (seconds < SECONDS_MIN) {
            zeros++;
        } else {
            counts[bucket(Math.min(seconds, SECONDS_MAX))]++;
        }
    }

    /**
     * The smallest duration that so many of all do not exceed.
     *
     * @param ratio such as 0.95
     * @return in seconds; empty where there was none
     */
    OptionalDouble quantile(double ratio) {
        if (total == 0) {
            return OptionalDouble.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(ratio * total));
        long seen = zeros;
        if (seen >= rank) {
            return OptionalDouble.of(0);
        }
        int i = -1;
        while (seen < rank) {
            seen += counts[++i];
        }
        double upper = SECONDS_MIN * Math.pow(GROWTH, i + 1);
        return OptionalDouble.of(upper * 2 / (1 + GROWTH));
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        zeros = 0;
        total = 0;
    }

    /** Of durations from {@code SECONDS_MIN * GROWTH^i} to below the next. */
    private static int bucket(double seconds) {
        return (int) Math.floor(Math.log(seconds / SECONDS_MIN) / LOG_GROWTH);
    }
}
