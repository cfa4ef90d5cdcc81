package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Made.every;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static millwright.rules.forecast.Made.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Histories that are short, long, or full of holes. */
class HistoryForecastTest {
    /** 40 + 0.05 h is 80 after 800 h. */
    private final Made disk =
            hourly(504, h -> 40 + 0.05 * h + noise(0.5).applyAsDouble(h)).above(80).days(20);

    @Test
    void tenValuesAreEnoughAndNineAreNot() {
        // 40 + h is 80 after 40 h
        crosses(every(Duration.ofHours(3), 10, h -> 40 + h).above(80).crossing(), 42, 2, 6);

        Forecast.Unforecastable nine =
                every(Duration.ofHours(3), 9, h -> 40 + h).above(80).refused();
        assertThat(nine.reason()).isEqualTo(Forecast.Reason.TOO_SHORT);
        assertThat(nine.sentence()).isEqualTo("9 values are not enough: it takes 10");
        assertThat(nine.tentative()).isEmpty();
        assertThat(nine.quality().points()).isEqualTo(9);
        assertThat(nine.quality().history()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void nothingAtAllIsTooShort() {
        Forecast.Unforecastable none = Made.of(Observations.NONE).above(80).refused();

        assertThat(none.reason()).isEqualTo(Forecast.Reason.TOO_SHORT);
        assertThat(none.quality().history()).isZero();
    }

    @Test
    void threeYearsOfHoursAreTakenByTheirNewestHalfYear() {
        // for two years 4 points a year, then 4 a month: from 18 after two years, 80 takes 62 more
        Made disk =
                hourly(
                                26_280,
                                h ->
                                        (h < 17_520 ? 10 + h / 2190 : 18 + (h - 17_520) / 182.5)
                                                + noise(0.5).applyAsDouble(h))
                        .above(80)
                        .days(120);

        crosses(disk.crossing(), 17_520 + 62 * 182.5, 100, 400);
        assertThat(disk.expected().quality().points()).isEqualTo(26_281);
        assertThat(disk.expected().quality().history()).isEqualTo(Duration.ofDays(1095));
    }

    @Test
    void missingDaysChangeNothingButTheConfidence() {
        // every third day; two thirds of the history are there
        Made holed = disk.only(i -> i / 24 % 3 != 1);

        crosses(holed.crossing(), 800, 12, 48);
        assertThat(disk.expected().quality().confident()).isTrue();
        assertThat(holed.expected().quality().confident()).isFalse();
        assertThat(holed.expected().quality().coverage()).isBetween(0.65, 0.68);
    }

    @Test
    void irregularMomentsSayTheSame() {
        crosses(disk.only(i -> share(i) < 0.6 || i == 504).crossing(), 800, 15, 60);
    }

    @Test
    void whatIsAfterTheInstantIsNotLookedAt() {
        Made known = disk.only(i -> i <= 400);
        Made more =
                hourly(504, h -> h > 400 ? 95 : 40 + 0.05 * h + noise(0.5).applyAsDouble(h))
                        .above(80)
                        .days(20)
                        .askedAt(400);

        assertThat(more.forecast())
                .usingRecursiveComparison()
                .isEqualTo(known.askedAt(400).forecast());
    }

    @Test
    void moreOfTheSameLineMovesTheCrossingLittle() {
        double before = 800;
        for (int now = 240; now <= 720; now += 24) {
            int end = now;
            Made disk =
                    hourly(end, h -> 40 + 0.05 * h + noise(0.5).applyAsDouble(h))
                            .above(80)
                            .days(40);
            double median = Made.hour(disk.crossing().median().orElseThrow());
            assertThat(median).as("at %d", end).isBetween(before - 25, before + 25);
            crosses(disk.crossing(), 800, 25, 0.75 * (800 - end));
            before = median;
        }
    }
}
