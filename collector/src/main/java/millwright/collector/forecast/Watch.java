package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.history.Sample;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Verdicts;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.IndicatorKey;

/** One indicator that is forecast. The job's thread changes it; what is newest anybody may read. */
final class Watch {
    private static final int HOURS_A_DAY = 24;
    private static final int NEAR_HOURS = 7 * HOURS_A_DAY;

    private final Candidate of;
    private final Course course;
    private final int offsetSeconds;
    private Instant due;
    private Optional<Standing> standing;
    private Verdicts verdicts;
    private volatile Optional<Latest> latest = Optional.empty();

    /**
     * The newest forecast.
     *
     * @param forecast with a path of a few points only: in full it would take 17 KB
     * @param running mean of the hour that ran
     * @param hourly its path by the hour, kept of {@link HostLoad#INDICATOR} alone
     */
    record Latest(
            Forecast forecast,
            Optional<Sample> running,
            Verdicts verdicts,
            List<PredictedCrossing> predicted,
            Optional<WithdrawnPrediction> withdrawn,
            Optional<HostLoad.HourlyPath> hourly) {}

    /**
     * @param standing from before a restart
     * @param now when it is due for the first time
     */
    Watch(Candidate of, Course course, Optional<Standing> standing, Instant now) {
        this.of = of;
        this.course = course;
        this.standing = standing;
        verdicts = standing.map(Standing::verdicts).orElse(Verdicts.NONE);
        offsetSeconds = Math.floorMod(of.key().hashCode() * 0x9E3779B9, 3600);
        due = now;
    }

    IndicatorKey key() {
        return of.key();
    }

    Candidate of() {
        return of;
    }

    Course course() {
        return course;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    Optional<Standing> standing() {
        return standing;
    }

    void stands(Standing now) {
        standing = Optional.of(now);
    }

    Optional<Latest> latest() {
        return latest;
    }

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }

    Instant due() {
        return due;
    }

    /** Of each hour it has its own second, so that the fleet is spread over the hour. */
    void ran(Instant now) {
        due = HourlyRing.start(HourlyRing.hour(now) + 1).plusSeconds(offsetSeconds);
    }

    /** Its past has changed. */
    void hurry(Instant now) {
        due = now;
    }

    void heard(Latest news) {
        verdicts = news.verdicts();
        latest = Optional.of(news);
    }

    /** The early end of the nearest crossing that is reckoned with. */
    Optional<Instant> crossing() {
        return latest.map(Latest::forecast)
                .flatMap(Forecast::nearest)
                .flatMap(Crossing::early)
                .or(
                        () ->
                                latest.isPresent()
                                        ? Optional.empty()
                                        : standing.flatMap(Standing::median));
    }

    /**
     * How soon a limit is passed if the last day goes on, for the order of work only; empty where
     * that is no matter of days.
     */
    Optional<Duration> near() {
        int newest = course.newest();
        if (newest == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        double now = course.value(newest);
        double aDay = now - course.value(newest - HOURS_A_DAY);
        double hours = Double.POSITIVE_INFINITY;
        for (Limit limit : of.limits()) {
            double left = limit.value() - now;
            if (!limit.isPast(now) && aDay * left > 0) {
                hours = Math.min(hours, HOURS_A_DAY * left / aDay);
            }
        }
        return hours <= NEAR_HOURS
                ? Optional.of(Duration.ofSeconds((long) (3600 * hours)))
                : Optional.empty();
    }
}
