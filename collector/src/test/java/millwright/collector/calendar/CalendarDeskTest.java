package millwright.collector.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.CalendarRefusedException.Why;
import millwright.collector.calendar.PlacedWork.Affected;
import millwright.collector.calendar.PlacedWork.Placed;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What people do to the calendar. Wednesday, 4 March 2026, noon in Kuwait. */
class CalendarDeskTest {
    private static final Person ALI = person("ali", Role.ENGINEER);
    private static final Person HUDA = person("huda", Role.OPERATIONS_MANAGER);
    private static final Person MONA = person("mona", Role.IT_DIRECTOR);

    private Instant now = at("2026-03-04T12:00");
    private final CalendarStore store = CaseStores.calendarInMemory(at("2026-03-01T00:00"));
    private final LiveCalendar live = LiveCalendar.of(MaintenancePolicy.shipped().calendar());
    private final CalendarParts parts =
            CalendarParts.open(store, live, Outlooks.NONE, DraftedWork.NONE, () -> now);
    private final CalendarDesk desk = parts.desk();

    static Person person(String name, Role... roles) {
        return new Person(name, "The " + name, EnumSet.copyOf(List.of(roles)));
    }

    static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+03:00").toInstant();
    }

    private static EntryDraft draft(OneOff.Kind kind, String name, String from, String to) {
        return new EntryDraft(
                kind,
                name,
                new Span(at(from), at(to)),
                List.of("*"),
                "a reason",
                kind == OneOff.Kind.EXEMPTION ? Optional.of("cvss-above-9") : Optional.empty());
    }

    private static void refused(Why why, String words, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(why))
                .hasMessageContaining(words);
    }

    private boolean permitted(String local) {
        return live.current().verdict(at(local), ChangeType.NORMAL, Set.of()).permitted();
    }

    @Test
    void aWindowIsInForceAtOnceAndIsGoneWhenItIsWithdrawn() {
        Kept<Entry> window =
                desk.enter(
                        HUDA,
                        draft(
                                OneOff.Kind.WINDOW,
                                "move of the rack",
                                "2026-03-05T20:00",
                                "2026-03-05T23:00"));
        assertThat(window.what().id()).isEqualTo("CE-000001");
        assertThat(window.role()).isEqualTo("operations_manager");
        assertThat(permitted("2026-03-05T20:00")).isTrue();
        assertThat(permitted("2026-03-05T19:59")).isFalse();
        assertThat(permitted("2026-03-05T23:00")).isFalse();

        desk.withdraw(HUDA, "CE-000001", "the lorry is broken", Optional.empty());
        assertThat(permitted("2026-03-05T20:00")).isFalse();
    }

    @Test
    void aFreezeThatRunsIsEndedInsteadOfNeverHavingBeen() {
        desk.enter(
                HUDA, draft(OneOff.Kind.FREEZE, "audit", "2026-03-07T00:00", "2026-03-20T00:00"));
        now = at("2026-03-08T03:00");
        assertThat(permitted("2026-03-08T02:59")).isFalse();

        Kept<Entry> ended = desk.withdraw(HUDA, "CE-000001", "auditors left", Optional.of(0));

        assertThat(ended.what().end()).isEqualTo(now);
        assertThat(ended.counts()).isTrue();
        assertThat(ended.what().reason()).isEqualTo("a reason; ended early: auditors left");
        assertThat(permitted("2026-03-08T02:59")).isFalse();
        assertThat(permitted("2026-03-08T03:00")).isTrue();
        refused(
                Why.HAS_CHANGED,
                "as huda wrote at 2026-03-08T00:00:00Z: it is history",
                () -> desk.withdraw(HUDA, "CE-000001", "again", Optional.empty()));
    }

    @Test
    void eachKindTakesItsAuthority() {
        EntryDraft exemption =
                draft(OneOff.Kind.EXEMPTION, "CVE-2026-1", "2026-03-30T08:00", "2026-03-30T10:00");
        refused(Why.NOT_ALLOWED, "IT Director", () -> desk.enter(HUDA, exemption));
        refused(
                Why.NOT_ALLOWED,
                "Operations Manager or IT Director",
                () ->
                        desk.enter(
                                ALI,
                                draft(
                                        OneOff.Kind.WINDOW,
                                        "mine",
                                        "2026-03-05T20:00",
                                        "2026-03-05T23:00")));
        assertThat(permitted("2026-03-30T08:00")).isFalse();

        assertThat(desk.enter(MONA, exemption).role()).isEqualTo("it_director");

        assertThat(permitted("2026-03-30T08:00")).isTrue();
        assertThat(permitted("2026-03-30T10:00")).isFalse();
    }

    @Test
    void anExemptionLiftsOnlyWhatNamesItsGround() {
        EntryDraft regulatory =
                new EntryDraft(
                        OneOff.Kind.EXEMPTION,
                        "report",
                        new Span(at("2026-12-30T11:00"), at("2026-12-30T12:00")),
                        List.of("*"),
                        "the regulator asks",
                        Optional.of("regulatory"));
        refused(
                Why.MAKES_NO_SENSE,
                "year-end is not lifted on the ground of regulatory, only of active-compromise,"
                        + " cvss-above-9",
                () -> desk.enter(MONA, regulatory));
        Kept<Entry> inNovember =
                desk.enter(
                        MONA,
                        new EntryDraft(
                                OneOff.Kind.EXEMPTION,
                                "report",
                                new Span(at("2026-11-30T11:00"), at("2026-11-30T12:00")),
                                List.of("*"),
                                "the regulator asks",
                                Optional.of("regulatory")));
        assertThat(inNovember.what().ground()).contains("regulatory");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheFigures() {
        refused(
                Why.MAKES_NO_SENSE,
                "It is over",
                () ->
                        desk.enter(
                                HUDA,
                                draft(
                                        OneOff.Kind.FREEZE,
                                        "past",
                                        "2026-03-01T00:00",
                                        "2026-03-04T12:00")));
        refused(
                Why.MAKES_NO_SENSE,
                "Nothing is permitted afterwards",
                () ->
                        desk.enter(
                                HUDA,
                                draft(
                                        OneOff.Kind.WINDOW,
                                        "late",
                                        "2026-03-04T11:59",
                                        "2026-03-04T13:00")));
        refused(
                Why.MAKES_NO_SENSE,
                "Choose another name",
                () ->
                        desk.enter(
                                HUDA,
                                draft(
                                        OneOff.Kind.WINDOW,
                                        "weekly",
                                        "2026-03-05T20:00",
                                        "2026-03-05T23:00")));
        refused(
                Why.MAKES_NO_SENSE,
                "at most 31",
                () ->
                        desk.enter(
                                HUDA,
                                draft(
                                        OneOff.Kind.WINDOW,
                                        "always",
                                        "2026-03-05T00:00",
                                        "2026-04-05T01:00")));
        assertThat(store.list(Instant.EPOCH)).isEmpty();
    }

    @Test
    void whoSawAnOlderRevisionLosesAndIsToldToWhom() {
        EntryDraft first =
                draft(OneOff.Kind.FREEZE, "audit", "2026-03-07T00:00", "2026-03-09T00:00");
        EntryDraft longer =
                draft(OneOff.Kind.FREEZE, "audit", "2026-03-07T00:00", "2026-03-10T00:00");
        desk.enter(HUDA, first);
        assertThat(desk.change(MONA, "CE-000001", longer, 0).revision()).isEqualTo(1);

        refused(Why.HAS_CHANGED, "mona was faster", () -> desk.change(HUDA, "CE-000001", first, 0));
        assertThat(live.current().entries(new Span(at("2026-03-09T12:00"), at("2026-03-09T13:00"))))
                .anySatisfy(
                        entry -> {
                            assertThat(entry.name()).isEqualTo("audit");
                            assertThat(entry.revision()).isEqualTo(1);
                        });
    }

    /** Eid al-Fitr 2026 is predicted for 20 March; frozen from the 19th to the 23rd. */
    @Test
    void aFeastThatWasSeenLaterMovesItsFreezeAndTellsWhoseWorkThatHinders() {
        List<Affected> told = new ArrayList<>();
        Placed patching =
                new Placed(
                        "RFC-2026-0001",
                        "patching",
                        new Span(at("2026-03-18T00:00"), at("2026-03-18T01:00")),
                        ChangeType.EMERGENCY,
                        Set.of());
        desk.enter(
                HUDA, draft(OneOff.Kind.WINDOW, "night", "2026-03-18T00:00", "2026-03-18T04:00"));
        parts.recheck().of(after -> List.of(patching)).tell(told::addAll);
        FeastDate predicted = parts.feasts().ahead(now).get(0);
        assertThat(predicted.id()).isEqualTo("eid-al-fitr-1447");
        assertThat(predicted.confirmed()).isFalse();
        assertThat(predicted.frozen().start()).isEqualTo(at("2026-03-19T00:00"));

        var word =
                desk.confirm(
                        HUDA, "eid-al-fitr", LocalDate.of(2026, 3, 19), "seen", Optional.empty());

        FeastDate seen = parts.feasts().ahead(now).get(0);
        assertThat(seen.confirmed()).isTrue();
        assertThat(seen.frozen())
                .isEqualTo(new Span(at("2026-03-18T00:00"), at("2026-03-23T00:00")));
        assertThat(told)
                .singleElement()
                .satisfies(
                        affected -> {
                            assertThat(affected.work()).isEqualTo(patching);
                            assertThat(affected.obstacles())
                                    .extracting(each -> each.name())
                                    .containsExactly("eid-al-fitr");
                        });

        told.clear();
        desk.confirm(
                MONA,
                "eid-al-fitr",
                LocalDate.of(2026, 3, 20),
                "the ministry says so",
                Optional.of(word.revision()));
        assertThat(told).singleElement().matches(affected -> !affected.hindered());
        refused(
                Why.HAS_CHANGED,
                "mona was faster",
                () ->
                        desk.confirm(
                                HUDA,
                                "eid-al-fitr",
                                LocalDate.of(2026, 3, 21),
                                "late",
                                Optional.of(word.revision())));
    }

    @Test
    void aDateThatIsNoFeastIsNotConfirmed() {
        refused(
                Why.MAKES_NO_SENSE,
                "no eid-al-fitr is predicted within 5 days of 2026-03-26",
                () ->
                        desk.confirm(
                                HUDA,
                                "eid-al-fitr",
                                LocalDate.of(2026, 3, 26),
                                "seen",
                                Optional.empty()));
        refused(
                Why.MAKES_NO_SENSE,
                "no year-end is predicted",
                () ->
                        desk.confirm(
                                HUDA,
                                "year-end",
                                LocalDate.of(2026, 12, 28),
                                "seen",
                                Optional.empty()));
        refused(
                Why.NOT_ALLOWED,
                "Change Coordinator",
                () ->
                        desk.confirm(
                                ALI,
                                "eid-al-fitr",
                                LocalDate.of(2026, 3, 20),
                                "seen",
                                Optional.empty()));
    }

    @Test
    void whatAnotherCollectorHasWrittenCountsAfterTheNextLook() {
        LiveCalendar others = LiveCalendar.of(MaintenancePolicy.shipped().calendar());
        CalendarParts elsewhere =
                CalendarParts.open(store, others, Outlooks.NONE, DraftedWork.NONE, () -> now);
        elsewhere
                .desk()
                .enter(
                        HUDA,
                        draft(OneOff.Kind.WINDOW, "rack", "2026-03-05T20:00", "2026-03-05T23:00"));
        assertThat(permitted("2026-03-05T20:00")).isFalse();

        parts.book().look();

        assertThat(permitted("2026-03-05T20:00")).isTrue();
    }
}
