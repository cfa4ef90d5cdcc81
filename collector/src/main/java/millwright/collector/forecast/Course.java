package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import millwright.collector.history.Sample;
import millwright.rules.forecast.Observations;

/** The hourly means of an indicator, in its own terms. Thread-safe. */
final class Course {
    /** What a running hour must have at least, of one value a minute, to count as one. */
    private static final int MINUTES_MIN = 10;

    private static final long HALF_HOUR_SECONDS = HourlyRing.HOUR_SECONDS / 2;

    private final Candidate of;
    private final HourlyRing ring;

    Course(Candidate of, HourlyRing ring) {
        this.of = of;
        this.ring = ring;
    }

    /** NaN where the hour is missing. */
    double value(int hour) {
        return of.indicator(ring.value(hour));
    }

    /** Those of the half-open interval, NaN where one is missing; by the hour, oldest first. */
    double[] values(int from, int to) {
        return Arrays.stream(ring.values(from, to)).map(of::indicator).toArray();
    }

    /** Number of the newest hour; the smallest integer where there is none. */
    int newest() {
        return ring.newest();
    }

    /**
     * What is known at an instant: a point in the middle of each hour that is over, and one for the
     * hour that runs.
     */
    Observations until(Instant at, Optional<Sample> running) {
        int end = HourlyRing.hour(at);
        int from = Math.min(ring.oldest(), end);
        double[] means = ring.values(from, end);
        int size = means.length + (running.isPresent() ? 1 : 0);
        long[] seconds = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < means.length; i++) {
            seconds[i] = HourlyRing.start(from + i).getEpochSecond() + HALF_HOUR_SECONDS;
            values[i] = of.indicator(means[i]);
        }
        running.ifPresent(
                sample -> {
                    seconds[size - 1] = sample.at().getEpochSecond();
                    values[size - 1] = sample.value();
                });
        return Observations.of(seconds, values);
    }

    /**
     * The mean of the hour that runs, at the middle of what there is of it.
     *
     * @param recent the last hour's values, one a minute at most, in the indicator's own terms
     */
    static Optional<Sample> running(Instant at, List<Sample> recent) {
        Instant start = HourlyRing.start(HourlyRing.hour(at));
        List<Sample> ofHour =
                recent.stream()
                        .filter(one -> !one.at().isBefore(start) && one.at().isBefore(at))
                        .toList();
        if (ofHour.size() < MINUTES_MIN) {
            return Optional.empty();
        }
        double mean = ofHour.stream().mapToDouble(Sample::value).average().orElseThrow();
        return Optional.of(new Sample(start.plus(Duration.between(start, at).dividedBy(2)), mean));
    }
}
