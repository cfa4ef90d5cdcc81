package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Foretold.staysClear;
import static millwright.rules.forecast.Made.every;
import static millwright.rules.forecast.Made.firstAbove;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Growth without a season: lines, bends, and none at all. Three weeks of hours unless it says. */
class GrowthForecastTest {
    private static final int NOW = 504;

    private final DoubleUnaryOperator noise = noise(0.5);

    @Test
    void aDiskThatFillsSteadilyIsFullWhenItsLineSays() {
        // 40 + 0.05 h is 80 after 800 h
        Made disk = hourly(NOW, h -> 40 + 0.05 * h + noise.applyAsDouble(h)).above(80);

        crosses(disk.crossing(), 800, 12, 36);
        assertThat(disk.expected().segment().ratePerDay()).isBetween(1.18, 1.22);
        assertThat(disk.expected().quality().confident()).isTrue();
    }

    @Test
    void thatItFallsMirrorsThatItRises() {
        Made used = hourly(NOW, h -> 40 + 0.05 * h + noise.applyAsDouble(h)).above(80);
        Made free = hourly(NOW, h -> 60 - 0.05 * h - noise.applyAsDouble(h)).below(20);

        crosses(free.crossing(), 800, 12, 36);
        assertThat(free.expected().segment().ratePerDay())
                .isCloseTo(-used.expected().segment().ratePerDay(), offset(1e-4));
        int last = used.expected().path().size() - 1;
        assertThat(100 - free.expected().path().high(last))
                .isCloseTo(used.expected().path().low(last), offset(0.01));
    }

    @Test
    void ninetyPercentIntervalsHoldTheTruthThatOften() {
        int held = 0;
        for (int seed = 1; seed <= 60; seed++) {
            DoubleUnaryOperator other = noise(2, seed);
            DoubleUnaryOperator real = h -> 40 + 0.05 * h + other.applyAsDouble(h);
            Crossing crossing = hourly(NOW, real).above(80).crossing();
            Instant truth = Made.instant(firstStaying(real));
            boolean late = crossing.late().filter(truth::isAfter).isPresent();
            held += truth.isBefore(crossing.early().orElseThrow()) || late ? 0 : 1;
        }
        assertThat(held).isBetween(49, 60);
    }

    /** The first of three hours in a row above 80: it has to stay so for two hours. */
    private static int firstStaying(DoubleUnaryOperator real) {
        int hour = firstAbove(80, NOW + 1, real);
        while (real.applyAsDouble(hour + 1) <= 80 || real.applyAsDouble(hour + 2) <= 80) {
            hour = firstAbove(80, hour + 1, real);
        }
        return hour;
    }

    @Test
    void compoundGrowthComesSoonerThanItsLine() {
        // 20 exp(h / 1000) is 80 after 1386 h; the line on from hour 1000 only after 1471 h
        Made disk = hourly(1000, h -> 20 * Math.exp(h / 1000) + noise(0.2).applyAsDouble(h));

        crosses(disk.above(80).days(30).crossing(), 1387, 20, 60);
    }

    @Test
    void whatSaturatesBelowTheLimitNeverPassesIt() {
        Made memory = hourly(1000, h -> 75 - 45 * Math.exp(-h / 250) + noise.applyAsDouble(h));

        staysClear(memory.above(80).days(90).crossing());
        // the pair: of the line that it was in its first days it would have passed it long ago
        crosses(
                hourly(100, h -> 30 + 0.18 * h + noise.applyAsDouble(h)).above(80).crossing(),
                278,
                12,
                72);
    }

    @Test
    void growthThatHasBegunIsSeenWithoutTheQuietBefore() {
        for (double loud : new double[] {0, 0.02, 0.5}) {
            // 40 + 0.08 (h - 250) is 80 after 750 h
            Made disk =
                    hourly(
                            NOW,
                            h -> 40 + 0.08 * Math.max(0, h - 250) + noise(loud).applyAsDouble(h));

            crosses(disk.above(80).crossing(), 751, 12, 48);
            Segment segment = disk.above(80).expected().segment();
            assertThat(segment.beginning()).isEqualTo(Segment.Beginning.TREND);
            assertThat(Made.hour(segment.start())).isBetween(230.0, 270.0);
        }
    }

    @Test
    void growthThatHasEndedIsOver() {
        for (double loud : new double[] {0, 0.02, 0.5}) {
            Made disk =
                    hourly(NOW, h -> 40 + 0.1 * Math.min(300, h) + noise(loud).applyAsDouble(h));

            staysClear(disk.above(80).days(60).crossing());
        }
    }

    @Test
    void slowGrowthReachesALimitAYearAheadOnlyAboutThen() {
        // 20 + 0.005 h is 60 after 8000 h; from 21 days of noise that takes a wide interval
        Crossing crossing =
                hourly(NOW, h -> 20 + 0.005 * h + noise.applyAsDouble(h))
                        .above(60)
                        .days(366)
                        .crossing();

        crosses(crossing, 8001, 800, 4500);
        assertThat(crossing.probability()).isBetween(0.6, 0.99);
    }

    @Test
    void flatNoiseStaysWhereItIs() {
        staysClear(hourly(NOW, h -> 50 + noise(5).applyAsDouble(h)).above(60).days(90).crossing());
    }

    @Test
    void aConstantStaysConstantForAYear() {
        Forecast.Expected constant = hourly(NOW, h -> 50).above(50).below(50).days(366).expected();

        constant.crossings().forEach(Foretold::staysClear);
        assertThat(constant.model()).doesNotContain("daily").doesNotContain("weekly");
        int last = constant.path().size() - 1;
        assertThat(constant.path().low(last)).isEqualTo(50);
        assertThat(constant.path().high(last)).isEqualTo(50);
    }

    @Test
    void singleOutliersBendNoLine() {
        Made calm = hourly(NOW, h -> 40 + 0.05 * h + noise.applyAsDouble(h)).above(80);
        Made spiked =
                hourly(
                                NOW,
                                h ->
                                        h == 100 || h == 333 || h == 500
                                                ? 99
                                                : 40 + 0.05 * h + noise.applyAsDouble(h))
                        .above(80);

        crosses(spiked.crossing(), 800, 12, 36);
        assertThat(Duration.between(median(calm), median(spiked)).abs())
                .isLessThanOrEqualTo(Duration.ofHours(3));
    }

    private static Instant median(Made made) {
        return made.crossing().median().orElseThrow();
    }

    @Test
    void wholeNumbersAreNoSteps() {
        crosses(hourly(NOW, h -> Math.floor(40 + 0.05 * h)).above(80).crossing(), 820, 15, 72);
    }

    @Test
    void fiveMinutesAndDaysSayTheSameAsHours() {
        // 30 + 0.2 h is 80 after 250 h, 30 + 0.02 h after 2500 h
        crosses(
                every(Duration.ofMinutes(5), 2000, h -> 30 + 0.2 * h + noise.applyAsDouble(h))
                        .above(80)
                        .crossing(),
                250,
                5,
                30);
        crosses(
                every(Duration.ofDays(1), 60, h -> 30 + 0.02 * h + noise.applyAsDouble(h))
                        .above(80)
                        .days(60)
                        .crossing(),
                2520,
                72,
                600);
    }
}
