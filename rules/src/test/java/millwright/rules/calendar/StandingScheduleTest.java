package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** L-013 §3 laid over §4 and §5. */
class StandingScheduleTest {
    private static final MaintenanceCalendar SHIPPED = Calendars.shipped();
    private static final StandingSchedule SCHEDULE = new StandingSchedule(SHIPPED);

    private static StandingTask task(String name) {
        return SHIPPED.rules().tasks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<TaskOccurrence> of(String name, String from, String to) {
        return SCHEDULE.over(span(from, to), task(name));
    }

    @Test
    void theFrozenFourthSundayOfJuneMovesToTheSundayBefore() {
        TaskOccurrence patching = of("security-patching", "2026-06-01", "2026-07-01").get(0);
        assertThat(patching.span()).isEqualTo(span("2026-06-28 00:00", "2026-06-28 04:00"));
        assertThat(patching.conflicts()).extracting(Obstacle::name).containsExactly("month-end");
        Proposal proposal = SCHEDULE.nearest(patching).orElseThrow();
        // The 21st and the 5th of July are as near; the earlier one wins.
        assertThat(proposal.span()).isEqualTo(span("2026-06-21 00:00", "2026-06-21 04:00"));
        assertThat(proposal.window()).isEqualTo("weekly");
        assertThat(proposal.approval()).isEqualTo("Operations Manager");
        assertThat(proposal.reason()).startsWith("freeze month-end");
    }

    @Test
    void aTaskKeepsItsTimeOfDayWhereTheWindowTakesIt() {
        TaskOccurrence index = of("database-index-maintenance", "2026-06-28", "2026-06-29").get(0);
        assertThat(SCHEDULE.nearest(index).orElseThrow().span())
                .isEqualTo(span("2026-06-21 02:00", "2026-06-21 04:00"));
    }

    @Test
    void anOpenFourthSundayHasNoConflict() {
        assertThat(of("security-patching", "2026-07-01", "2026-08-01"))
                .singleElement()
                .satisfies(each -> assertThat(each.conflicts()).isEmpty());
    }

    /** §3.3 gives 02:00–05:00, §4.1 ends the window at 04:00. */
    @Test
    void databaseMaintenanceReachesBeyondItsWindow() {
        TaskOccurrence database = of("database-maintenance", "2026-01-11", "2026-01-12").get(0);
        assertThat(database.conflicts())
                .extracting(Obstacle::kind)
                .containsExactly(Obstacle.Kind.NO_WINDOW);
        assertThat(SCHEDULE.nearest(database).orElseThrow().span())
                .isEqualTo(span("2026-01-11 01:00", "2026-01-11 04:00"));
    }

    @Test
    void workThatIsDueWithinAPeriodNeedsOneWindowInIt() {
        // Eid takes the one of March; the one of June is open.
        assertThat(of("major-version-updates", "2026-02-01", "2026-05-01"))
                .extracting(each -> each.span().end(), each -> each.conflicts().size())
                .containsExactly(
                        tuple(Calendars.at("2026-04-01"), 1), tuple(Calendars.at("2026-07-01"), 0));
    }

    @Test
    void workThatChangesNothingHasNoConflictInABlackout() {
        TaskOccurrence review = of("backup-report-review", "2026-06-30", "2026-07-01").get(0);
        assertThat(review.span()).isEqualTo(span("2026-06-30 08:00", "2026-06-30 08:15"));
        assertThat(review.conflicts()).isEmpty();
        assertThat(SCHEDULE.nearest(review)).isEmpty();
    }

    /** A Tuesday in the middle of a month, without the 96 checks of backups. */
    @Test
    void aDaysTasksComeInOrder() {
        List<TaskOccurrence> day =
                SCHEDULE.over(span("2026-02-10", "2026-02-11")).stream()
                        .filter(TaskOccurrence::fixed)
                        .filter(each -> !each.task().name().equals("backup-verification"))
                        .toList();
        assertThat(day)
                .extracting(each -> each.task().name())
                .containsExactly(
                        "database-full-backup",
                        "file-backup",
                        "log-rotation",
                        "temporary-file-cleanup",
                        "database-integrity-check",
                        "health-report",
                        "backup-report-review",
                        "health-dashboard-check",
                        "payment-gateway-check",
                        "error-log-review",
                        "certificate-expiry-check");
    }
}
