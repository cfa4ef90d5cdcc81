package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Foretold.staysClear;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Growth that is set back again and again: rotated logs, leaks that restarts cure. */
class RampForecastTest {
    private final DoubleUnaryOperator noise = noise(0.5);

    @Test
    void aSawtoothThatComesByTheClockNeverPassesWhatItNeverReached() {
        // 30 up to 58 in a day, in three days, in a week
        for (int hours : new int[] {24, 72, 168}) {
            Made logs = hourly(840, h -> 30 + 28.0 / hours * (h % hours) + at(h)).above(63);

            staysClear(logs.days(30).crossing());
            assertThat(logs.expected().model()).isEqualTo("ramps by the clock");
            // the same upside down
            staysClear(
                    hourly(840, h -> 70 - 28.0 / hours * (h % hours) - at(h))
                            .below(37)
                            .days(30)
                            .crossing());
        }
    }

    @Test
    void itPassesWhatItReachesInEveryTooth() {
        // of 30 up to 54 in 72 h, 50 is passed after 60 h: last set back at hour 504
        crosses(
                hourly(510, h -> 30 + 24.0 / 72 * (h % 72) + at(h)).above(50).crossing(),
                565,
                4,
                12);
    }

    @Test
    void aRisingFloorPassesItWhenThePeakDoes() {
        // teeth of 20 points from a floor that rises by 0.03 an hour
        for (int hours : new int[] {24, 72, 168}) {
            DoubleUnaryOperator course =
                    h -> 30 + 0.03 * hours * Math.floor(h / hours) + 20.0 / hours * (h % hours);
            int truth = staysAbove(80, course);
            Made logs = hourly(840, h -> course.applyAsDouble(h) + 0.4 * at(h)).above(80).days(30);
            Crossing crossing = logs.crossing();

            assertThat(crossing.expected()).as("%d hours", hours).isTrue();
            // a peak a tooth earlier or later is a fraction of a point off
            assertThat(Made.hour(crossing.median().orElseThrow()))
                    .as("%d hours", hours)
                    .isBetween(truth - 1.1 * hours, truth + 1.1 * hours);
            assertThat(Made.hour(crossing.early().orElseThrow())).isLessThanOrEqualTo(truth + 2);
            assertThat(Made.hour(crossing.late().orElseThrow())).isGreaterThanOrEqualTo(truth - 2);
        }
    }

    /** From hour 841 on, the first of three in a row above the limit: it stays so two hours. */
    private static int staysAbove(double limit, DoubleUnaryOperator course) {
        int hour = Made.firstAbove(limit, 841, course);
        while (course.applyAsDouble(hour + 1) <= limit || course.applyAsDouble(hour + 2) <= limit) {
            hour = Made.firstAbove(limit, hour + 1, course);
        }
        return hour;
    }

    @Test
    void aLeakThatIrregularRestartsCureReachesWhatThisRunIsLikelyToReach() {
        double[] restarts = {0, 70, 190, 250, 400, 470};
        DoubleUnaryOperator leak = h -> 30 + 0.2 * (h - newest(restarts, h)) + at(h);

        // 0.2 an hour from 30 on: 50 after 100 h, as in two of five runs; this one lasts 70 h yet
        crosses(hourly(540, leak).above(50).days(7).crossing(), 571, 6, 300);
        // 85 would take 275 h: none has ever lasted so long
        staysClear(hourly(540, leak).above(85).days(7).crossing());
        assertThat(hourly(540, leak).above(85).expected().segment().ratePerDay())
                .isBetween(4.5, 5.1);
    }

    @Test
    void restartsThatAreKnownBeginTheSegmentAsMaintenance() {
        double[] restarts = {0, 70, 190, 250, 400, 470};
        Made leak = hourly(540, h -> 30 + 0.2 * (h - newest(restarts, h)) + at(h)).above(85);

        assertThat(leak.expected().segment().beginning()).isEqualTo(Segment.Beginning.STEP);
        Segment known = leak.workAt(70, 190, 250, 400, 469.5).expected().segment();
        assertThat(known.beginning()).isEqualTo(Segment.Beginning.MAINTENANCE);
        assertThat(Made.hour(known.start())).isEqualTo(470);
        // only the newest counts
        assertThat(leak.workAt(70, 190, 250, 400).expected().segment().beginning())
                .isEqualTo(Segment.Beginning.STEP);
    }

    private static double newest(double[] restarts, double hour) {
        double newest = restarts[0];
        for (double restart : restarts) {
            newest = restart <= hour ? restart : newest;
        }
        return newest;
    }

    @Test
    void aCounterThatWrapsNeverPassesItsWrap() {
        Made counter =
                hourly(504, h -> 1000 * h % 131_000).within(Range.NOT_NEGATIVE).above(140_000);

        staysClear(counter.days(14).crossing());
        assertThat(counter.expected().segment().ratePerDay()).isBetween(23_900.0, 24_100.0);
    }

    private double at(double hour) {
        return noise.applyAsDouble(hour);
    }
}
