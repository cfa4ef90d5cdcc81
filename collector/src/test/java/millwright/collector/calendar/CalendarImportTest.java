package millwright.collector.calendar;

import static millwright.collector.calendar.CalendarDeskTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.CalendarRefusedException.Why;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendars of people, taken over; and those that are not. */
class CalendarImportTest {
    private static final Person HUDA = CalendarDeskTest.person("huda", Role.OPERATIONS_MANAGER);
    private static final Person MONA = CalendarDeskTest.person("mona", Role.IT_DIRECTOR);

    private final Instant now = at("2026-03-04T12:00");
    private final CalendarParts parts =
            CalendarParts.open(
                    CaseStores.calendarInMemory(now),
                    LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                    Outlooks.NONE,
                    DraftedWork.NONE,
                    () -> now);

    private static String file(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
                + String.join("", events)
                + "END:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private static String audit(String sequence, String end) {
        return event(
                "UID:42@example.com",
                "SEQUENCE:" + sequence,
                "CATEGORIES:FREEZE",
                "SUMMARY:audit",
                "DESCRIPTION:external audit",
                "RESOURCES:db-*,Web",
                "DTSTART:20260310T000000",
                "DTEND:" + end);
    }

    private List<Kept<Entry>> take(Person person, String text) {
        return parts.desk().take(person, text);
    }

    @Test
    void anEventIsTakenOnceChangedByAHigherSequenceAndCancelled() {
        Kept<Entry> taken = take(HUDA, file(audit("0", "20260312T000000"))).get(0);
        assertThat(taken.what().start()).isEqualTo(at("2026-03-10T00:00"));
        assertThat(taken.what().scope()).containsExactly("db-*", "Web");
        assertThat(taken.by()).isEqualTo("huda");

        assertThat(take(MONA, file(audit("0", "20260312T000000")))).isEmpty();
        assertThatThrownBy(() -> take(MONA, file(audit("0", "20260313T000000"))))
                .hasMessageContaining("line 4, event audit")
                .hasMessageContaining("Raise it above 0");
        assertThat(take(MONA, file(audit("7", "20260313T000000"))).get(0).what().end())
                .isEqualTo(at("2026-03-13T00:00"));

        String cancelled =
                audit("8", "20260313T000000").replace("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY");
        assertThat(take(HUDA, file(cancelled)).get(0).counts()).isFalse();
        assertThat(take(HUDA, file(cancelled))).isEmpty();
    }

    @Test
    void theFeedKeepsItsUidCountsItsSequenceAndSaysWhatWasCancelled() {
        take(HUDA, file(audit("0", "20260312T000000")));
        take(HUDA, file(audit("1", "20260313T000000")));
        Span month = new Span(now, now.plus(Duration.ofDays(30)));
        assertThat(parts.feed().iCalendar(month, Optional.empty(), CalendarFeed.Tasks.NONE, now))
                .contains("UID:42@example.com\r\n", "SEQUENCE:1\r\n", "SUMMARY:audit\r\n");
        assertThat(
                        parts.feed()
                                .iCalendar(
                                        month, Optional.of("db-07"), CalendarFeed.Tasks.NONE, now))
                .contains("UID:42@example.com\r\n");
        assertThat(parts.feed().iCalendar(month, Optional.of("Mail"), CalendarFeed.Tasks.NONE, now))
                .doesNotContain("42@example.com");

        parts.desk().withdraw(HUDA, "42@example.com", "no auditors", Optional.empty());

        assertThat(parts.feed().iCalendar(month, Optional.empty(), CalendarFeed.Tasks.NONE, now))
                .contains(
                        "UID:42@example.com\r\n",
                        "SEQUENCE:2\r\n",
                        "STATUS:CANCELLED\r\n",
                        "Withdrawn: no auditors");
    }

    @Test
    void anExemptionIsImportedOnlyByWhoMayGrantItAndThenNothingElseIsTakenEither() {
        String exemption =
                event(
                        "UID:43@example.com",
                        "CATEGORIES:exemption,cvss-above-9",
                        "SUMMARY:CVE-2026-1",
                        "DESCRIPTION:remote hole",
                        "DTSTART:20260330T050000Z",
                        "DTEND:20260330T060000Z");
        String both = file(audit("0", "20260312T000000"), exemption);

        assertThatThrownBy(() -> take(HUDA, both))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.NOT_ALLOWED))
                .hasMessageContaining("line 14, event CVE-2026-1")
                .hasMessageContaining("IT Director");
        assertThat(parts.book().said().entries()).isEmpty();

        assertThat(take(MONA, both)).hasSize(2);
    }

    static Stream<Arguments> bad() {
        String good = audit("0", "20260312T000000");
        return Stream.of(
                Arguments.of("no calendar at all", "hello", "line 1"),
                Arguments.of("a page", "<html>\r\n</html>", "line 1: it is not BEGIN:VCALENDAR"),
                Arguments.of("nothing", file(), "it has no event"),
                Arguments.of("cut off", file(good).substring(0, 150), "cut off"),
                Arguments.of(
                        "bottomless",
                        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n".repeat(60_000),
                        "line 9"),
                Arguments.of(
                        "a very long line",
                        file(good.replace("external", "x".repeat(20_000))),
                        "longer than 10000"),
                Arguments.of("binary", "BEGIN:VCALENDAR\r\nX:\u0000\u0001\r\n", "line 2"),
                Arguments.of("huge", "BEGIN:VCALENDAR\r\n" + "X".repeat(2_000_000), "Split it"),
                Arguments.of(
                        "recurs",
                        file(good.replace("SUMMARY", "RRULE:FREQ=SECONDLY\r\nSUMMARY")),
                        "it recurs"),
                Arguments.of(
                        "recurs by dates",
                        file(good.replace("SUMMARY", "RDATE:20260401T000000\r\nSUMMARY")),
                        "it recurs"),
                Arguments.of(
                        "a thousand years",
                        file(audit("0", "30260312T000000")),
                        "at most 366 are taken"),
                Arguments.of("backwards", file(audit("0", "20260309T000000")), "ends before"),
                Arguments.of(
                        "ours",
                        file(good.replace("42@example.com", "year-end-2026@millwright")),
                        "changed here"),
                Arguments.of(
                        "without a name of its own",
                        file(good.replace("42@example.com", "42")),
                        "such as 42@example.com"),
                Arguments.of(
                        "a name that breaks lists",
                        file(good.replace("SUMMARY:audit", "SUMMARY:a\\;b\\,c")),
                        "is no name"),
                Arguments.of("twice", file(good, good), "stands there twice"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aHostileOrBrokenFileIsRefusedWithTheLineAndTheReason(
            String name, String text, String words) {
        assertThatThrownBy(() -> take(MONA, text))
                .isInstanceOf(CalendarRefusedException.class)
                .hasMessageContaining(words);
        assertThat(parts.book().said().entries()).isEmpty();
    }
}
