package millwright.collector.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HourlyRingTest {
    private final HourlyRing ring = new HourlyRing(4);

    private void put(int... hours) {
        for (int hour : hours) {
            ring.put(hour, hour);
        }
    }

    @Test
    void holdsTheNewestHoursOfItsCapacity() {
        put(10, 11, 12, 13, 14);

        assertThat(ring.values(10, 15)).containsExactly(Double.NaN, 11, 12, 13, 14);
    }

    @Test
    void aMissingHourIsMissingAndNotWhatStoodThereBefore() {
        put(10, 11, 12, 13, 16);

        assertThat(ring.values(12, 17)).containsExactly(Double.NaN, 13, Double.NaN, Double.NaN, 16);
    }

    @Test
    void aGapLongerThanTheCapacityLeavesOnlyTheNewest() {
        put(10, 11, 12, 13, 100);

        assertThat(ring.values(97, 101)).containsExactly(Double.NaN, Double.NaN, Double.NaN, 100);
        assertThat(ring.value(13)).isNaN();
    }

    @Test
    void hoursMayComeInAnyOrderAndTheLaterValueCounts() {
        put(12, 10, 11);
        ring.put(11, 99);

        assertThat(ring.values(9, 13)).containsExactly(Double.NaN, 10, 99, 12);
    }

    @Test
    void anHourThatIsTooOldIsLeftOut() {
        put(14, 11);
        ring.put(10, 10);

        assertThat(ring.values(10, 15)).containsExactly(Double.NaN, 11, Double.NaN, Double.NaN, 14);
    }

    @Test
    void aSmallerLimitForgetsTheOldest() {
        put(10, 11, 12, 13);
        ring.limit(2);
        put(14);

        assertThat(ring.values(11, 15)).containsExactly(Double.NaN, Double.NaN, 13, 14);
        assertThat(ring.bytes()).isEqualTo(8);
    }

    @Test
    void growsWithItsHoursAndNotBefore() {
        HourlyRing large = new HourlyRing(2160);
        assertThat(large.bytes()).isZero();
        for (int hour = 0; hour < 3000; hour++) {
            large.put(hour, hour);
        }

        assertThat(large.bytes()).isEqualTo(8640);
        assertThat(large.value(839)).isNaN();
        assertThat(large.value(840)).isEqualTo(840);
        assertThat(large.value(2999)).isEqualTo(2999);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(ring.values(0, 2)).containsOnly(Double.NaN);
        assertThat(ring.newest()).isEqualTo(Integer.MIN_VALUE);
    }
}
