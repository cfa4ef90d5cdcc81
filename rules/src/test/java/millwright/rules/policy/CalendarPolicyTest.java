package millwright.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.ChangeFreeze;
import millwright.rules.calendar.ChangeTerms.Review;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.DateRule.EveryYear;
import millwright.rules.calendar.DateRule.HijriFeast;
import millwright.rules.calendar.DateRule.LastDaysOfMonth;
import millwright.rules.calendar.LeadTime;
import millwright.rules.calendar.MaintenanceWindow;
import millwright.rules.calendar.RelaxationKind;
import org.junit.jupiter.api.Test;

/** The calendar's part of the policy: the figures of L-013, and what a site writes. */
class CalendarPolicyTest {
    private static final CalendarRules SHIPPED = MaintenancePolicy.shipped().calendar();

    private static CalendarRules parse(String yaml) {
        return MaintenancePolicy.parse("policy.yaml", yaml).calendar();
    }

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(PolicyException.class, () -> parse(yaml)).problems();
    }

    private static MaintenanceWindow window(CalendarRules rules, String name) {
        return rules.windows().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ChangeFreeze freeze(String name) {
        return SHIPPED.freezes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** §4.1 and Appendix F. */
    @Test
    void theWindows() {
        assertThat(SHIPPED.windows())
                .extracting(MaintenanceWindow::name)
                .containsExactly("daily", "weekly", "monthly", "quarterly");
        assertThat(window(SHIPPED, "daily").types()).containsExactly(ChangeType.ROUTINE);
        assertThat(window(SHIPPED, "daily").times().from()).isEqualTo(LocalTime.of(2, 0));
        assertThat(window(SHIPPED, "weekly").lead()).isEqualTo(new LeadTime(5, false));
        assertThat(window(SHIPPED, "monthly").lead()).isEqualTo(new LeadTime(10, false));
        assertThat(window(SHIPPED, "monthly").cab()).isTrue();
        assertThat(window(SHIPPED, "quarterly").lead()).isEqualTo(new LeadTime(30, false));
        assertThat(window(SHIPPED, "quarterly").times().lasts()).isEqualTo(Duration.ofHours(8));
    }

    /** §4.3 and §5. */
    @Test
    void theBlackoutsAndFreezes() {
        assertThat(SHIPPED.blackouts())
                .extracting(each -> each.name() + " " + each.times().from())
                .containsExactly(
                        "daily-peak-morning 08:00",
                        "daily-peak-evening 17:00",
                        "weekend-peak 14:00");
        assertThat(freeze("month-end").dates()).isEqualTo(new LastDaysOfMonth(3));
        assertThat(freeze("year-end").dates())
                .isEqualTo(new EveryYear(MonthDay.of(12, 28), MonthDay.of(1, 5)));
        assertThat(freeze("eid-al-fitr").dates()).isEqualTo(new HijriFeast(10, 1, 3));
        assertThat(freeze("eid-al-adha").dates()).isEqualTo(new HijriFeast(12, 10, 5));
        assertThat(freeze("eid-al-adha").finishBefore()).isEqualTo(Duration.ofDays(2));
        assertThat(freeze("year-end").grounds())
                .isEqualTo(Set.of("cvss-above-9", "active-compromise"));
        assertThat(SHIPPED.exemptions()).hasSize(4);
    }

    /** §6.1, §6.2, §6.3. */
    @Test
    void theChangeTypesAndTheBoard() {
        var types = SHIPPED.planning().types();
        assertThat(types.get(ChangeType.STANDARD).lead()).isEqualTo(new LeadTime(5, true));
        assertThat(types.get(ChangeType.NORMAL).lead()).isEqualTo(new LeadTime(10, true));
        assertThat(types.get(ChangeType.NORMAL).review()).isEqualTo(Review.CAB);
        assertThat(types.get(ChangeType.STANDARD).notice()).isEqualTo(Duration.ofDays(3));
        assertThat(types.get(ChangeType.EMERGENCY).review()).isEqualTo(Review.EMERGENCY_CAB);
        assertThat(SHIPPED.planning().cab().rule()).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
        assertThat(SHIPPED.planning().cab().from()).isEqualTo(LocalTime.of(10, 0));
        assertThat(SHIPPED.planning().emergencyCabWithin()).isEqualTo(Duration.ofHours(4));
        assertThat(SHIPPED.planning().relaxations()).containsOnlyKeys(RelaxationKind.values());
    }

    /** §3.1: 12, §3.2: 7, §3.3, §3.4 and §3.5: 7 each. */
    @Test
    void theStandingScheduleAndThePublishedCalendarAreWhole() {
        assertThat(SHIPPED.tasks()).hasSize(12 + 7 + 7 + 7 + 7);
        assertThat(SHIPPED.published()).hasSize(44);
    }

    @Test
    void aSiteGivesOnlyWhatDiffersOfAWindow() {
        CalendarRules site =
                parse(
                        """
                        calendar:
                          windows:
                            weekly: {from: 01:00}
                            quarterly: {lead: none}
                            night: {rule: FREQ=DAILY, from: 22:00, lasts: 3h, for: [standard], approval: Ops}
                        """);
        assertThat(site.windows())
                .extracting(MaintenanceWindow::name)
                .containsExactly("daily", "weekly", "monthly", "quarterly", "night");
        assertThat(window(site, "quarterly").lead()).isEqualTo(LeadTime.NONE);
        assertThat(window(site, "weekly").times().from()).isEqualTo(LocalTime.of(1, 0));
        assertThat(window(site, "weekly").times().rule()).isEqualTo("FREQ=WEEKLY;BYDAY=SU");
        assertThat(site.freezes()).isEqualTo(SHIPPED.freezes());
    }

    @Test
    void everyProblemIsNamedAtItsLine() {
        assertThat(
                        problemsOf(
                                """
                                calendar:
                                  windows:
                                    weekly: {rule: FREQ=FORTNIGHTLY}
                                    extra: {rule: FREQ=DAILY, lasts: 2h, for: [great]}
                                  freezes:
                                    month-end:
                                      dates: the last days
                                    eid-al-fitr: {confirmed: [soon]}
                                """))
                .satisfiesExactly(
                        each ->
                                assertThat(each)
                                        .startsWith(
                                                "line 3   calendar.windows.weekly.rule:"
                                                        + " \"FREQ=FORTNIGHTLY\" is no recurrence"
                                                        + " rule"),
                        each ->
                                assertThat(each)
                                        .startsWith(
                                                "line 4   calendar.windows.extra.for: \"great\" is"
                                                        + " no change type"),
                        each ->
                                assertThat(each)
                                        .startsWith(
                                                "line 7   calendar.freezes.month-end.dates: \"the"
                                                        + " last days\" names no days"),
                        each ->
                                assertThat(each)
                                        .startsWith(
                                                "line 8   calendar.freezes.eid-al-fitr.confirmed:"
                                                        + " \"soon\" is no date"),
                        each ->
                                assertThat(each)
                                        .contains("calendar.windows.extra.approval: is required"));
    }

    @Test
    void aGroundThatNobodyDeclaredIsRefused() {
        assertThat(problemsOf("calendar: {freezes: {month-end: {exempt: [boredom]}}}"))
                .singleElement()
                .asString()
                .startsWith(
                        "line 1  calendar: month-end may be lifted on the ground of boredom, which"
                                + " is none of [active-compromise,");
    }

    @Test
    void whatIsTakenAwayLeavesTheRest() {
        CalendarRules site = parse("calendar: {blackouts: {weekend-peak: {off: true}}}");
        assertThat(site.blackouts()).hasSize(2);
        assertThat(problemsOf("calendar: {windows: {quarterly: {off: true}}}"))
                .singleElement()
                .asString()
                .contains(
                        "task major-version-updates is meant for the window quarterly",
                        "Change its window, or take it away with off: true.");
    }

    @Test
    void aStabilityBeyondTheMarginIsRefused() {
        assertThat(problemsOf("calendar: {planning: {margin: 6h}}"))
                .singleElement()
                .asString()
                .contains("Write a stability from 0s to the margin.");
    }

    @Test
    void whatMayGiveWayHasAName() {
        assertThat(
                        problemsOf(
                                "calendar: {planning: {relaxations: {luck: {authority: x, cost:"
                                        + " 1}}}}"))
                .singleElement()
                .asString()
                .contains("luck is nothing that may give way. Write one of [notice, margin,");
    }
}
