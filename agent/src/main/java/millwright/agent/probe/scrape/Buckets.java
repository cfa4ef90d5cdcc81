package millwright.agent.probe.scrape;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A histogram as Prometheus gives it: of each upper bound, how many were not above it. Not
 * thread-safe.
 */
final class Buckets {
    static final int BOUNDS_MAX = 500;

    private final NavigableMap<Double, Double> counts = new TreeMap<>();

    /** Series that differ in other labels are added up; all must have the same bounds. */
    void add(double bound, double count) {
        if (counts.size() >= BOUNDS_MAX && !counts.containsKey(bound)) {
            throw new TooManyException("more than %d buckets".formatted(BOUNDS_MAX));
        }
        counts.merge(bound, count, Double::sum);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /**
     * What has come since {@code before}: of each bound the difference, or all of it where the
     * application has begun to count anew.
     */
    Buckets since(Buckets before) {
        boolean isReset =
                before.counts.entrySet().stream()
                        .anyMatch(old -> counts.getOrDefault(old.getKey(), 0.0) < old.getValue());
        if (isReset) {
            return this;
        }
        Buckets difference = new Buckets();
        counts.forEach(
                (bound, count) ->
                        difference.add(bound, count - before.counts.getOrDefault(bound, 0.0)));
        return difference;
    }

    /**
     * As Prometheus' {@code histogram_quantile}: spread evenly in a bucket, the first of which
     * begins at 0. Above the highest finite bound nothing is known, so that bound is the answer.
     *
     * @param quantile in 0–1
     * @return empty where nothing was counted
     */
    OptionalDouble quantile(double quantile) {
        double total = counts.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        if (total <= 0 || counts.size() < 2) {
            return OptionalDouble.empty();
        }
        double rank = quantile * total;
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            double upperBound = bucket.getKey();
            double count = Math.max(below, bucket.getValue());
            if (count >= rank) {
                return OptionalDouble.of(
                        Double.isInfinite(upperBound) || upperBound <= 0
                                ? Math.min(upperBound, counts.lowerKey(Double.POSITIVE_INFINITY))
                                : between(
                                        lowerBound, upperBound, (rank - below) / (count - below)));
            }
            lowerBound = Math.max(0, upperBound);
            below = count;
        }
        throw new IllegalStateException("%s of %s lies in no bucket".formatted(quantile, counts));
    }

    private static double between(double low, double high, double share) {
        return low + (high - low) * share;
    }
}
