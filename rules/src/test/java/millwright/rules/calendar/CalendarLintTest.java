package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.at;
import static millwright.rules.calendar.Calendars.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import millwright.rules.calendar.Finding.Severity;
import org.junit.jupiter.api.Test;

/** What L-013 does not tell of itself. */
class CalendarLintTest {
    private static final Span YEAR_2026 = span("2026-01-01", "2027-01-01");

    private static List<Finding> lint(MaintenanceCalendar calendar, String asOf) {
        return CalendarLint.check(calendar, YEAR_2026, at(asOf));
    }

    private static List<String> of(String check) {
        return lint(Calendars.shipped(), "2026-02-01").stream()
                .filter(each -> each.check().equals(check))
                .map(
                        each ->
                                each.when().map(LocalDate::toString).orElse("always")
                                        + " "
                                        + each.subject())
                .toList();
    }

    @Test
    void theDatesWhoseWeekdayIsWrong() {
        assertThat(of("published-weekday"))
                .containsExactly(
                        "2026-01-12 Security Patching Window",
                        "2026-01-18 Backup Restoration Test");
    }

    /** §3.6 has the first Sunday for §3.3's second, and the second for its fourth. */
    @Test
    void thePublishedCalendarAgainstTheSchedule() {
        assertThat(of("published-not-in-schedule"))
                .contains(
                        "2026-01-04 Monthly Database Maintenance",
                        "2026-02-08 Security Patching Window",
                        "2026-04-25 Backup Restoration Test")
                .doesNotContain("2026-02-21 Backup Restoration Test") // it is the third Saturday
                .hasSize(12 + 12 + 6);
    }

    @Test
    void publishedEventsInsideTheSitesOwnFreezes() {
        assertThat(of("published-in-freeze"))
                .containsExactly(
                        "2026-01-04 Monthly Database Maintenance",
                        "2026-03-15 Quarterly Major Updates (Planned)",
                        "2026-03-28 Quarterly DR Test",
                        "2026-06-27 Quarterly DR Test");
    }

    /** The table of §3.4 gives it eight hours. */
    @Test
    void thePublishedHoursOfTheQuarterlyTestAreTooFew() {
        assertThat(of("published-hours"))
                .containsExactly(
                        "2026-03-28 Quarterly DR Test",
                        "2026-06-27 Quarterly DR Test",
                        "2026-09-26 Quarterly DR Test");
    }

    @Test
    void whatTheScheduleHasAndThePublishedCalendarHasNot() {
        assertThat(of("published-missing"))
                .containsExactly(
                        "2026-03-21 full-backup-test",
                        "2026-10-01 disaster-recovery-full-test",
                        "2026-10-01 major-version-updates");
    }

    @Test
    void windowsThatAreSwallowed() {
        assertThat(of("window-swallowed"))
                .containsExactly(
                        "2026-03-21 quarterly",
                        "2026-03-22 monthly",
                        "2026-06-28 monthly",
                        "2026-01-04 weekly"); // a note: the weekly one, seven times in the year
    }

    /** §3.1 has backups at 00:00 and a check at 04:00; §4.1's window is 02:00 to 04:00. */
    @Test
    void tasksThatLieInNoWindowAtAll() {
        assertThat(of("task-outside-windows"))
                .containsExactly(
                        "always database-full-backup",
                        "always database-integrity-check",
                        "always database-maintenance",
                        "always file-backup",
                        "always full-backup-test");
    }

    /** §3.2 has it on a Friday; §4.1's business hours are Sunday to Thursday. */
    @Test
    void deskWorkOnADayWithoutBusinessHours() {
        assertThat(of("task-off-days")).containsExactly("always maintenance-activity-review");
    }

    @Test
    void aFeastIsNearSixtyDaysBefore() {
        assertThat(severityOfEid("2026-01-17 23:59")).isEqualTo(Severity.INFO);
        assertThat(severityOfEid("2026-01-18 00:01")).isEqualTo(Severity.WARNING);
        MaintenanceCalendar confirmed =
                Calendars.with("calendar: {freezes: {eid-al-fitr: {confirmed: [2026-03-20]}}}");
        assertThat(lint(confirmed, "2026-02-01"))
                .noneMatch(
                        each ->
                                each.check().equals("holiday-unconfirmed")
                                        && each.subject().equals("eid-al-fitr"));
    }

    private static Severity severityOfEid(String asOf) {
        return lint(Calendars.shipped(), asOf).stream()
                .filter(each -> each.check().equals("holiday-unconfirmed"))
                .filter(each -> each.subject().equals("eid-al-fitr"))
                .findFirst()
                .orElseThrow()
                .severity();
    }

    /** A window of the month's last day lies in every month's freeze. */
    @Test
    void aWindowThatIsNeverUsable() {
        MaintenanceCalendar site =
                Calendars.with(
                        """
                        calendar:
                          windows:
                            last-day: {rule: FREQ=MONTHLY;BYMONTHDAY=-1, lasts: 2h, for: [normal], approval: Ops}
                        """);
        assertThat(lint(site, "2026-02-01"))
                .filteredOn(each -> each.check().equals("window-never-usable"))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.severity()).isEqualTo(Severity.ERROR);
                            assertThat(each.what())
                                    .startsWith(
                                            "last-day is never usable: eid-al-adha, eid-al-fitr,"
                                                    + " month-end");
                        });
    }

    @Test
    void aSiteWithoutPublishedDatesHasNoFindingsAboutThem() {
        MaintenanceCalendar site =
                Calendars.with("calendar: {published: {\"L-013 §3.6\": {off: true}}}");
        assertThat(lint(site, "2026-02-01"))
                .noneMatch(each -> each.check().startsWith("published"));
    }
}
