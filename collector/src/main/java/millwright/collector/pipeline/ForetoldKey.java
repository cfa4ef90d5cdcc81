package millwright.collector.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Verdicts;
import millwright.rules.forecast.WithdrawnPrediction;

/** One key whose course a replay foretells: its hourly means, and what the runs have said. */
final class ForetoldKey {
    /** So much of the past is looked at: 90 days. */
    private static final int HOURS_MAX = 90 * 24;

    private static final long HOUR_SECONDS = 3600;

    /** Twice what it has moved, as a course may bend. */
    private static final double BEND = 2;

    private final Forecastable traits;
    private final List<Limit> limits;
    private long[] seconds = new long[64];
    private double[] means = new double[64];
    private int size;
    private long hour = Long.MIN_VALUE;
    private double sum;
    private int count;
    private Verdicts verdicts = Verdicts.NONE;
    private List<PredictedCrossing> crossings = List.of();
    private Optional<WithdrawnPrediction> withdrawn = Optional.empty();
    private long restsUntilHour = Long.MIN_VALUE;

    ForetoldKey(Forecastable traits, List<Limit> limits) {
        this.traits = traits;
        this.limits = limits;
    }

    /**
     * @param atHour number of the hour since 1970; never one before the last
     */
    void value(long atHour, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (atHour != hour) {
            endHour();
            hour = atHour;
        }
        sum += value;
        count++;
    }

    /**
     * Puts the hour that is over to the others.
     *
     * @return whether there was one with a value
     */
    boolean endHour() {
        if (count == 0) {
            return false;
        }
        if (size == means.length) {
            int from = size >= HOURS_MAX * 2 ? size - HOURS_MAX : 0;
            int length = from > 0 ? means.length : means.length * 2;
            seconds = Arrays.copyOf(Arrays.copyOfRange(seconds, from, size), length);
            means = Arrays.copyOf(Arrays.copyOfRange(means, from, size), length);
            size -= from;
        }
        seconds[size] = hour * HOUR_SECONDS + HOUR_SECONDS / 2;
        means[size] = sum / count;
        size++;
        sum = 0;
        count = 0;
        return true;
    }

    boolean hasRunningHour() {
        return count > 0;
    }

    Observations history() {
        int from = Math.max(0, size - HOURS_MAX);
        return Observations.of(
                Arrays.copyOfRange(seconds, from, size), Arrays.copyOfRange(means, from, size));
    }

    /** Those of the hours that are over, NaN where one is missing; by the hour, oldest first. */
    double[] means(int fromHour, int toHour) {
        double[] all = new double[toHour - fromHour];
        Arrays.fill(all, Double.NaN);
        for (int i = size - 1; i >= 0 && seconds[i] >= fromHour * HOUR_SECONDS; i--) {
            int at = (int) (Math.floorDiv(seconds[i], HOUR_SECONDS) - fromHour);
            if (at < all.length) {
                all[at] = means[i];
            }
        }
        return all;
    }

    double last() {
        return means[size - 1];
    }

    /**
     * Whether no limit can be reached within the horizon at the pace of all its past, by far; a
     * forecast would say no more.
     */
    boolean isFarFromAll(Duration horizon) {
        int from = Math.max(0, size - HOURS_MAX);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < size; i++) {
            least = Math.min(least, means[i]);
            greatest = Math.max(greatest, means[i]);
        }
        double hours = Math.max(1, size - from);
        double reach =
                (greatest - least) * Math.max(1, horizon.toSeconds() / 3600.0 / hours) * BEND;
        return limits.stream()
                .filter(limit -> limit.isTicketed() && !limit.isPast(last()))
                .noneMatch(limit -> Math.abs(limit.value() - last()) <= reach);
    }

    Forecastable traits() {
        return traits;
    }

    List<Limit> limits() {
        return limits;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    void said(
            Verdicts next,
            List<PredictedCrossing> toldCrossings,
            Optional<WithdrawnPrediction> back) {
        verdicts = next;
        crossings = toldCrossings;
        withdrawn = back;
    }

    List<PredictedCrossing> crossings() {
        return crossings;
    }

    Optional<WithdrawnPrediction> withdrawn() {
        return withdrawn;
    }

    void restUntil(long endHour) {
        restsUntilHour = endHour;
    }

    boolean restsAt(long endHour) {
        return endHour < restsUntilHour;
    }
}
