package millwright.collector.forecast;

import static millwright.collector.forecast.Hourly.NOON;
import static millwright.collector.forecast.Hourly.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import millwright.collector.forecast.HostLoad.HourlyPath;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;
import org.junit.jupiter.api.Test;

/** What a host is expected to carry, from Monday 2 March 2026, 12:00 UTC on. */
class HostLoadTest {
    private static final int NOW = HourlyRing.hour(NOON);

    private final double[] past = new double[HostLoad.HOURS];
    private Optional<HourlyPath> path = Optional.empty();
    private ZoneId zone = ZoneOffset.UTC;

    /** Four weeks, by the start of each hour. */
    private void measured(ToDoubleFunction<Instant> byHour) {
        for (int i = 0; i < past.length; i++) {
            past[i] = byHour.applyAsDouble(HourlyRing.start(NOW - past.length + i));
        }
    }

    private double load(String from, int minutes) {
        return HostLoad.of(NOW, past, path, zone)
                .orElseThrow()
                .over(Span.of(Instant.parse(from), Duration.ofMinutes(minutes)));
    }

    private static int hourOf(Instant at) {
        return at.atZone(ZoneOffset.UTC).getHour();
    }

    @Test
    void theForecastSpeaksForTheHoursThatItKnows() {
        measured(at -> 10);
        path = HourlyPath.of(MadeUp.forecast(NOON)); // 70 for thirty days

        assertThat(load("2026-04-01T11:00:00Z", 60)).isEqualTo(70);
        assertThat(load("2026-04-01T12:00:00Z", 60)).isEqualTo(10);
    }

    @Test
    void aForecastThatMayNotBeActedOnSaysNothing() {
        measured(at -> 10);
        path = HourlyPath.of(MadeUp.unforecastable(NOON, Forecast.Reason.STALE));

        assertThat(load("2026-03-03T02:00:00Z", 60)).isEqualTo(10);
    }

    /** Between its points lie the hours of which it is asked. */
    @Test
    void norDoesOneThatIsCoarserThanAnHour() {
        Forecast.Expected hourly = MadeUp.forecast(NOON);
        double[] four = {70, 70, 70, 70};
        Path coarse = new Path(NOON, Duration.ofHours(4), four, four, four);

        assertThat(
                        HourlyPath.of(
                                new Forecast.Expected(
                                        NOON,
                                        hourly.horizon(),
                                        coarse,
                                        hourly.crossings(),
                                        hourly.model(),
                                        hourly.segment(),
                                        hourly.quality())))
                .isEmpty();
    }

    @Test
    void withoutAForecastItIsTheMeanOfThatWeekdayAndHour() {
        // The Sundays at 02:00 had 20, 24, 28 and 32; every other hour had 60.
        measured(
                at ->
                        at.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() == 7 && hourOf(at) == 2
                                ? 20 + 4 * (Duration.between(at, NOON).toDays() / 7)
                                : 60);

        assertThat(load("2026-03-08T02:00:00Z", 60)).isEqualTo(26);
        assertThat(load("2026-03-08T03:00:00Z", 60)).isEqualTo(60);
        assertThat(load("2026-03-09T02:00:00Z", 60)).isEqualTo(60);
    }

    @Test
    void weeksAheadAreLikeTheLastFour() {
        measured(at -> hourOf(at) == 2 ? 5 : 60);

        assertThat(load("2026-08-16T02:00:00Z", 60)).isEqualTo(5);
        assertThat(load("2026-08-16T03:00:00Z", 60)).isEqualTo(60);
    }

    /** Half an hour at 5 and an hour at 60. */
    @Test
    void eachHourCountsByHowMuchOfItLiesWithin() {
        measured(at -> hourOf(at) == 2 ? 5 : 60);

        assertThat(load("2026-03-08T02:30:00Z", 90)).isCloseTo(41.67, within(0.01));
    }

    @Test
    void ofAHostThatIsNewThatHourOfAnyDayCounts() {
        Arrays.fill(past, Double.NaN);
        for (int i = past.length - 30; i < past.length; i++) {
            past[i] = hourOf(HourlyRing.start(NOW - past.length + i)) == 2 ? 5 : 60;
        }

        assertThat(load("2026-03-08T02:00:00Z", 60)).isEqualTo(5);
        assertThat(load("2026-03-08T03:00:00Z", 60)).isEqualTo(60);
    }

    @Test
    void andOfHoursThatNobodyHasSeenTheMeanOfAll() {
        Arrays.fill(past, Double.NaN);
        past[past.length - 1] = 20;
        past[past.length - 2] = 40;

        assertThat(load("2026-03-08T02:00:00Z", 60)).isEqualTo(30);
    }

    /** New York, 8 March: 03:00 there is 07:00 UTC, and was 08:00 before. */
    @Test
    void theSitesClockCountsAlsoWhereItChanges() {
        zone = ZoneId.of("America/New_York");
        measured(at -> hourOf(at) == 8 ? 5 : 60);

        assertThat(load("2026-03-15T07:00:00Z", 60)).isEqualTo(5);
        assertThat(load("2026-03-15T08:00:00Z", 60)).isEqualTo(60);
    }

    @Test
    void ofAHostThatHasNotBeenMeasuredNothingIsKnown() {
        Arrays.fill(past, Double.NaN);

        assertThat(HostLoad.of(NOW, past, HourlyPath.of(MadeUp.forecast(hours(-900))), zone))
                .isEmpty();
    }
}
