package millwright.rules.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongPredicate;
import millwright.rules.indicator.Direction;

/**
 * Series made up from a rule, and what is asked of them: by default percentages, two weeks ahead.
 * Hours count from Monday 2026-03-02 00:00 UTC; noise is the same in every run. Immutable.
 *
 * @param history so far
 * @param at when the forecast is asked for, usually the instant of the newest value
 */
record Made(
        Observations history,
        Instant at,
        Duration horizon,
        List<Limit> limits,
        Range range,
        List<Instant> maintenance,
        SiteDays days) {
    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    static final int WEEK = 168;

    private static final Forecaster FORECASTER = new Forecaster(ForecastTerms.STANDARD);

    /** Hourly values of a course, the last one at {@code hours} after Monday. */
    static Made hourly(int hours, DoubleUnaryOperator course) {
        return every(Duration.ofHours(1), hours + 1, course);
    }

    static Made every(Duration step, int values, DoubleUnaryOperator course) {
        long[] seconds = new long[values];
        double[] made = new double[values];
        for (int i = 0; i < values; i++) {
            seconds[i] = MONDAY.getEpochSecond() + i * step.toSeconds();
            made[i] = course.applyAsDouble(i * step.toSeconds() / 3600.0);
        }
        return of(Observations.of(seconds, made));
    }

    static Made of(Observations history) {
        return new Made(
                history,
                history.isEmpty() ? MONDAY : history.last(),
                Duration.ofDays(14),
                List.of(),
                Range.PERCENT,
                List.of(),
                SiteDays.UTC);
    }

    /** Evenly spread noise of at most {@code size} either way, the same at the same hour. */
    static DoubleUnaryOperator noise(double size) {
        return noise(size, 0);
    }

    static DoubleUnaryOperator noise(double size, long seed) {
        return hour -> size * (2 * share(Math.round(hour * 60) + seed * 1_000_003) - 1);
    }

    /** The first hour from {@code from} on at which a course without noise is above a limit. */
    static int firstAbove(double limit, int from, DoubleUnaryOperator course) {
        int hour = from;
        while (course.applyAsDouble(hour) <= limit) {
            hour++;
        }
        return hour;
    }

    /** From 0 to 1, spread evenly, the same for the same number. */
    static double share(long number) {
        return new Random(number * 0x9E3779B97F4A7C15L).nextDouble();
    }

    /** Values whose number, from 0, fits; the others were never measured. */
    Made only(LongPredicate measured) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (measured.test(i)) {
                kept.add(i);
            }
        }
        long[] seconds = kept.stream().mapToLong(history::second).toArray();
        double[] values = kept.stream().mapToDouble(history::value).toArray();
        return with(Observations.of(seconds, values));
    }

    Made with(Observations other) {
        return new Made(other, at, horizon, limits, range, maintenance, days);
    }

    Made above(double value) {
        return limit(Direction.ABOVE, value);
    }

    Made below(double value) {
        return limit(Direction.BELOW, value);
    }

    private Made limit(Direction direction, double value) {
        List<Limit> more = new ArrayList<>(limits);
        more.add(Limit.level(limits.size() + 1, direction, value));
        return new Made(history, at, horizon, more, range, maintenance, days);
    }

    Made within(Range other) {
        return new Made(history, at, horizon, limits, other, maintenance, days);
    }

    Made days(long count) {
        return ahead(Duration.ofDays(count));
    }

    Made ahead(Duration other) {
        return new Made(history, at, other, limits, range, maintenance, days);
    }

    Made askedAt(double hour) {
        return new Made(history, instant(hour), horizon, limits, range, maintenance, days);
    }

    Made workAt(double... hours) {
        List<Instant> work = new ArrayList<>();
        for (double hour : hours) {
            work.add(instant(hour));
        }
        return new Made(history, at, horizon, limits, range, work, days);
    }

    Made site(SiteDays other) {
        return new Made(history, at, horizon, limits, range, maintenance, other);
    }

    ForecastRequest request() {
        return new ForecastRequest(history, at, horizon, limits, range, maintenance, days);
    }

    Forecast forecast() {
        return FORECASTER.forecast(request());
    }

    /** The forecast, which has to be one. */
    Forecast.Expected expected() {
        if (forecast() instanceof Forecast.Expected expected) {
            return expected;
        }
        throw new AssertionError(refused().sentence());
    }

    /** Of the first limit. */
    Crossing crossing() {
        return expected().crossings().get(0);
    }

    /** Why there is no forecast. */
    Forecast.Unforecastable refused() {
        if (forecast() instanceof Forecast.Unforecastable none) {
            return none;
        }
        throw new AssertionError(expected().crossings());
    }

    static Instant instant(double hour) {
        return MONDAY.plusSeconds(Math.round(hour * 3600));
    }

    static double hour(Instant instant) {
        return Duration.between(MONDAY, instant).toMillis() / 3_600_000.0;
    }
}
