package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules over a clock on the wall, and the nights when it is changed. */
class RecurrenceTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

    private static Recurrence daily(String from, Duration lasts) {
        return new Recurrence("FREQ=DAILY", SINCE, LocalTime.parse(from), lasts);
    }

    private static List<String> on(Recurrence recurrence, String day, ZoneId zone) {
        LocalDate date = LocalDate.parse(day);
        Span asked =
                new Span(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant());
        return recurrence.spans(asked, zone).stream()
                .map(each -> each.start() + " " + each.end())
                .toList();
    }

    /** New York, 8 March 2026: 02:00 EST (07:00Z) becomes 03:00 EDT. */
    @Test
    void aStartThatTheClockLeavesOutIsTheEndOfTheGap() {
        assertThat(on(daily("02:00", Duration.ofHours(2)), "2026-03-08", NEW_YORK))
                .containsExactly("2026-03-08T07:00:00Z 2026-03-08T08:00:00Z");
        assertThat(on(daily("02:30", Duration.ofHours(2)), "2026-03-08", NEW_YORK))
                .containsExactly("2026-03-08T07:00:00Z 2026-03-08T08:30:00Z");
    }

    @Test
    void whatLiesWhollyInTheGapDoesNotTakePlace() {
        assertThat(on(daily("02:00", Duration.ofHours(1)), "2026-03-08", NEW_YORK)).isEmpty();
        assertThat(on(daily("02:00", Duration.ofHours(1)), "2026-03-09", NEW_YORK))
                .containsExactly("2026-03-09T06:00:00Z 2026-03-09T07:00:00Z");
    }

    /** 00:00 to 04:00 stays that on the wall: three hours in spring, five in autumn. */
    @Test
    void theLengthIsTheWallClocks() {
        Recurrence night = daily("00:00", Duration.ofHours(4));
        assertThat(on(night, "2026-03-08", NEW_YORK))
                .containsExactly("2026-03-08T05:00:00Z 2026-03-08T08:00:00Z");
        assertThat(on(night, "2026-11-01", NEW_YORK))
                .containsExactly("2026-11-01T04:00:00Z 2026-11-01T09:00:00Z");
        assertThat(on(night, "2026-03-29", LONDON))
                .containsExactly("2026-03-29T00:00:00Z 2026-03-29T03:00:00Z");
    }

    /** New York, 1 November 2026: 01:30 comes at 05:30Z and again at 06:30Z. */
    @Test
    void ofATimeThatComesTwiceTheFirstCounts() {
        assertThat(on(daily("01:30", Duration.ofMinutes(90)), "2026-11-01", NEW_YORK))
                .containsExactly("2026-11-01T05:30:00Z 2026-11-01T08:00:00Z");
        assertThat(on(daily("00:30", Duration.ofHours(1)), "2026-11-01", NEW_YORK))
                .containsExactly("2026-11-01T04:30:00Z 2026-11-01T05:30:00Z");
    }

    @Test
    void whatEndsOnTheNextDayIsFoundThere() {
        Recurrence saturdays =
                new Recurrence(
                        "FREQ=MONTHLY;BYDAY=3SA", SINCE, LocalTime.of(22, 0), Duration.ofHours(4));
        Span sunday = new Span(at("2026-01-18 00:00"), at("2026-01-18 00:01"));
        assertThat(saturdays.spans(sunday, Calendars.KUWAIT))
                .containsExactly(new Span(at("2026-01-17 22:00"), at("2026-01-18 02:00")));
        Span after = new Span(at("2026-01-18 02:00"), at("2026-01-18 03:00"));
        assertThat(saturdays.spans(after, Calendars.KUWAIT)).isEmpty();
    }

    @Test
    void whatOverlapsItselfIsRefused() {
        assertThat(daily("02:00", Duration.ofHours(24)).lasts()).isEqualTo(Duration.ofHours(24));
        assertThatThrownBy(() -> daily("02:00", Duration.ofHours(24).plusMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "FREQ=DAILY overlaps itself: what begins at 2020-01-01T02:00 ends at"
                                + " 2020-01-02T02:01, but the next begins at 2020-01-02T02:00. Let"
                                + " it last less, or come less often.");
    }

    @Test
    void anOverlapThatComesLaterIsFoundToo() {
        assertThatThrownBy(
                        () ->
                                new Recurrence(
                                        "FREQ=MONTHLY;BYMONTHDAY=1,15,31",
                                        SINCE,
                                        LocalTime.MIDNIGHT,
                                        Duration.ofDays(2)))
                .hasMessageContaining("overlaps itself: what begins at 2020-01-31T00:00");
    }

    @Test
    void aRuleThatIsNoneOrNeverComesIsRefused() {
        assertThatThrownBy(() -> rule("FREQ=DAILYY")).hasMessageContaining("is no recurrence rule");
        assertThatThrownBy(() -> rule("FREQ=WEEKLY;BYDAY=4SU"))
                .hasMessageContaining("is no recurrence rule");
        assertThatThrownBy(() -> rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"))
                .hasMessageContaining("never comes");
        assertThatThrownBy(() -> rule("FREQ=DAILY;UNTIL=20260105T000000Z"))
                .hasMessageContaining("Write UNTIL as local time, without the Z.");
    }

    @Test
    void aRuleMayEnd() {
        Recurrence twice = rule("FREQ=DAILY;COUNT=2");
        assertThat(twice.days(new DateRange(SINCE, SINCE.plusYears(1))))
                .containsExactly(SINCE, SINCE.plusDays(1));
    }

    private static Recurrence rule(String rule) {
        return new Recurrence(rule, SINCE, LocalTime.MIDNIGHT, Duration.ofHours(1));
    }
}
