package millwright.collector.forecast;

import static millwright.collector.forecast.Hourly.FULL;
import static millwright.collector.forecast.Hourly.LEVEL;
import static millwright.collector.forecast.Hourly.NOON;
import static millwright.collector.forecast.Hourly.hours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Verdicts;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk", "");

    private static Crossing expected(Limit limit, double median) {
        return new Crossing(
                limit,
                0.9,
                true,
                Optional.of(hours(median - 1)),
                Optional.of(hours(median)),
                Optional.empty());
    }

    private static Crossing none(Limit limit, double probability) {
        return new Crossing(
                limit, probability, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static KeptForecast kept(Instant at, Crossing... crossings) {
        return Keeping.kept(DISK, MadeUp.forecast(at, crossings), Verdicts.NONE, 70);
    }

    private static boolean isNews(KeptForecast before, KeptForecast now) {
        return Keeping.isNews(Standing.of(before, Verdicts.NONE), now);
    }

    @Test
    void isScoredByTheHardLimitThenByTheNextOneThenByTheMostProbable() {
        assertThat(kept(NOON, expected(LEVEL, 5), expected(FULL, 9)).crossing())
                .contains(expected(FULL, 9));
        assertThat(kept(NOON, expected(LEVEL, 5), none(FULL, 0.4)).crossing())
                .contains(expected(LEVEL, 5));
        assertThat(kept(NOON, none(LEVEL, 0.2), none(FULL, 0.1)).crossing())
                .contains(none(LEVEL, 0.2));
    }

    @Test
    void aLimitThatIsPassedAlreadyIsNoPrediction() {
        KeptForecast past =
                Keeping.kept(DISK, MadeUp.forecast(NOON, expected(LEVEL, 1)), Verdicts.NONE, 81);
        assertThat(past.what()).isEqualTo(KeptForecast.What.QUIET);
        assertThat(past.crossing()).isEmpty();
    }

    @Test
    void theSameIsKeptOnceADay() {
        KeptForecast first = kept(NOON, none(FULL, 0.1));

        assertThat(isNews(first, kept(hours(23.9), none(FULL, 0.3)))).isFalse();
        assertThat(isNews(first, kept(hours(24), none(FULL, 0.1)))).isTrue();
    }

    @Test
    void anotherVerdictIsKeptAtOnce() {
        KeptForecast first = kept(NOON, none(FULL, 0.1));
        KeptForecast then = kept(hours(1), expected(FULL, 90));
        KeptForecast cannot =
                Keeping.kept(
                        DISK,
                        MadeUp.unforecastable(hours(2), Forecast.Reason.STALE),
                        Verdicts.NONE,
                        70);

        assertThat(isNews(first, then)).isTrue();
        assertThat(isNews(then, cannot)).isTrue();
        assertThat(isNews(then, kept(hours(2), expected(LEVEL, 90)))).isTrue();
    }

    /** In 100 hours: a quarter of the time that is left is material. */
    @Test
    void aCrossingThatHasMovedByAQuarterIsKeptAtOnce() {
        KeptForecast first = kept(NOON, expected(FULL, 101));

        assertThat(isNews(first, kept(hours(1), expected(FULL, 126)))).isFalse();
        assertThat(isNews(first, kept(hours(1), expected(FULL, 127)))).isTrue();
        assertThat(isNews(first, kept(hours(1), expected(FULL, 75)))).isTrue();
    }

    @Test
    void nearTheCrossingAnHourIsNotMaterial() {
        KeptForecast first = kept(NOON, expected(FULL, 3));

        assertThat(isNews(first, kept(hours(1), expected(FULL, 4)))).isFalse();
        assertThat(isNews(first, kept(hours(1), expected(FULL, 4.5)))).isTrue();
    }

    @Test
    void valuesAreScoredADayThreeDaysAWeekAndAMonthAheadInTurn() {
        Set<Duration> ahead = new HashSet<>();
        for (int day = 0; day < 4; day++) {
            KeptForecast one = kept(hours(24 * day), none(FULL, 0));
            ahead.add(Duration.between(one.madeAt(), one.value().orElseThrow().at()));
        }

        assertThat(ahead)
                .containsExactlyInAnyOrder(
                        Duration.ofDays(1),
                        Duration.ofDays(3),
                        Duration.ofDays(7),
                        Duration.ofDays(30));
    }
}
