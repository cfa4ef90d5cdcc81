package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Forecast;

/**
 * How busy a host is expected to be: percent of its processors, by the hour. What the forecast says
 * where it speaks of hours; else what the last four weeks had, by the site's clock: the mean of
 * that weekday and hour, of that hour on any day where there is none, or of all. Immutable.
 */
public final class HostLoad {
    /** Whose course it is. */
    public static final String INDICATOR = "cpu_utilization";

    private static final int DAYS = 28;

    /** What is looked back on. */
    public static final int HOURS = DAYS * 24;

    private final int end;
    private final double[] past;
    private final Optional<HourlyPath> path;
    private final ZoneId zone;
    private final double mean;

    private HostLoad(int end, double[] past, Optional<HourlyPath> path, ZoneId zone, double mean) {
        this.end = end;
        this.past = past;
        this.path = path;
        this.zone = zone;
        this.mean = mean;
    }

    /**
     * @param end number since 1970 of the hour after the last mean
     * @param past means by the hour, oldest first, NaN where one is missing; the newest {@link
     *     #HOURS} count
     * @return empty where the host has not been measured in that time
     */
    public static Optional<HostLoad> of(
            int end, double[] past, Optional<HourlyPath> path, ZoneId zone) {
        requireNonNull(zone, "zone");
        double[] newest = Arrays.copyOfRange(past, Math.max(0, past.length - HOURS), past.length);
        OptionalDouble mean = Arrays.stream(newest).filter(Double::isFinite).average();
        return mean.isEmpty()
                ? Optional.empty()
                : Optional.of(new HostLoad(end, newest, path, zone, mean.getAsDouble()));
    }

    /** The mean of a span, each hour by how much of it lies within. */
    public double over(Span span) {
        double sum = 0;
        for (Instant from = span.start(); from.isBefore(span.end()); ) {
            int hour = HourlyRing.hour(from);
            Instant next = HourlyRing.start(hour + 1);
            Instant to = next.isBefore(span.end()) ? next : span.end();
            sum += at(hour) * from.until(to, ChronoUnit.SECONDS);
            from = to;
        }
        return sum / span.length().toSeconds();
    }

    private double at(int hour) {
        return path.flatMap(known -> known.at(hour)).orElseGet(() -> usual(hour));
    }

    private double usual(int hour) {
        OptionalDouble ofWeekday = each(7, hour);
        return ofWeekday.orElseGet(() -> each(1, hour).orElse(mean));
    }

    /** The mean of that hour each so many days back; it may lie weeks ahead. */
    private OptionalDouble each(int days, int hour) {
        ZonedDateTime local = HourlyRing.start(hour).atZone(zone);
        long ahead = Math.max(0, Math.floorDiv((long) hour - end, days * 24L));
        return LongStream.rangeClosed(ahead, ahead + DAYS / days + 1)
                .mapToInt(steps -> HourlyRing.hour(local.minusDays(steps * days).toInstant()))
                .mapToDouble(this::value)
                .filter(Double::isFinite)
                .average();
    }

    private double value(int hour) {
        int i = hour - (end - past.length);
        return i < 0 || i >= past.length ? Double.NaN : past[i];
    }

    /** The middle of a forecast by the hour, at 4 bytes an hour. Immutable. */
    public static final class HourlyPath {
        private final int from;
        private final float[] middle;

        private HourlyPath(int from, float[] middle) {
            this.from = from;
            this.middle = middle;
        }

        /** Empty where the forecast may not be acted on, or is coarser than an hour. */
        public static Optional<HourlyPath> of(Forecast forecast) {
            if (!(forecast instanceof Forecast.Expected expected)
                    || expected.path().size() == 0
                    || expected.path().step().toSeconds() > HourlyRing.HOUR_SECONDS) {
                return Optional.empty();
            }
            Instant last = expected.path().instant(expected.path().size() - 1);
            int from = HourlyRing.hour(expected.at());
            int to = HourlyRing.hour(last);
            float[] middle = new float[Math.max(0, to - from)];
            for (int i = 0; i < middle.length; i++) {
                Instant at = HourlyRing.start(from + i).plusSeconds(HourlyRing.HOUR_SECONDS / 2);
                middle[i] = (float) expected.path().at(at).middle();
            }
            return Optional.of(new HourlyPath(from, middle));
        }

        private Optional<Double> at(int hour) {
            int i = hour - from;
            return i < 0 || i >= middle.length ? Optional.empty() : Optional.of((double) middle[i]);
        }
    }
}
