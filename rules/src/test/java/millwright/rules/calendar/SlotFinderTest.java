package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.at;
import static millwright.rules.calendar.Calendars.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.Placement.Infeasible;
import millwright.rules.calendar.Placement.Placed;
import org.junit.jupiter.api.Test;

/** What the table of placements does not show: load, reasons, approvals. */
class SlotFinderTest {
    private static final MaintenanceCalendar SHIPPED = Calendars.shipped();
    private static final SlotFinder FINDER = Calendars.finder(SHIPPED);

    private static PlacementRequest standard(String submitted) {
        return PlacementRequest.of(
                "WORK", "db", ChangeType.STANDARD, at(submitted), Duration.ofHours(2));
    }

    private static Slot slot(Placement placement) {
        return ((Placed) placement).slot();
    }

    /** Least at 01:00 to 03:00: a batch runs until 01:00, the morning's begins at 03:15. */
    @Test
    void withinTheWindowTheHourWithTheLeastLoadIsTaken() {
        Span batch = span("2026-02-08 00:00", "2026-02-08 01:00");
        Span morning = span("2026-02-08 03:15", "2026-02-08 08:00");
        Placement placement =
                FINDER.place(
                        standard("2026-02-01 08:00"),
                        each -> each.overlaps(batch) || each.overlaps(morning) ? 80 : 20);
        assertThat(slot(placement).span()).isEqualTo(span("2026-02-08 01:00", "2026-02-08 03:00"));
    }

    /** An emergency is not put off for a quiet night. */
    @Test
    void loadDelaysNoEmergency() {
        PlacementRequest request =
                PlacementRequest.of(
                        "WORK",
                        "db",
                        ChangeType.EMERGENCY,
                        at("2026-02-02 10:00"),
                        Duration.ofHours(2));
        Placement placement =
                FINDER.place(
                        request, each -> each.start().isBefore(at("2026-02-10 00:00")) ? 90 : 10);
        assertThat(slot(placement).span().start()).isEqualTo(at("2026-02-02 14:00"));
    }

    /** Fourteen days after 8 February is 22 February. */
    @Test
    void smallWorkWaitsTwoWeeksForOtherWorkToJoinButNoLonger() {
        assertThat(smallBeside("2026-02-22 00:00").joins()).contains("TASK-1");
        Slot alone = smallBeside("2026-03-01 00:00");
        assertThat(alone.joins()).isEmpty();
        assertThat(alone.span().start()).isEqualTo(at("2026-02-08 00:00"));
    }

    /** It begins right before the other, or else after it: so that it starts within the time. */
    private static Slot smallBeside(String other) {
        Span taken = Span.of(at(other).plus(Duration.ofHours(1)), Duration.ofMinutes(30));
        PlacementRequest request =
                PlacementRequest.of(
                                "WORK",
                                "db",
                                ChangeType.STANDARD,
                                at("2026-02-01 08:00"),
                                Duration.ofHours(1))
                        .beside(
                                List.of(
                                        new OccupiedWork(
                                                "TASK-1",
                                                Set.of("db"),
                                                Set.of(),
                                                Optional.empty(),
                                                taken,
                                                "noor",
                                                true)));
        return slot(FINDER.place(request));
    }

    @Test
    void loadMovesNoWorkToALaterWindow() {
        Span first = span("2026-02-08 00:00", "2026-02-08 04:00");
        Placement placement =
                FINDER.place(standard("2026-02-01 08:00"), each -> each.overlaps(first) ? 99 : 0);
        assertThat(slot(placement).span().start()).isEqualTo(at("2026-02-08 00:00"));
    }

    @Test
    void everyWindowThatWasPassedOverIsKeptWithItsReason() {
        Placed placed = (Placed) FINDER.place(standard("2026-03-15 08:00"));
        assertThat(placed.slot().span().start()).isEqualTo(at("2026-04-05 00:00"));
        assertThat(placed.rejected().stream())
                .extracting(
                        each ->
                                each.window()
                                        + " "
                                        + WallClock.words(each.span().start(), Calendars.KUWAIT)
                                        + ": "
                                        + each.reasons().stream().map(Obstacle::name).toList())
                .containsExactly(
                        "daily Mon 2026-03-16 02:00: [daily]",
                        "quarterly Sat 2026-03-21 00:00: [eid-al-fitr, quarterly's lead time of 30"
                                + " days]",
                        "monthly Sun 2026-03-22 00:00: [eid-al-fitr, monthly's lead time of 10"
                                + " days]",
                        "weekly Sun 2026-03-22 00:00: [eid-al-fitr]",
                        "weekly Sun 2026-03-29 00:00: [month-end]");
    }

    /** The board meets on Tuesdays at 10:00; 72 hours of notice lie before Sunday 00:00. */
    @Test
    void aSlotSaysByWhenToAskWhoApprovesAndWhichMeetingDecides() {
        Slot slot =
                slot(
                        FINDER.place(
                                PlacementRequest.of(
                                        "WORK",
                                        "db",
                                        ChangeType.NORMAL,
                                        at("2026-02-01 07:00"),
                                        Duration.ofHours(2))));
        assertThat(slot.span().start()).isEqualTo(at("2026-02-15 00:00"));
        assertThat(slot.cab()).contains(at("2026-02-03 10:00"));
        assertThat(slot.approval()).isEqualTo("IT Director, Operations Manager");
        // Ten business days before: the first minute of Sunday, 1 February is the last moment.
        assertThat(slot.submitBy()).isEqualTo(at("2026-02-01 08:00"));
    }

    @Test
    void aSlotNearAPredictedFeastSaysSo() {
        PlacementRequest request = standard("2026-05-10 08:00").notBefore(at("2026-05-20 00:00"));
        assertThat(slot(FINDER.place(request)).span().start()).isEqualTo(at("2026-05-24 00:00"));
        assertThat(slot(FINDER.place(request)).provisional()).containsExactly("eid-al-adha");
        // §5.1: changes are completed 48 hours before the freeze of 26 May.
        assertThat(slot(FINDER.place(request)).cautions())
                .containsExactly(
                        "changes are done 2d before the freeze eid-al-adha, by Sun 2026-05-24"
                                + " 00:00");
        MaintenanceCalendar confirmed =
                SHIPPED.withConfirmations(
                        List.of(
                                new HolidayConfirmation(
                                        "eid-al-adha", LocalDate.of(2026, 5, 27), 1)));
        assertThat(slot(Calendars.finder(confirmed).place(request)).provisional()).isEmpty();
    }

    @Test
    void aFeastThatMovesOverAPlanMovesThePlan() {
        PlacementRequest request =
                standard("2026-05-10 08:00").nowAt(span("2026-05-24 00:00", "2026-05-24 02:00"));
        assertThat(((Placed) FINDER.place(request)).kept()).isTrue();
        MaintenanceCalendar moved =
                SHIPPED.withConfirmations(
                        List.of(
                                new HolidayConfirmation(
                                        "eid-al-adha", LocalDate.of(2026, 5, 25), 1)));
        Placed placed = (Placed) Calendars.finder(moved).place(request);
        assertThat(placed.kept()).isFalse();
        assertThat(placed.slot().span().start()).isEqualTo(at("2026-05-17 00:00"));
    }

    private static List<String> whyNot(PlacementRequest request, String start) {
        return FINDER.explain(request, at(start)).stream()
                .map(each -> each.kind().word() + " " + each.name())
                .toList();
    }

    @Test
    void whyNotHere() {
        PlacementRequest request = standard("2026-02-01 08:00").before(at("2026-02-16 12:00"));
        assertThat(whyNot(request, "2026-02-08 00:00")).isEmpty();
        assertThat(whyNot(request, "2026-02-08 02:00")).isEmpty();
        assertThat(whyNot(request, "2026-02-08 02:01")).containsExactly("too-short weekly");
        assertThat(whyNot(request, "2026-02-10 09:00"))
                .containsExactly("no-window window", "blackout daily-peak-morning");
        assertThat(whyNot(request, "2026-02-10 02:00")).containsExactly("other-work-only daily");
        assertThat(whyNot(request, "2026-02-04 12:00"))
                .containsExactly("no-window window", "lead-time a lead time of 5 business days");
        assertThat(whyNot(request, "2026-02-22 00:00")).containsExactly("deadline the deadline");
        assertThat(whyNot(request, "2026-01-18 00:00"))
                .contains("not-before its request", "notice a notice of 3d");
    }

    @Test
    void whyNotBesideOtherWork() {
        PlacementRequest request =
                standard("2026-02-01 08:00")
                        .onHosts(Set.of("db-1"), Optional.of("db-pair"))
                        .beside(
                                List.of(
                                        new OccupiedWork(
                                                "TASK-9",
                                                Set.of("db"),
                                                Set.of("db-2"),
                                                Optional.of("db-pair"),
                                                span("2026-02-08 01:00", "2026-02-08 02:00"),
                                                "noor",
                                                false)));
        assertThat(whyNot(request, "2026-02-08 00:00")).containsExactly("occupied TASK-9");
        assertThat(whyNot(request, "2026-02-08 02:00")).isEmpty();
    }

    /** P2 comes first: less urgent, and its authority is nearer. */
    @Test
    void anInfeasiblePlacementNamesTheLeastUrgentEmergencyThatIsInTime() {
        Infeasible none =
                (Infeasible)
                        FINDER.place(standard("2026-02-05 10:00").before(at("2026-02-06 12:00")));
        EmergencyPath path = none.emergency().orElseThrow();
        assertThat(path.authority()).isEqualTo("Operations Manager");
        assertThat(path.span()).isEqualTo(span("2026-02-05 10:30", "2026-02-05 12:30"));
        assertThat(none.latestStart()).contains(at("2026-02-05 10:00"));
    }

    /** A granted exemption is a window in which nothing forbids. */
    @Test
    void workIsPlacedInAnExemption() {
        MaintenanceCalendar exempted =
                SHIPPED.withOneOffs(
                        List.of(
                                new OneOff(
                                        "X-1",
                                        OneOff.Kind.EXEMPTION,
                                        "cve",
                                        span("2026-03-30 08:00", "2026-03-30 12:00"),
                                        Scope.EVERYTHING,
                                        "CVSS 9.8",
                                        "the IT Director",
                                        0)));
        PlacementRequest request = standard("2026-03-22 08:00").before(at("2026-04-01 12:00"));
        assertThat(slot(Calendars.finder(exempted).place(request)).window()).isEqualTo("cve");
    }
}
