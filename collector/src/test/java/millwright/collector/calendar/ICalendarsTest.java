package millwright.collector.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** iCalendar out and in. */
class ICalendarsTest {
    private static final ZoneId KUWAIT = ZoneId.of("Asia/Kuwait");
    private static final Span MARCH =
            new Span(Instant.parse("2026-03-19T00:00:00Z"), Instant.parse("2026-03-19T01:00:00Z"));
    private static final MaintenanceCalendar SHIPPED =
            MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());

    private static String feed(MaintenanceCalendar calendar) {
        return ICalendars.write(calendar.entries(MARCH), Instant.parse("2026-01-01T00:00:00Z"))
                .replace("\r\n ", "");
    }

    @Test
    void aPredictedFeastIsTentativeAndKeepsItsUidWhenItMoves() {
        assertThat(feed(SHIPPED))
                .contains(
                        "UID:eid-al-fitr-1447@millwright",
                        "SEQUENCE:0",
                        "DTSTAMP:20260101T000000Z",
                        "DTSTART:20260318T210000Z",
                        "DTEND:20260323T210000Z",
                        "STATUS:TENTATIVE",
                        "CATEGORIES:freeze");
        MaintenanceCalendar moved =
                SHIPPED.withConfirmations(
                        List.of(
                                new HolidayConfirmation(
                                        "eid-al-fitr", LocalDate.of(2026, 3, 19), 2)));
        assertThat(feed(moved))
                .contains(
                        "UID:eid-al-fitr-1447@millwright",
                        "SEQUENCE:2",
                        "DTSTART:20260317T210000Z",
                        "STATUS:CONFIRMED");
    }

    private static String file(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    @Test
    void anEventBecomesAnEntry() {
        List<OneOff> read =
                ICalendars.read(
                        file(
                                "UID:77@example",
                                "SEQUENCE:3",
                                "CATEGORIES:Freeze",
                                "SUMMARY:audit",
                                "DESCRIPTION:external audit",
                                "DTSTART:20260310T090000",
                                "DTEND:20260310T170000Z"),
                        KUWAIT,
                        "noor");
        assertThat(read).hasSize(1);
        OneOff entry = read.get(0);
        assertThat(entry.id()).isEqualTo("77@example");
        assertThat(entry.kind()).isEqualTo(OneOff.Kind.FREEZE);
        // 09:00 without a zone is the site's: 06:00 UTC.
        assertThat(entry.span())
                .isEqualTo(
                        new Span(
                                Instant.parse("2026-03-10T06:00:00Z"),
                                Instant.parse("2026-03-10T17:00:00Z")));
        assertThat(entry.revision()).isEqualTo(3);
        assertThat(entry.by()).isEqualTo("noor");
    }

    @Test
    void wholeDaysAreTheSites() {
        OneOff entry =
                ICalendars.read(
                                file(
                                        "UID:1",
                                        "CATEGORIES:window",
                                        "SUMMARY:move",
                                        "DESCRIPTION:new racks",
                                        "DTSTART;VALUE=DATE:20260310",
                                        "DTEND;VALUE=DATE:20260312"),
                                KUWAIT,
                                "noor")
                        .get(0);
        assertThat(entry.span())
                .isEqualTo(
                        new Span(
                                Instant.parse("2026-03-09T21:00:00Z"),
                                Instant.parse("2026-03-11T21:00:00Z")));
    }

    @Test
    void whatCannotBeTakenIsToldWithWhy() {
        assertThatThrownBy(
                        () ->
                                ICalendars.read(
                                        file(
                                                "UID:1",
                                                "CATEGORIES:window",
                                                "SUMMARY:every night",
                                                "DESCRIPTION:x",
                                                "RRULE:FREQ=DAILY",
                                                "DTSTART:20260310T090000Z",
                                                "DTEND:20260310T100000Z"),
                                        KUWAIT,
                                        "noor"))
                .hasMessageContaining("line 4, event every night: it recurs.");
        assertThatThrownBy(
                        () ->
                                ICalendars.read(
                                        file(
                                                "UID:1",
                                                "CATEGORIES:lunch",
                                                "SUMMARY:lunch",
                                                "DESCRIPTION:x",
                                                "DTSTART:20260310T090000Z",
                                                "DTEND:20260310T100000Z"),
                                        KUWAIT,
                                        "noor"))
                .hasMessageContaining("does not say what it is");
        assertThatThrownBy(() -> ICalendars.read("hello", KUWAIT, "noor"))
                .hasMessageContaining("line 1: it is not BEGIN:VCALENDAR");
    }
}
