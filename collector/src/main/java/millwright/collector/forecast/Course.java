package millwright.collector.forecast;

import java.time.Instant;
import java.util.List;
import millwright.collector.history.Sample;
import millwright.rules.forecast.Observations;

/** The hourly means of an indicator, in its own terms. Thread-safe. */
final class Course {
    /** What a running hour must have at least, of one value a minute, to count as one. */
    private static final int MINUTES_MIN = 10;

    private final Forecastable of;
    private final HourlyRing ring;

    Course(Forecastable of, HourlyRing ring) {
        this.of = of;
        this.ring = ring;
    }

    /** NaN where the hour is missing. */
    double value(int hour) {
        return of.indicator(ring.value(hour));
    }

    /** Number of the newest hour; the smallest integer where there is none. */
    int newest() {
        return ring.newest();
    }

    /**
     * What is known at an instant: a point in the middle of each hour that is over, and one for the
     * hour that runs.
     *
     * @param recent the last hour's values, one a minute at most
     */
    Observations until(Instant at, List<Sample> recent) {
        int running = HourlyRing.hour(at);
        int from = Math.min(ring.oldest(), running);
        double[] means = ring.values(from, running);
        long[] seconds = new long[means.length + 1];
        double[] values = new double[means.length + 1];
        for (int i = 0; i < means.length; i++) {
            seconds[i] =
                    (from + i) * HourlyRing.HOUR_SECONDS + HourlyRing.HOUR_SECONDS / 2;
            values[i] = of.indicator(means[i]);
        }
        Instant start = HourlyRing.start(running);
        List<Sample> ofHour =
                recent.stream()
                        .filter(one -> !one.at().isBefore(start) && one.at().isBefore(at))
                        .toList();
        long middle = (start.getEpochSecond() + at.getEpochSecond()) / 2;
        seconds[means.length] = middle;
        values[means.length] =
                ofHour.size() < MINUTES_MIN
                        ? Double.NaN
                        : ofHour.stream().mapToDouble(Sample::value).average().orElseThrow();
        return Observations.of(seconds, values);
    }
}
