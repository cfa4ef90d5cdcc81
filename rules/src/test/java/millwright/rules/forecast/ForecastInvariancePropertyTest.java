package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A forecast is of the series, and not of its unit, its time, its order or its machine. */
class ForecastInvariancePropertyTest {
    @Property(tries = 60)
    void aPowerOfTwoAsUnitChangesNothingButTheUnit(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind,
            @ForAll @IntRange(min = -30, max = 30) int power,
            @ForAll long seed) {
        ForecastRequest plain = MadeUpCourses.request(kind, seed);
        double unit = Math.scalb(1.0, power);

        alike(forecast(plain), forecast(moved(plain, unit, 0)), unit, 0, 1e-9);
    }

    @Property(tries = 60)
    void anyOtherUnitChangesItByNoMoreThanRoundingMay(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind, @ForAll long seed) {
        ForecastRequest plain = MadeUpCourses.request(kind, seed);
        double unit = Math.exp(20 * new Random(seed).nextDouble() - 10);

        alike(forecast(plain), forecast(moved(plain, unit, 0)), unit, 0, 0.02);
    }

    @Property(tries = 60)
    void aHigherLevelMovesThePathAndNotTheCrossing(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind,
            @ForAll @IntRange(min = -4000, max = 4000) int level,
            @ForAll long seed) {
        ForecastRequest plain = MadeUpCourses.request(kind, seed);

        alike(forecast(plain), forecast(moved(plain, 1, level)), 1, level, 0.02);
    }

    @Property(tries = 60)
    void anotherTimeOfItsOwnMovesItInTime(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind,
            @ForAll @IntRange(min = -20_000_000, max = 20_000_000) int seconds,
            @ForAll long seed) {
        // without a site's days and months, nothing depends on the calendar
        ForecastRequest plain = MadeUpCourses.withoutMonths(kind, seed);
        Duration by = Duration.ofSeconds(seconds);

        assertThat(shown(forecast(later(plain, by, plain.days())), by))
                .isEqualTo(shown(forecast(plain), Duration.ZERO));
    }

    @Property(tries = 60)
    void theSameWallClockElsewhereIsTheSameForecast(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind,
            @ForAll @IntRange(min = -12, max = 14) int east,
            @ForAll long seed) {
        Set<DayOfWeek> rest = Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        ForecastRequest plain =
                later(
                        MadeUpCourses.request(kind, seed),
                        Duration.ZERO,
                        new SiteDays(ZoneOffset.UTC, rest));
        Duration by = Duration.ofHours(-east);
        SiteDays there = new SiteDays(ZoneOffset.ofHours(east), rest);

        assertThat(shown(forecast(later(plain, by, there)), by))
                .isEqualTo(shown(forecast(plain), Duration.ZERO));
    }

    @Property(tries = 40)
    void orderAndRepetitionOfTheValuesDoNotMatter(
            @ForAll @IntRange(min = 0, max = MadeUpCourses.KINDS - 1) int kind, @ForAll long seed) {
        ForecastRequest plain = MadeUpCourses.request(kind, seed);
        Observations history = plain.history();
        List<Integer> order =
                new ArrayList<>(
                        IntStream.range(0, history.size() * 3 / 2)
                                .mapToObj(i -> i % history.size())
                                .toList());
        Collections.shuffle(order, new Random(seed));
        Observations shuffled =
                Observations.of(
                        order.stream().mapToLong(history::second).toArray(),
                        order.stream().mapToDouble(history::value).toArray());

        assertThat(shown(forecast(plain.with(shuffled)), Duration.ZERO))
                .isEqualTo(shown(forecast(plain), Duration.ZERO));
    }

    private static Forecast forecast(ForecastRequest request) {
        return new Forecaster(ForecastTerms.STANDARD).forecast(request);
    }

    private static String shown(Forecast forecast, Duration later) {
        return ForecastDigest.text(forecast, later);
    }

    private static ForecastRequest moved(ForecastRequest request, double unit, double level) {
        Observations history = request.history();
        long[] seconds = IntStream.range(0, history.size()).mapToLong(history::second).toArray();
        double[] values =
                IntStream.range(0, history.size())
                        .mapToDouble(i -> unit * history.value(i) + level)
                        .toArray();
        return new ForecastRequest(
                Observations.of(seconds, values),
                request.at(),
                request.horizon(),
                request.limits().stream()
                        .map(
                                l ->
                                        new Limit(
                                                l.name(),
                                                l.direction(),
                                                unit * l.value() + level,
                                                l.hard()))
                        .toList(),
                new Range(
                        unit * request.range().floor() + level,
                        unit * request.range().ceiling() + level),
                request.maintenance(),
                request.days());
    }

    private static ForecastRequest later(ForecastRequest request, Duration by, SiteDays days) {
        Observations history = request.history();
        long[] seconds =
                IntStream.range(0, history.size())
                        .mapToLong(i -> history.second(i) + by.toSeconds())
                        .toArray();
        double[] values = IntStream.range(0, history.size()).mapToDouble(history::value).toArray();
        return new ForecastRequest(
                Observations.of(seconds, values),
                request.at().plus(by),
                request.horizon(),
                request.limits(),
                request.range(),
                request.maintenance().stream().map(at -> at.plus(by)).toList(),
                days);
    }

    /**
     * @param tolerance of probabilities and crossing times, as a share of the horizon; of values as
     *     a share of how far the path goes
     */
    private static void alike(
            Forecast plain, Forecast moved, double unit, double level, double tolerance) {
        Forecast.Expected a = expected(plain);
        Forecast.Expected b = expected(moved);
        assertThat(b.path().size()).isEqualTo(a.path().size());
        double spread = 0;
        for (int i = 0; i < a.path().size(); i++) {
            spread = Math.max(spread, a.path().high(i) - a.path().low(i));
            spread = Math.max(spread, Math.abs(a.path().middle(i) - a.path().middle(0)));
        }
        double off = unit * tolerance * spread + 1e-9 * (Math.abs(level) + unit * 100);
        for (int i = 0; i < a.path().size(); i++) {
            assertThat(b.path().middle(i))
                    .isCloseTo(unit * a.path().middle(i) + level, within(off));
            assertThat(b.path().low(i)).isCloseTo(unit * a.path().low(i) + level, within(off));
            assertThat(b.path().high(i)).isCloseTo(unit * a.path().high(i) + level, within(off));
        }
        for (int i = 0; i < a.crossings().size(); i++) {
            Crossing before = a.crossings().get(i);
            Crossing after = b.crossings().get(i);
            assertThat(after.probability())
                    .isCloseTo(before.probability(), within(tolerance < 1e-6 ? 0 : 0.05));
            near(before.median(), after.median(), a, tolerance);
        }
    }

    private static void near(
            Optional<Instant> before,
            Optional<Instant> after,
            Forecast.Expected forecast,
            double tolerance) {
        if (before.isPresent() && before.get().isBefore(forecast.at().plus(forecast.horizon()))) {
            double seconds = Duration.between(before.get(), after.orElseThrow()).toSeconds();
            assertThat(Math.abs(seconds))
                    .isLessThanOrEqualTo(tolerance * forecast.horizon().toSeconds());
        }
    }

    private static Forecast.Expected expected(Forecast forecast) {
        return forecast instanceof Forecast.Unforecastable none
                ? none.tentative().orElseThrow()
                : (Forecast.Expected) forecast;
    }
}
