package millwright.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 15 March 2026 is a Sunday. */
class BusinessTimeTest {
    private static final Set<DayOfWeek> SUNDAY_TO_THURSDAY =
            EnumSet.complementOf(EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final BusinessTime KUWAIT =
            hours(SUNDAY_TO_THURSDAY, "08:00", "18:00", "Asia/Kuwait");

    private static BusinessTime hours(Set<DayOfWeek> days, String from, String to, String zone) {
        return new BusinessTime(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local).toInstant();
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    @Test
    void theWeekendOfKuwaitIsFridayAndSaturday() {
        assertThat(KUWAIT.plus(at("2026-03-19T17:30+03:00"), minutes(60)))
                .isEqualTo(at("2026-03-22T08:30+03:00"));
        assertThat(KUWAIT.between(at("2026-03-19T17:30+03:00"), at("2026-03-22T08:30+03:00")))
                .isEqualTo(minutes(60));
    }

    @Test
    void theLastMinuteOfADayEndsOnThatDayAndTheNextBeginsOnAnother() {
        Instant thursday = at("2026-03-19T17:30+03:00");
        assertThat(KUWAIT.plus(thursday, minutes(30))).isEqualTo(at("2026-03-19T18:00+03:00"));
        assertThat(KUWAIT.plus(thursday, minutes(30).plusNanos(1)))
                .isEqualTo(at("2026-03-22T08:00+03:00").plusNanos(1));
    }

    @Test
    void theFirstInstantIsWorkingTimeAndTheLastIsNot() {
        assertThat(KUWAIT.isWorking(at("2026-03-15T08:00+03:00"))).isTrue();
        assertThat(KUWAIT.isWorking(at("2026-03-15T08:00+03:00").minusNanos(1))).isFalse();
        assertThat(KUWAIT.isWorking(at("2026-03-15T18:00+03:00"))).isFalse();
        assertThat(KUWAIT.isWorking(at("2026-03-15T18:00+03:00").minusNanos(1))).isTrue();
        assertThat(KUWAIT.isWorking(at("2026-03-20T12:00+03:00"))).isFalse();
    }

    @Test
    void noTimeIsOverAtOnceAlsoOutsideTheHours() {
        Instant friday = at("2026-03-20T12:00+03:00");
        assertThat(KUWAIT.plus(friday, Duration.ZERO)).isEqualTo(friday);
        assertThat(KUWAIT.between(friday, friday)).isZero();
        assertThat(KUWAIT.between(friday, at("2026-03-22T08:00+03:00"))).isZero();
    }

    @Test
    void aWeekHasFiftyWorkingHours() {
        assertThat(KUWAIT.between(at("2026-03-15T00:00+03:00"), at("2026-03-22T00:00+03:00")))
                .isEqualTo(Duration.ofHours(50));
        assertThat(KUWAIT.plus(at("2026-03-15T08:00+03:00"), Duration.ofHours(51)))
                .isEqualTo(at("2026-03-22T09:00+03:00"));
    }

    /** London: 01:00 to 02:00 does not exist on 29 March 2026. */
    @Test
    void anHourThatTheClockLeavesOutIsNotWorked() {
        BusinessTime night = hours(EVERY_DAY, "00:00", "04:00", "Europe/London");
        assertThat(night.between(at("2026-03-29T00:00Z"), at("2026-03-29T12:00Z")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(night.plus(at("2026-03-29T00:30Z"), minutes(60)))
                .isEqualTo(at("2026-03-29T02:30+01:00"));
    }

    @Test
    void hoursThatBeginInAnHourLeftOutBeginAfterIt() {
        BusinessTime early = hours(EVERY_DAY, "01:30", "03:00", "Europe/London");
        assertThat(early.isWorking(at("2026-03-29T02:00+01:00"))).isTrue();
        assertThat(early.isWorking(at("2026-03-29T02:00+01:00").minusNanos(1))).isFalse();
        assertThat(early.plus(at("2026-03-29T00:00Z"), minutes(60)))
                .isEqualTo(at("2026-03-29T03:00+01:00"));
    }

    @Test
    void hoursThatLieWhollyInAnHourLeftOutWaitForTheNextDay() {
        BusinessTime brief = hours(EVERY_DAY, "01:15", "01:45", "Europe/London");
        assertThat(brief.plus(at("2026-03-29T00:00Z"), minutes(1)))
                .isEqualTo(at("2026-03-30T01:16+01:00"));
    }

    /** London: 01:00 to 02:00 comes twice on 25 October 2026. */
    @Test
    void anHourThatTheClockShowsTwiceIsWorkedTwice() {
        BusinessTime night = hours(EVERY_DAY, "00:00", "04:00", "Europe/London");
        assertThat(night.between(at("2026-10-25T00:00+01:00"), at("2026-10-25T12:00Z")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(night.plus(at("2026-10-25T00:30+01:00"), minutes(120)))
                .isEqualTo(at("2026-10-25T01:30Z"));
    }

    @Test
    void hoursThatEndWithinTheRepeatedHourEndBothTimes() {
        BusinessTime night = hours(EVERY_DAY, "00:00", "01:30", "Europe/London");
        assertThat(night.isWorking(at("2026-10-25T01:29+01:00"))).isTrue();
        assertThat(night.isWorking(at("2026-10-25T01:30+01:00"))).isFalse();
        assertThat(night.isWorking(at("2026-10-25T01:00Z"))).isTrue();
        assertThat(night.isWorking(at("2026-10-25T01:30Z"))).isFalse();
        assertThat(night.between(at("2026-10-25T00:00+01:00"), at("2026-10-25T12:00Z")))
                .isEqualTo(minutes(120));
    }

    /** New York: 8 March 2026 at 02:00 forward, 1 November 2026 at 02:00 back. */
    @Test
    void aNightShiftBelongsToTheDayOnWhichItBegins() {
        BusinessTime shift =
                hours(EnumSet.of(DayOfWeek.SATURDAY), "22:00", "06:00", "America/New_York");
        assertThat(shift.between(at("2026-03-07T00:00-05:00"), at("2026-03-09T00:00-04:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(shift.between(at("2026-10-31T00:00-04:00"), at("2026-11-02T00:00-05:00")))
                .isEqualTo(Duration.ofHours(9));
        assertThat(shift.isWorking(at("2026-11-01T05:59-05:00"))).isTrue();
        assertThat(shift.isWorking(at("2026-11-01T22:00-05:00"))).isFalse();
    }

    @Test
    void midnightToMidnightIsTheWholeDay() {
        BusinessTime whole = hours(EVERY_DAY, "00:00", "00:00", "Europe/London");
        assertThat(whole.between(at("2026-03-29T00:00Z"), at("2026-03-30T00:00+01:00")))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void hoursWithoutLengthAndWeeksWithoutDaysAreRefused() {
        assertThatThrownBy(() -> hours(EVERY_DAY, "08:00", "08:00", "UTC"))
                .hasMessageContaining("08:00 to 08:00 have no length");
        assertThatThrownBy(() -> hours(Set.of(), "08:00", "18:00", "UTC"))
                .hasMessageContaining("at least one day");
    }

    @Test
    void timeDoesNotRunBackwards() {
        Instant start = at("2026-03-15T08:00+03:00");
        assertThatThrownBy(() -> KUWAIT.between(start, start.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KUWAIT.plus(start, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
