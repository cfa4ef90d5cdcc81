package millwright.collector.calendar;

import static millwright.collector.calendar.CalendarDeskTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarRefusedException.Why;
import millwright.collector.calendar.StandingItem.State;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** What becomes of the standing schedule. Watched since Sunday, 1 March 2026, noon. */
class StandingWorkTest {
    private static final Person ALI = CalendarDeskTest.person("ali", Role.ENGINEER);
    private static final Person HUDA = CalendarDeskTest.person("huda", Role.OPERATIONS_MANAGER);
    private static final Person MONA = CalendarDeskTest.person("mona", Role.IT_DIRECTOR);

    private Instant now = at("2026-03-04T12:00");
    private final CalendarParts parts =
            CalendarParts.open(
                    CaseStores.calendarInMemory(at("2026-03-01T12:00")),
                    LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                    Outlooks.NONE,
                    DraftedWork.NONE,
                    () -> now);

    private State state(String key) {
        return parts.standing().find(key, now).orElseThrow().state();
    }

    private List<String> overdue() {
        return parts.standing().overdue(now).stream()
                .map(
                        each ->
                                each.item().occurrence().key()
                                        + (each.missedBefore() > 0
                                                ? " after " + each.missedBefore()
                                                : ""))
                .toList();
    }

    @Test
    void aTaskIsDueInItsHoursOverdueWhenItsDayIsOverAndDoneWithEvidence() {
        String key = "backup-report-review-20260304T0800";
        now = at("2026-03-04T07:59");
        assertThat(state(key)).isEqualTo(State.UPCOMING);
        now = at("2026-03-04T08:00");
        assertThat(state(key)).isEqualTo(State.DUE);
        now = at("2026-03-04T23:59");
        assertThat(state(key)).isEqualTo(State.DUE);
        now = at("2026-03-05T00:00");
        assertThat(state(key)).isEqualTo(State.OVERDUE);

        parts.desk().complete(ALI, key, at("2026-03-04T08:20"), "all green", Optional.empty());
        assertThat(state(key)).isEqualTo(State.DONE);
        parts.desk().reopen(ALI, key, "it was yesterday's report");
        assertThat(state(key)).isEqualTo(State.OVERDUE);
        parts.desk().complete(ALI, key, now, "read again", Optional.of("https://x.example/1"));
        assertThat(state(key)).isEqualTo(State.DONE_LATE);
    }

    @Test
    void whatWasDueBeforeAnybodyWatchedIsNobodysFault() {
        now = at("2026-03-02T00:00");
        assertThat(state("backup-report-review-20260228T0800")).isEqualTo(State.UNWATCHED);
        assertThat(state("backup-report-review-20260301T0800")).isEqualTo(State.OVERDUE);
    }

    @Test
    void theListHasTheNewestOfEachTaskAndHowManyWereMissedBefore() {
        assertThat(overdue()).contains("backup-report-review-20260303T0800 after 2");

        parts.desk()
                .complete(
                        ALI,
                        "backup-report-review-20260302T0800",
                        at("2026-03-02T09:00"),
                        "green",
                        Optional.empty());
        assertThat(overdue()).contains("backup-report-review-20260303T0800");

        parts.desk()
                .complete(
                        ALI,
                        "backup-report-review-20260303T0800",
                        at("2026-03-03T09:00"),
                        "green",
                        Optional.empty());
        assertThat(overdue()).noneMatch(each -> each.startsWith("backup-report-review"));
    }

    @Test
    void anAutomatedTaskIsWatchedFromItsFirstReportOn() {
        assertThat(overdue()).noneMatch(each -> each.startsWith("log-rotation"));
        assertThat(state("log-rotation-20260303T0200")).isEqualTo(State.UNWATCHED);

        parts.desk()
                .complete(
                        ALI,
                        "log-rotation-20260302T0200",
                        at("2026-03-02T02:10"),
                        "exit 0",
                        Optional.empty());

        assertThat(overdue()).contains("log-rotation-20260303T0200");
    }

    /** The fourth Sunday of March 2026 is the 22nd, in Eid's freeze (19 to 23). */
    @Test
    void theFrozenFourthSundayMovesToTheNearestPermittedHoursWithReasonAndApproval() {
        String key = "security-patching-20260322T0000";
        StandingItem item = parts.standing().find(key, now).orElseThrow();
        assertThat(item.occurrence().conflicts())
                .extracting(each -> each.name())
                .containsExactly("eid-al-fitr");
        Span nearest = parts.standing().proposal(item, now).orElseThrow().span();
        assertThat(nearest).isEqualTo(new Span(at("2026-03-15T00:00"), at("2026-03-15T04:00")));

        assertThatThrownBy(() -> parts.desk().move(ALI, key, "Eid"))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.NOT_ALLOWED));
        var move = parts.desk().move(HUDA, key, "Eid al-Fitr");
        assertThat(move.what().span()).isEqualTo(nearest);
        assertThatThrownBy(() -> parts.desk().move(MONA, key, "Eid"))
                .hasMessageContaining("huda was faster");

        assertThat(parts.standing().find(key, now).orElseThrow().span()).isEqualTo(nearest);
        var back = parts.desk().moveBack(MONA, key, "we wait");
        assertThatThrownBy(() -> parts.desk().moveBack(HUDA, key, "no"))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.HAS_CHANGED))
                .hasMessageContaining("mona was faster: withdrew the move at " + back.at());
        parts.desk().move(HUDA, key, "Eid al-Fitr after all");
        now = at("2026-03-15T01:00");
        assertThat(state(key)).isEqualTo(State.DUE);
        now = at("2026-03-16T00:00");
        assertThat(state(key)).isEqualTo(State.OVERDUE);
    }

    @Test
    void whoReopensWhatSomebodyElseHasReopenedIsToldWhoAndWhen() {
        String key = "backup-report-review-20260303T0800";
        parts.desk().complete(ALI, key, now, "all green", Optional.empty());
        var open = parts.desk().reopen(MONA, key, "the wrong day");
        assertThatThrownBy(() -> parts.desk().reopen(ALI, key, "the wrong day"))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.HAS_CHANGED))
                .hasMessageContaining("mona was faster: withdrew the completion at " + open.at());
        assertThatThrownBy(
                        () -> parts.desk().reopen(ALI, "backup-report-review-20260302T0800", "x"))
                .hasMessage("backup-report-review-20260302T0800 is not done.");
    }

    @Test
    void whatNothingHindersDoesNotMove() {
        assertThatThrownBy(
                        () -> parts.desk().move(MONA, "security-patching-20260426T0000", "because"))
                .hasMessageContaining("Nothing hinders");
        assertThatThrownBy(
                        () ->
                                parts.desk()
                                        .complete(
                                                ALI,
                                                "security-patching-20260326T0000",
                                                now,
                                                "x",
                                                Optional.empty()))
                .hasMessageContaining("There is no time");
    }

    @Test
    void evidenceFromTheFutureOrLongBeforeIsNone() {
        String key = "backup-report-review-20260304T0800";
        assertThatThrownBy(
                        () ->
                                parts.desk()
                                        .complete(
                                                ALI,
                                                key,
                                                now.plusSeconds(1),
                                                "x",
                                                Optional.empty()))
                .hasMessageContaining("yet to come");
        assertThatThrownBy(
                        () ->
                                parts.desk()
                                        .complete(
                                                ALI,
                                                key,
                                                at("2026-03-03T07:59"),
                                                "x",
                                                Optional.empty()))
                .hasMessageContaining("another one");
        assertThatThrownBy(
                        () ->
                                parts.desk()
                                        .complete(
                                                ALI,
                                                key,
                                                now,
                                                "x",
                                                Optional.of("javascript:alert(1)")))
                .hasMessageContaining("http");
    }
}
