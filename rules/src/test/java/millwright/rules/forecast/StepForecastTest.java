package millwright.rules.forecast;

import static millwright.rules.forecast.Foretold.crosses;
import static millwright.rules.forecast.Foretold.staysClear;
import static millwright.rules.forecast.Made.hourly;
import static millwright.rules.forecast.Made.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Levels that change at once: somebody cleaned up, restored or expanded. */
class StepForecastTest {
    private static final int NOW = 504;

    private final DoubleUnaryOperator noise = noise(0.5);

    @Test
    void afterACleanUpItGrowsOnFromTheLowerLevel() {
        // from 56 at hour 360 down to 30, as fast as before: 80 after another 500 h
        Made disk =
                hourly(NOW, h -> (h < 360 ? 20 + 0.1 * h : 30 + 0.1 * (h - 360)) + at(h)).above(80);

        crosses(disk.days(21).crossing(), 860, 12, 48);
        Segment segment = disk.expected().segment();
        assertThat(segment.beginning()).isEqualTo(Segment.Beginning.STEP);
        assertThat(Made.hour(segment.start())).isEqualTo(360);
        assertThat(segment.points()).isEqualTo(145);
    }

    @Test
    void whereSomebodyCleanedUpForWantOfRoomThatIsReckonedWithAgain() {
        // from 76 at hour 360 down to 30: likely to be cleaned up at 76 again, so 80 is not reached
        DoubleUnaryOperator course = h -> (h < 360 ? 40 + 0.1 * h : 30 + 0.1 * (h - 360)) + at(h);
        Crossing beyond = hourly(NOW, course).above(80).days(21).crossing();
        assertThat(beyond.expected()).isFalse();
        assertThat(beyond.probability()).isBetween(0.15, 0.35);

        // of a limit before that level nothing is taken away: 30 + 0.1 (h - 360) is 70 at hour 760
        crosses(hourly(NOW, course).above(70).days(21).crossing(), 760, 12, 48);
    }

    @Test
    void withoutAnEndOfTheRangeNothingIsCleanedUpForWantOfRoom() {
        DoubleUnaryOperator up = h -> (h < 360 ? 40 + 0.1 * h : 30 + 0.1 * (h - 360)) + at(h);
        Made growing = hourly(NOW, up).above(80).within(Range.ANY).days(21);
        Made falling =
                hourly(NOW, h -> 200 - up.applyAsDouble(h))
                        .below(120)
                        .within(Range.NOT_NEGATIVE)
                        .days(21);

        crosses(growing.crossing(), 860, 12, 48);
        crosses(falling.crossing(), 860, 12, 48);
    }

    @Test
    void afterAnExpansionItGrowsAtItsNewRate() {
        // twice the room: from 90 % to 45 %, and half as many percent an hour; 80 after 700 h more
        for (double loud : new double[] {0, 0.02, 0.5}) {
            Made disk =
                    hourly(
                            NOW,
                            h ->
                                    (h < 300 ? 60 + 0.1 * h : 45 + 0.05 * (h - 300))
                                            + noise(loud).applyAsDouble(h));

            crosses(disk.above(80).days(60).crossing(), 1001, 20, 120);
        }
    }

    @Test
    void aRestoreThatFilledItIsNoGrowth() {
        staysClear(hourly(NOW, h -> (h < 400 ? 30 : 60) + at(h)).above(80).days(60).crossing());
    }

    @Test
    void ofAnHourOfMaintenanceOnTheNewLevelIsKnownWhereTheJumpIsTooSmallToBeSeen() {
        // memory leaks 2 points a day; a restart at hour 470 sets it back by 37
        Made leak = hourly(540, h -> 30 + 0.08 * (h < 470 ? h : h - 470) + at(h)).above(50);
        Segment segment = leak.workAt(470).expected().segment();

        assertThat(segment.beginning()).isEqualTo(Segment.Beginning.MAINTENANCE);
        assertThat(Made.hour(segment.start())).isEqualTo(470);
        // 30 + 0.08 h is 50 after 250 h
        crosses(leak.workAt(470).crossing(), 720, 24, 120);
    }

    @Test
    void workThatChangedNothingSeenStillBeginsASegment() {
        Made disk = hourly(NOW, h -> 40 + 0.05 * h + at(h)).above(80);

        assertThat(disk.expected().segment().beginning()).isEqualTo(Segment.Beginning.HISTORY);
        Segment segment = disk.workAt(300).expected().segment();
        assertThat(segment.beginning()).isEqualTo(Segment.Beginning.MAINTENANCE);
        assertThat(Made.hour(segment.start())).isEqualTo(300);
        assertThat(segment.points()).isEqualTo(205);
        crosses(disk.workAt(300).crossing(), 800, 20, 130);
    }

    @Test
    void workBeforeTheHistoryOrAfterItsEndIsNone() {
        Made disk = hourly(NOW, h -> 40 + 0.05 * h + at(h)).above(80);

        assertThat(disk.workAt(-5, 505).expected().segment()).isEqualTo(disk.expected().segment());
    }

    private double at(double hour) {
        return noise.applyAsDouble(hour);
    }
}
