package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Foretold.staysClear;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits at their edges, and the horizons that may be asked for. */
class LimitForecastTest {
    @Test
    void theEndOfTheRangeIsCrossedWhenItIsReached() {
        // 60 + 0.05 h is 100 after 800 h, and nothing is above 100 %
        assertThat(hourly(504, h -> 60 + 0.05 * h).above(100).crossing().median().orElseThrow())
                .isBetween(Made.instant(800), Made.instant(801));
        assertThat(hourly(504, h -> 40 - 0.05 * h).below(0).crossing().median().orElseThrow())
                .isBetween(Made.instant(800), Made.instant(801));
    }

    @Test
    void justBeforeTheEndOfTheRangeItHasToBePassed() {
        // it flattens out at 97
        Made disk = hourly(1000, h -> 97 - 50 * Math.exp(-h / 250)).days(90);

        staysClear(disk.above(100).crossing());
        crosses(disk.above(96.2).crossing(), 1034, 12, 90);
    }

    @Test
    void aSeriesThatLiesAtItsLimitIsNotPastIt() {
        staysClear(hourly(504, h -> 80).above(80).crossing());
        // unless nothing is beyond: a disk at 100 % is full
        Crossing full = hourly(504, h -> 100).above(100).crossing();
        assertThat(full.median()).contains(Made.instant(505));
    }

    @Test
    void aLimitThatIsPastAlreadyIsCrossedAtOnce() {
        // 85.2 now: past 80, about at 85, 90 after 600 h
        List<Crossing> crossings =
                hourly(504, h -> 60 + 0.05 * h + noise(0.5).applyAsDouble(h))
                        .above(80)
                        .above(85)
                        .above(90)
                        .expected()
                        .crossings();

        assertThat(crossings.get(0).median()).contains(Made.instant(505));
        assertThat(crossings.get(0).late()).contains(Made.instant(505));
        crosses(crossings.get(1), 506, 4, 12);
        crosses(crossings.get(2), 600, 10, 30);
        assertThat(crossings).extracting(c -> c.limit().value()).containsExactly(80.0, 85.0, 90.0);
    }

    @Test
    void higherLimitsAreNeverPassedSooner() {
        Made disk = hourly(504, h -> 40 + 0.05 * h + noise(2).applyAsDouble(h)).days(30);
        Forecast.Expected forecast =
                disk.above(66).above(70).above(75).above(80).above(90).above(99).expected();

        for (int i = 1; i < forecast.crossings().size(); i++) {
            Crossing lower = forecast.crossings().get(i - 1);
            Crossing higher = forecast.crossings().get(i);
            assertThat(higher.probability()).isLessThanOrEqualTo(lower.probability());
            assertThat(higher.median().orElse(java.time.Instant.MAX))
                    .isAfterOrEqualTo(lower.median().orElse(java.time.Instant.MAX));
        }
    }

    @Test
    void aLimitThatIsReachedJustBeyondTheHorizonIsNotExpectedWithinIt() {
        // 40 + 0.1 h is 80 after 400 h: 200 h from now
        Made disk = hourly(200, h -> 40 + 0.1 * h).above(80);

        assertThat(disk.ahead(Duration.ofHours(199)).crossing().expected()).isFalse();
        assertThat(disk.ahead(Duration.ofHours(202)).crossing().expected()).isTrue();
        // when it will be is said all the same
        assertThat(disk.ahead(Duration.ofHours(199)).crossing().median())
                .contains(Made.instant(401));
    }

    @Test
    void anHourAheadAndAYearAheadMayBeAskedFor() {
        Made disk = hourly(504, h -> 40 + 0.05 * h);

        assertThat(lastPoint(disk.ahead(Duration.ofHours(1)))).isEqualTo(Made.instant(505));
        // 40 + 0.05 h is above 65.22 from hour 505 on
        assertThat(disk.above(65.22).ahead(Duration.ofHours(1)).crossing().expected()).isTrue();
        assertThat(lastPoint(disk.days(366))).isEqualTo(Made.instant(504 + 366 * 24));
        assertThatThrownBy(() -> disk.ahead(Duration.ofMinutes(59)).request())
                .hasMessageContaining("PT59M");
        assertThatThrownBy(() -> disk.ahead(Duration.ofDays(366).plusSeconds(1)).request())
                .hasMessageContaining("PT8784H1S");
    }

    private static java.time.Instant lastPoint(Made made) {
        Path path = made.expected().path();
        return path.instant(path.size() - 1);
    }
}
