package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.KUWAIT;
import static millwright.rules.calendar.Calendars.at;
import static millwright.rules.calendar.Calendars.lines;
import static millwright.rules.calendar.Calendars.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts of L-013 §4 and §5, worked out by hand with a wall calendar. */
class MaintenanceCalendarTest {
    private static final MaintenanceCalendar SHIPPED = Calendars.shipped();
    private static final Set<String> ANY = Set.of();

    private static List<String> named(MaintenanceCalendar calendar, Span asked, String... names) {
        Set<String> wanted = Set.of(names);
        return lines(
                calendar.entries(asked).stream()
                        .filter(each -> wanted.contains(each.name()))
                        .toList(),
                KUWAIT);
    }

    private static boolean permits(String local, ChangeType type) {
        return SHIPPED.verdict(at(local), type, ANY).permitted();
    }

    /** 1 Shawwal 1447 is Friday, 20 March 2026, by the Umm al-Qura calendar. */
    @Test
    void theFourthSundayOfMarch2026LiesInTheFreezeOfEidAlFitr() {
        assertThat(
                        named(
                                SHIPPED,
                                span("2026-03-15 00:00", "2026-03-24 00:00"),
                                "monthly",
                                "quarterly",
                                "eid-al-fitr"))
                .containsExactly(
                        "freeze eid-al-fitr 2026-03-19 00:00 to 2026-03-24 00:00 no [monthly,"
                                + " quarterly, weekly]",
                        "window quarterly 2026-03-21 00:00 to 2026-03-21 08:00 no [eid-al-fitr]",
                        "window monthly 2026-03-22 00:00 to 2026-03-22 04:00 no [eid-al-fitr]");
    }

    /** June has 30 days: its last three are the 28th, a Sunday and its fourth, to the 30th. */
    @Test
    void theFourthSundayOfJune2026LiesInTheMonthEndFreeze() {
        assertThat(
                        named(
                                SHIPPED,
                                span("2026-06-27 00:00", "2026-06-29 00:00"),
                                "monthly",
                                "weekly",
                                "month-end"))
                .containsExactly(
                        "window monthly 2026-06-28 00:00 to 2026-06-28 04:00 no [month-end]",
                        "window weekly 2026-06-28 00:00 to 2026-06-28 04:00 no [month-end]",
                        "freeze month-end 2026-06-28 00:00 to 2026-07-01 00:00 no [monthly,"
                                + " weekly]");
    }

    /** 10 Dhu al-Hijja 1447 is Wednesday, 27 May 2026: frozen from the 26th to 1 June. */
    @Test
    void eidAlAdhaIsFiveDaysWithOneBeforeAndAfter() {
        assertThat(named(SHIPPED, span("2026-05-20", "2026-06-10"), "eid-al-adha"))
                .containsExactly(
                        "freeze eid-al-adha 2026-05-26 00:00 to 2026-06-02 00:00 no [weekly]");
    }

    /** The 27th of February 2028 is the month's fourth Sunday, as the 28th of 2027 is. */
    @Test
    void theEndOfFebruaryDependsOnTheYear() {
        assertThat(named(SHIPPED, span("2028-02-20", "2028-03-02"), "month-end"))
                .containsExactly(
                        "freeze month-end 2028-02-27 00:00 to 2028-03-01 00:00 no [monthly,"
                                + " weekly]");
        assertThat(named(SHIPPED, span("2027-02-20", "2027-03-02"), "month-end"))
                .containsExactly(
                        "freeze month-end 2027-02-26 00:00 to 2027-03-01 00:00 no [monthly,"
                                + " weekly]");
    }

    @Test
    void theYearEndFreezeLastsFromThe28thOfDecemberThroughThe5thOfJanuary() {
        assertThat(named(SHIPPED, span("2027-01-03", "2027-01-04"), "year-end", "weekly"))
                .containsExactly(
                        "freeze year-end 2026-12-28 00:00 to 2027-01-06 00:00 no [weekly]",
                        "window weekly 2027-01-03 00:00 to 2027-01-03 04:00 no [year-end]");
        // 27 December 2026 is the last Sunday before it, and still open.
        assertThat(permits("2026-12-27 03:59", ChangeType.STANDARD)).isTrue();
        assertThat(permits("2027-01-03 00:00", ChangeType.STANDARD)).isFalse();
        assertThat(permits("2027-01-10 00:00", ChangeType.STANDARD)).isTrue();
    }

    @Test
    void intervalsAreHalfOpen() {
        assertThat(permits("2026-03-07 23:59", ChangeType.STANDARD)).isFalse();
        assertThat(permits("2026-03-08 00:00", ChangeType.STANDARD)).isTrue();
        assertThat(permits("2026-03-08 03:59", ChangeType.STANDARD)).isTrue();
        assertThat(permits("2026-03-08 04:00", ChangeType.STANDARD)).isFalse();
    }

    @Test
    void theDailyWindowIsForRoutineWorkAndGoesOnInAFreeze() {
        assertThat(permits("2026-12-30 02:00", ChangeType.ROUTINE)).isTrue();
        assertThat(permits("2026-12-30 04:00", ChangeType.ROUTINE)).isFalse();
        assertThat(permits("2026-03-10 02:00", ChangeType.STANDARD)).isFalse();
        assertThat(named(SHIPPED, span("2026-12-30 02:00", "2026-12-30 04:00"), "daily"))
                .containsExactly("window daily 2026-12-30 02:00 to 2026-12-30 04:00 yes []");
    }

    @Test
    void aPolicyMayStopRoutineWorkInAFreeze() {
        MaintenanceCalendar strict = Calendars.with("calendar: {routine_in_freeze: false}");
        assertThat(strict.verdict(at("2026-12-30 02:00"), ChangeType.ROUTINE, ANY).permitted())
                .isFalse();
    }

    /** The early blackout takes 00:00–02:00 of the weekly window's four hours. */
    @Test
    void aWindowKeepsThePartThatNothingForbids() {
        MaintenanceCalendar site =
                Calendars.with(
                        """
                        calendar:
                          blackouts:
                            stock-taking: {rule: FREQ=WEEKLY;BYDAY=SU, from: 00:00, lasts: 2h, reason: stock}
                        """);
        assertThat(named(site, span("2026-03-08", "2026-03-09"), "weekly", "stock-taking"))
                .containsExactly(
                        "window weekly 2026-03-08 00:00 to 2026-03-08 04:00 partly [stock-taking]",
                        "blackout stock-taking 2026-03-08 00:00 to 2026-03-08 02:00 no [weekly]");
        assertThat(site.permitted(span("2026-03-08", "2026-03-09"), ChangeType.STANDARD, ANY))
                .containsExactly(span("2026-03-08 02:00", "2026-03-08 04:00"));
    }

    @Test
    void aBlackoutForbidsRoutineWorkToo() {
        MaintenanceCalendar site =
                Calendars.with(
                        """
                        calendar:
                          blackouts:
                            night: {rule: FREQ=DAILY, from: 03:00, lasts: 30m, reason: import}
                        """);
        assertThat(site.permitted(span("2026-03-10", "2026-03-11"), ChangeType.ROUTINE, ANY))
                .containsExactly(
                        span("2026-03-10 02:00", "2026-03-10 03:00"),
                        span("2026-03-10 03:30", "2026-03-10 04:00"));
    }

    @Test
    void anExemptionComesBeforeABlackoutAFreezeAndTheLackOfAWindow() {
        MaintenanceCalendar exempted =
                SHIPPED.withOneOffs(
                        List.of(
                                entry(
                                        OneOff.Kind.EXEMPTION,
                                        "cve-2026-1",
                                        span("2026-12-30 09:00", "2026-12-30 11:00"),
                                        "*")));
        Verdict verdict =
                exempted.verdict(at("2026-12-30 09:30"), ChangeType.EMERGENCY, Set.of("web"));
        assertThat(verdict.permitted()).isTrue();
        assertThat(verdict.by()).contains("cve-2026-1");
        assertThat(exempted.verdict(at("2026-12-30 11:00"), ChangeType.NORMAL, ANY).by())
                .contains("year-end");
        assertThat(named(exempted, span("2026-12-30 09:00", "2026-12-30 10:00"), "cve-2026-1"))
                .containsExactly(
                        "window cve-2026-1 2026-12-30 09:00 to 2026-12-30 11:00 yes"
                                + " [daily-peak-morning, month-end, year-end]");
    }

    @Test
    void aBlackoutComesBeforeAFreeze() {
        assertThat(SHIPPED.verdict(at("2026-12-30 08:00"), ChangeType.NORMAL, ANY).by())
                .contains("daily-peak-morning");
        assertThat(SHIPPED.verdict(at("2026-12-30 10:00"), ChangeType.NORMAL, ANY).by())
                .contains("year-end");
    }

    @Test
    void aOneOffWindowOrFreezeIsAboutItsSystems() {
        MaintenanceCalendar site =
                SHIPPED.withOneOffs(
                        List.of(
                                entry(
                                        OneOff.Kind.WINDOW,
                                        "extra",
                                        span("2026-03-10 01:00", "2026-03-10 03:00"),
                                        "web*"),
                                entry(
                                        OneOff.Kind.FREEZE,
                                        "audit",
                                        span("2026-03-08 00:00", "2026-03-09 00:00"),
                                        "db")));
        Span days = span("2026-03-08", "2026-03-11");
        assertThat(site.permitted(days, ChangeType.NORMAL, Set.of("web-shop")))
                .containsExactly(
                        span("2026-03-08 00:00", "2026-03-08 04:00"),
                        span("2026-03-10 01:00", "2026-03-10 03:00"));
        assertThat(site.permitted(days, ChangeType.NORMAL, Set.of("db"))).isEmpty();
        assertThat(site.permitted(days, ChangeType.NORMAL, Set.of("db", "web-shop"))).isEmpty();
        assertThat(site.entries(days, "web-shop").stream().map(CalendarEntry::name))
                .contains("extra", "weekly")
                .doesNotContain("audit");
    }

    @Test
    void aConfirmedFeastMovesItsFreezeAndIsNoLongerProvisional() {
        MaintenanceCalendar confirmed =
                SHIPPED.withConfirmations(
                        List.of(
                                new HolidayConfirmation(
                                        "eid-al-fitr", LocalDate.of(2026, 3, 21), 1)));
        Span march = span("2026-03-10", "2026-03-28");
        CalendarEntry before = only(SHIPPED, march);
        CalendarEntry after = only(confirmed, march);
        assertThat(before.provisional()).isTrue();
        assertThat(before.span()).isEqualTo(span("2026-03-19", "2026-03-24"));
        assertThat(after.provisional()).isFalse();
        assertThat(after.span()).isEqualTo(span("2026-03-20", "2026-03-25"));
        assertThat(after.key()).isEqualTo(before.key()).isEqualTo("eid-al-fitr-1447");
        assertThat(after.revision()).isEqualTo(1);
    }

    private static CalendarEntry only(MaintenanceCalendar calendar, Span asked) {
        return calendar.entries(asked).stream()
                .filter(each -> each.name().equals("eid-al-fitr"))
                .findFirst()
                .orElseThrow();
    }

    /** A day moves onto a Sunday that had been free: what is placed there no longer stands. */
    @Test
    void aMovedFeastIsHeldAgainstWorkThatIsPlaced() {
        Span placed = span("2026-05-24 00:00", "2026-05-24 02:00");
        assertThat(SHIPPED.against(placed, ChangeType.NORMAL, ANY)).isEmpty();
        MaintenanceCalendar moved =
                SHIPPED.withConfirmations(
                        List.of(
                                new HolidayConfirmation(
                                        "eid-al-adha", LocalDate.of(2026, 5, 25), 1)));
        assertThat(moved.against(placed, ChangeType.NORMAL, ANY))
                .extracting(Obstacle::name)
                .containsExactly("eid-al-adha");
    }

    @Test
    void aConfirmationFarFromAnyPredictionIsRefused() {
        assertThatThrownBy(
                        () ->
                                SHIPPED.withConfirmations(
                                        List.of(
                                                new HolidayConfirmation(
                                                        "eid-al-fitr",
                                                        LocalDate.of(2026, 3, 26),
                                                        1))))
                .hasMessageContaining("no eid-al-fitr is predicted within 5 days of 2026-03-26");
    }

    @Test
    void aPolicyMayConfirmAFeast() {
        MaintenanceCalendar site =
                Calendars.with("calendar: {freezes: {eid-al-fitr: {confirmed: [2026-03-20]}}}");
        assertThat(only(site, span("2026-03-10", "2026-03-28")).provisional()).isFalse();
        assertThat(only(site, span("2027-03-01", "2027-03-28")).provisional()).isTrue();
    }

    /** 2033 has two: 1 Shawwal 1454 is 3 January, 1 Shawwal 1455 is 23 December. */
    @Test
    void aYearMayHaveAFeastTwice() {
        assertThat(named(SHIPPED, span("2033-01-01", "2034-01-01"), "eid-al-fitr"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("freeze eid-al-fitr 2033-01-02 00:00 to 2033-01-07 00:00");
    }

    @Test
    void anotherZoneHasTheSameHoursOnItsOwnWall() {
        ZoneId london = ZoneId.of("Europe/London");
        MaintenanceCalendar site = Calendars.with("zone: Europe/London");
        Span night =
                new Span(
                        Calendars.at("2026-07-05 00:00", london),
                        Calendars.at("2026-07-06 00:00", london));
        assertThat(site.permitted(night, ChangeType.STANDARD, ANY))
                .containsExactly(
                        new Span(
                                Instant.parse("2026-07-04T23:00:00Z"),
                                Instant.parse("2026-07-05T03:00:00Z")));
    }

    private static OneOff entry(OneOff.Kind kind, String name, Span span, String systems) {
        return new OneOff(name, kind, name, span, new Scope(List.of(systems)), "agreed", "noor", 0);
    }
}
