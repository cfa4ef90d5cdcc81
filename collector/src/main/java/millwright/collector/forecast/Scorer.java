package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;

/**
 * Holds kept forecasts against what came. Pure. A limit counts as passed from the first hour on
 * whose mean, and that of the next hour that there is, are past it.
 *
 * <pre>
 * predicted, crossed within early to late      HIT
 *            crossed before early              LATE
 *            crossed after late                EARLY
 *            not crossed by the horizon        NEVER; UNSCORED where work is known of meanwhile
 * none predicted, crossed                      MISSED
 *                 not crossed                  QUIET
 * less than half of the hours known, nothing in the last day, or a gap hides which   UNSCORED
 * </pre>
 */
final class Scorer {
    /** How long data may be late: an agent that was cut off sends what it has kept. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration AGAIN = Duration.ofHours(6);
    private static final int END_HOURS = 24;
    private static final double COVERAGE_MIN = 0.5;

    private Scorer() {}

    /**
     * @param course of the indicator; empty where it is measured no more
     * @param work instants of known maintenance since the forecast was made
     * @param now not before {@code due.at()}
     */
    static Score score(Due due, Optional<Course> course, List<Instant> work, Instant now) {
        if (course.isEmpty()) {
            return gone(due);
        }
        Optional<Score.Value> value = value(due, course.get(), now);
        Optional<Score.OfCrossing> crossing = crossing(due, course.get(), work, now);
        return new Score(due, value, crossing, next(due, value, crossing, now));
    }

    private static Score gone(Due due) {
        KeptForecast forecast = due.forecast();
        return new Score(
                due,
                forecast.value()
                        .filter(any -> !due.isValueScored())
                        .map(any -> new Score.Value(Optional.empty(), false)),
                forecast.crossing()
                        .filter(any -> !due.isCrossingScored())
                        .map(any -> Score.OfCrossing.unscored("it is measured no more")),
                Optional.empty());
    }

    private static Optional<Instant> next(
            Due due,
            Optional<Score.Value> value,
            Optional<Score.OfCrossing> crossing,
            Instant now) {
        KeptForecast forecast = due.forecast();
        Optional<Instant> ofValue =
                forecast.value()
                        .filter(any -> !due.isValueScored() && value.isEmpty())
                        .map(KeptForecast.ExpectedValue::at);
        Optional<Instant> ofCrossing =
                forecast.crossingDue()
                        .filter(any -> !due.isCrossingScored() && crossing.isEmpty())
                        .map(first -> first.isAfter(due.at()) ? first : forecast.end());
        Optional<Instant> earliest =
                ofValue.isPresent() && ofCrossing.isPresent()
                        ? ofValue.filter(at -> at.isBefore(ofCrossing.get())).or(() -> ofCrossing)
                        : ofValue.or(() -> ofCrossing);
        return earliest.map(at -> at.isAfter(now) ? at : now.plus(AGAIN));
    }

    private static Optional<Score.Value> value(Due due, Course course, Instant now) {
        Optional<KeptForecast.ExpectedValue> expected = due.forecast().value();
        if (due.isValueScored() || expected.filter(v -> !v.at().isAfter(due.at())).isEmpty()) {
            return Optional.empty();
        }
        Instant at = expected.get().at();
        int hour = HourlyRing.hour(at);
        if (course.newest() < hour && now.isBefore(at.plus(PATIENCE))) {
            return Optional.empty();
        }
        double actual = course.value(hour);
        return Optional.of(
                Double.isNaN(actual)
                        ? new Score.Value(Optional.empty(), false)
                        : new Score.Value(Optional.of(actual), expected.get().holds(actual)));
    }

    private static Optional<Score.OfCrossing> crossing(
            Due due, Course course, List<Instant> work, Instant now) {
        KeptForecast forecast = due.forecast();
        if (due.isCrossingScored()
                || forecast.crossingDue().filter(at -> !at.isAfter(due.at())).isEmpty()) {
            return Optional.empty();
        }
        Crossing crossing = forecast.crossing().orElseThrow();
        boolean isFinal = !due.at().isBefore(forecast.end());
        Instant until = isFinal ? forecast.end() : due.at();
        int first = HourlyRing.hour(forecast.madeAt()) + 1;
        int last = HourlyRing.hour(until);
        Optional<Integer> found = crossing(course, crossing.limit(), first, last);
        if (found.isEmpty()) {
            boolean canCome = course.newest() < last && now.isBefore(until.plus(PATIENCE));
            return !isFinal || canCome
                    ? Optional.empty()
                    : Optional.of(notCrossed(course, crossing, first, last, work));
        }
        return Optional.of(crossed(forecast, course, first, found.get()));
    }

    private static Optional<Integer> crossing(Course course, Limit limit, int first, int last) {
        for (int hour = first; hour <= last; hour++) {
            if (isPast(limit, course.value(hour)) && stays(course, limit, hour)) {
                return Optional.of(hour);
            }
        }
        return Optional.empty();
    }

    /** No value lies past a hard limit such as 100 %: there it is enough to be at it. */
    private static boolean isPast(Limit limit, double value) {
        return limit.isPast(value) || (limit.hard() && value == limit.value());
    }

    /** Where nothing is known afterwards it was past when it was seen last. */
    private static boolean stays(Course course, Limit limit, int hour) {
        for (int next = hour + 1; next <= hour + END_HOURS; next++) {
            double value = course.value(next);
            if (!Double.isNaN(value)) {
                return isPast(limit, value);
            }
        }
        return true;
    }

    private static Score.OfCrossing crossed(
            KeptForecast forecast, Course course, int first, int hour) {
        Crossing crossing = forecast.crossing().orElseThrow();
        int earliest = hour;
        while (earliest > first && Double.isNaN(course.value(earliest - 1))) {
            earliest--;
        }
        Outcome outcome = outcome(crossing, hour);
        if (outcome(crossing, earliest) != outcome) {
            return Score.OfCrossing.unscored(
                    "a gap of %d hours before %s hides when it was passed"
                            .formatted(hour - earliest, HourlyRing.start(hour)));
        }
        Instant at = HourlyRing.start(hour);
        return new Score.OfCrossing(
                outcome,
                Optional.of(at),
                outcome == Outcome.HIT
                        ? Optional.of(Duration.between(forecast.since(), at))
                        : Optional.empty(),
                "");
    }

    private static Outcome outcome(Crossing crossing, int hour) {
        if (!crossing.expected()) {
            return Outcome.MISSED;
        }
        Instant start = HourlyRing.start(hour);
        if (!start.plus(1, ChronoUnit.HOURS).isAfter(crossing.early().orElseThrow())) {
            return Outcome.LATE;
        }
        return crossing.late().filter(start::isAfter).isPresent() ? Outcome.EARLY : Outcome.HIT;
    }

    private static Score.OfCrossing notCrossed(
            Course course, Crossing crossing, int first, int last, List<Instant> work) {
        int known = 0;
        int newest = first - 1;
        for (int hour = first; hour <= last; hour++) {
            if (!Double.isNaN(course.value(hour))) {
                known++;
                newest = hour;
            }
        }
        int hours = last - first + 1;
        if (known < COVERAGE_MIN * hours) {
            return Score.OfCrossing.unscored(
                    "only %d of %d hours are known".formatted(known, hours));
        }
        if (newest < last - END_HOURS) {
            return Score.OfCrossing.unscored(
                    "nothing is known after %s".formatted(HourlyRing.start(newest + 1)));
        }
        if (crossing.expected() && !work.isEmpty()) {
            return Score.OfCrossing.unscored(
                    "work at %s may have changed the course".formatted(work.get(0)));
        }
        return new Score.OfCrossing(
                crossing.expected() ? Outcome.NEVER : Outcome.QUIET,
                Optional.empty(),
                Optional.empty(),
                "");
    }
}
