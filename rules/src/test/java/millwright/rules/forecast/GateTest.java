package millwright.rules.forecast;

import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** When there is no forecast, and what is said instead; each boundary from both sides. */
class GateTest {
    private final Made line = hourly(504, h -> 60 + 0.05 * h).above(90);

    @Test
    void steadyGrowthTakesADay() {
        assertThat(hourly(24, h -> 60 + 0.05 * h).above(65).crossing().expected()).isTrue();

        Forecast.Unforecastable short23 = hourly(23, h -> 60 + 0.05 * h).above(65).refused();
        assertThat(short23.reason()).isEqualTo(Forecast.Reason.TOO_SHORT);
        assertThat(short23.sentence())
                .isEqualTo("23 h of history, where a steady course takes 24 h");
        // shown, and not ticketed: 60 + 0.05 h is 65 after 100 h
        assertThat(short23.tentative().orElseThrow().crossings().get(0).median())
                .contains(Made.instant(101));
    }

    @Test
    void aDailyCourseTakesAWeek() {
        DoubleUnaryOperator day = h -> 60 + 10 * Math.sin(h / 12 * Math.PI);
        assertThat(hourly(168, day).above(90).crossing().expected()).isFalse();

        Forecast.Unforecastable almost = hourly(167, day).above(90).refused();
        assertThat(almost.reason()).isEqualTo(Forecast.Reason.TOO_SHORT);
        assertThat(almost.sentence())
                .isEqualTo("6 days of history, where a seasonal course takes 7 days");
    }

    @Test
    void halfOfTheHistoryHasToBeThere() {
        // 501 of 1001 hours are there, then 500
        Made half = hourly(1000, h -> 60 + 0.01 * h).above(90).only(i -> i % 2 == 0);
        Made holed = hourly(1000, h -> 60 + 0.01 * h).above(90);

        assertThat(holed.only(i -> i % 24 < 12 || i == 1000).expected().quality().coverage())
                .isBetween(0.5, 0.51);
        Forecast.Unforecastable less = holed.only(i -> i % 24 < 11 || i == 1000).refused();
        assertThat(less.reason()).isEqualTo(Forecast.Reason.TOO_MANY_GAPS);
        assertThat(less.sentence()).isEqualTo("46 % of the history is there: it takes 50 %");
        // every other hour is a spacing, and no gap
        assertThat(half.expected().quality().coverage()).isEqualTo(1);
    }

    @Test
    void afterThreeDaysWithoutAValueNothingIsSaid() {
        assertThat(line.askedAt(504 + 72).crossing().expected()).isTrue();

        Forecast.Unforecastable stale = line.askedAt(504 + 72 + 1 / 3600.0).refused();
        assertThat(stale.reason()).isEqualTo(Forecast.Reason.STALE);
        assertThat(stale.sentence())
                .isEqualTo(
                        "no value for more than 3 days: the newest one is of 2026-03-23T00:00:00Z");
        assertThat(stale.tentative()).isPresent();
    }

    @Test
    void afterThirtyDaysNotEvenATentativeCourseIsDrawn() {
        assertThat(line.askedAt(504 + 720).refused().tentative()).isPresent();

        Forecast.Unforecastable gone = line.askedAt(504 + 720 + 1 / 3600.0).refused();
        assertThat(gone.reason()).isEqualTo(Forecast.Reason.STALE);
        assertThat(gone.sentence())
                .isEqualTo(
                        "no value for more than 30 days: the newest one is of"
                                + " 2026-03-23T00:00:00Z");
        assertThat(gone.tentative()).isEmpty();
        assertThat(gone.quality()).isEqualTo(new Quality(Duration.ofDays(21), 505, 1, 1, false));
    }

    @Test
    void asLikelyAsNotIsNoVerdict() {
        // 40 + 0.05 h with noise: the end of the horizon lies just before, at and after the
        // crossing
        Made disk = hourly(504, h -> 40 + 0.05 * h + noise(2).applyAsDouble(h)).above(80);

        Forecast.Unforecastable undecided = null;
        double likely = 0;
        for (int hours = 200; hours < 400; hours++) {
            Forecast forecast = disk.ahead(Duration.ofHours(hours)).forecast();
            Forecast.Expected expected =
                    forecast instanceof Forecast.Unforecastable none
                            ? none.tentative().orElseThrow()
                            : (Forecast.Expected) forecast;
            likely = expected.crossings().get(0).probability();
            boolean said = forecast instanceof Forecast.Expected;
            assertThat(said).as("%d h, %s", hours, likely).isEqualTo(likely < 0.35 || likely > 0.5);
            undecided = said ? undecided : (Forecast.Unforecastable) forecast;
        }
        assertThat(likely).as("long after it").isEqualTo(1);
        assertThat(undecided).isNotNull();
        assertThat(undecided.reason()).isEqualTo(Forecast.Reason.TOO_UNCERTAIN);
        assertThat(undecided.sentence())
                .matches("that level 1 is passed is about as likely as not: (3[5-9]|4\\d|50) %");
    }

    @Test
    void aCrossingThatIsExpectedIsSaidThoughAnotherIsUndecided() {
        Made disk = hourly(504, h -> 40 + 0.05 * h + noise(2).applyAsDouble(h));

        for (int hours = 200; hours < 400; hours += 10) {
            Forecast both = disk.above(66).above(80).ahead(Duration.ofHours(hours)).forecast();
            assertThat(both).isInstanceOf(Forecast.Expected.class);
        }
    }

    @Test
    void termsDecideAndNotTheForecaster() {
        ForecastTerms strict =
                new ForecastTerms(Duration.ofDays(30), Duration.ofDays(22), 0.5, 0.5, 3);
        Forecast forecast = new Forecaster(strict).forecast(line.request());

        assertThat(((Forecast.Unforecastable) forecast).sentence())
                .isEqualTo("21 days of history, where a steady course takes 22 days");
    }

    @Test
    void onlyANarrowIntervalIsConfident() {
        // the same line in more noise; the share of the horizon that the interval may have is tiny
        Made disk = hourly(504, h -> 40 + 0.05 * h + noise(2).applyAsDouble(h)).above(80).days(20);
        Crossing crossing = disk.crossing();
        double share =
                Duration.between(crossing.early().orElseThrow(), crossing.late().orElseThrow())
                                .toSeconds()
                        / (20 * 86_400.0);

        assertThat(confident(disk, share)).isTrue();
        assertThat(confident(disk, share * 0.999)).isFalse();
    }

    private static boolean confident(Made made, double intervalMax) {
        ForecastTerms terms =
                new ForecastTerms(Duration.ofDays(7), Duration.ofHours(24), 0.5, intervalMax, 3);
        return new Forecaster(terms).forecast(made.request()).quality().confident();
    }

    @Test
    void aConstantIsNothingToBeConfidentOf() {
        assertThat(hourly(504, h -> 50).above(60).expected().quality().confident()).isFalse();
        assertThat(line.expected().quality().confident()).isTrue();
    }
}
