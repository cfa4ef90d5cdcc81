package millwright.collector.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcState;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * Requests for change over any store. It is Sunday 1 February 2026, 10:00 in Kuwait; the board
 * meets on Tuesdays at 10:00, windows are on Sundays.
 */
public abstract class ChangesContract {
    protected static final Instant NOW = at("2026-02-01T10:00+03:00");
    private static final Instant BOARD = at("2026-02-03T10:00+03:00");

    private static final Person OMAR = person("omar", Role.OPERATIONS_MANAGER);
    private static final Person DINA = person("dina", Role.IT_DIRECTOR);
    private static final Person DREW = person("drew", Role.IT_DIRECTOR);
    private static final Person CORA = person("cora", Role.CHANGE_COORDINATOR);
    private static final Person EMIL = person("emil", Role.ENGINEER);
    private static final Person BOTH = person("both", Role.OPERATIONS_MANAGER, Role.IT_DIRECTOR);
    private static final List<Person> ALL = List.of(OMAR, DINA, DREW, CORA, EMIL, BOTH);

    private final List<ChangeEvent> heard = new ArrayList<>();

    protected abstract ChangeStore store();

    /** Of another collector over the same records, where that can be. */
    protected ChangeStore other() {
        return store();
    }

    private static Person person(String name, Role first, Role... others) {
        return new Person(name, name, EnumSet.of(first, others));
    }

    protected static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    private Changes changes() {
        return changes(store());
    }

    private Changes changes(ChangeStore store) {
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
        return new Changes(
                store,
                () -> policy,
                () -> calendar,
                name -> ALL.stream().filter(one -> one.name().equals(name)).findFirst(),
                event -> {
                    synchronized (heard) {
                        heard.add(event);
                    }
                });
    }

    private static Slot slot(String window, String from, String to) {
        return new Slot(
                new Span(at(from), at(to)),
                window,
                "Operations Manager",
                NOW,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Slot weekly() {
        return slot("weekly", "2026-02-15T00:00+03:00", "2026-02-15T01:00+03:00");
    }

    private static Slot monthly() {
        return slot("monthly", "2026-02-22T00:00+03:00", "2026-02-22T02:00+03:00");
    }

    protected static RfcDraft draft(String source, ChangeType type, Optional<Slot> slot) {
        return new RfcDraft(
                type == ChangeType.EMERGENCY ? Rfc.Kind.EMERGENCY : Rfc.Kind.TASK,
                source,
                "disk-cleanup",
                type,
                List.of("db-07"),
                "Clear out the file system",
                "",
                List.of("disk_free /var 12.4 %, 0.8 % less a day"),
                Optional.of("Below 10 % between 3 and 9 March 2026."),
                slot,
                Duration.ofMinutes(30),
                Optional.empty(),
                Optional.of("T-000042"));
    }

    private static RfcDraft standard(String source) {
        return draft(source, ChangeType.STANDARD, Optional.of(weekly()));
    }

    private static RfcDraft normal(String source) {
        return draft(source, ChangeType.NORMAL, Optional.of(monthly()));
    }

    private static RfcDraft emergency(String source) {
        return draft(
                source,
                ChangeType.EMERGENCY,
                Optional.of(slot("as-needed", "2026-02-01T10:30+03:00", "2026-02-01T12:30+03:00")));
    }

    private Rfc act(Changes changes, Person person, String rfc, RfcAct act, Instant when) {
        return changes.act(person, rfc, act, when, Optional.empty());
    }

    private String submitted(RfcDraft draft) {
        String id = changes().draft(draft, NOW);
        var unused = act(changes(), CORA, id, new RfcAct.Submit(Optional.empty()), NOW);
        return id;
    }

    private static RfcAct approve() {
        return new RfcAct.Approve(Optional.empty());
    }

    /** Of what is not met a note says why. */
    private static RfcAct approve(String note) {
        return new RfcAct.Approve(Optional.of(note));
    }

    @Test
    void aDraftHasItsFieldsFromEvidenceAndTemplate() {
        String id = changes().draft(standard("K-000001"), NOW);
        assertThat(id).isEqualTo("RFC-2026-0001");
        Rfc rfc = changes().find(id).orElseThrow();
        assertThat(rfc.state()).isEqualTo(RfcState.DRAFT);
        assertThat(rfc.route().words()).isEqualTo("record only: Operations Manager");
        assertThat(rfc.texts().get(RfcField.CATEGORY)).isEqualTo("software");
        assertThat(rfc.texts().get(RfcField.DESCRIPTION))
                .contains("On db-07, from Sun 15 Feb 2026 00:00 +03:00")
                .contains("- disk_free /var 12.4 %, 0.8 % less a day")
                .contains("What is expected: Below 10 % between 3 and 9 March 2026.");
        assertThat(rfc.texts().get(RfcField.RISK)).startsWith("Risk: low.");
        assertThat(rfc.texts().get(RfcField.COMMUNICATION)).contains("72 h before Sun 15 Feb");
        assertThat(rfc.texts().values()).noneMatch(text -> text.isBlank() || text.contains("{"));
        assertThat(changes().history(id))
                .extracting(ChangeEvent::type)
                .containsExactly("rfc-drafted");
    }

    @Test
    void oneSourceHasOneRequestUntilItIsOver() {
        String first = changes().draft(standard("K-000001"), NOW);
        assertThat(changes().draft(standard("K-000001"), NOW)).isEqualTo(first);
        assertThat(changes().history(first)).hasSize(1);
        changes().withdraw(first, "the forecast has gone", NOW);
        assertThat(changes().find(first).orElseThrow().state()).isEqualTo(RfcState.WITHDRAWN);
        assertThat(changes().draft(standard("K-000001"), NOW)).isEqualTo("RFC-2026-0002");
    }

    @Test
    void aNewerDraftLeavesWhatAPersonHasWritten() {
        String id = changes().draft(standard("K-000001"), NOW);
        act(
                changes(),
                CORA,
                id,
                new RfcAct.Edit(
                        Map.of(RfcField.BACKOUT, "Put it back. Tested 2026-01-20."),
                        Optional.empty(),
                        Optional.empty()),
                NOW);
        changes().draft(draft("K-000001", ChangeType.STANDARD, Optional.of(monthly())), NOW);
        Rfc rfc = changes().find(id).orElseThrow();
        assertThat(rfc.texts().get(RfcField.BACKOUT)).isEqualTo("Put it back. Tested 2026-01-20.");
        assertThat(rfc.texts().get(RfcField.DESCRIPTION)).contains("window monthly");
        assertThat(rfc.version()).isEqualTo(3);
    }

    @Test
    void theYearIsTheSites() {
        assertThat(changes().draft(standard("K-000001"), at("2026-12-31T23:59:59+03:00")))
                .isEqualTo("RFC-2026-0001");
        assertThat(changes().draft(standard("K-000002"), at("2027-01-01T00:00+03:00")))
                .isEqualTo("RFC-2027-0001");
    }

    @Test
    void whatIsRefusedTakesNoNumber() {
        assertThatThrownBy(
                        () ->
                                store().write(
                                                records -> {
                                                    assertThat(records.nextRfc(2026)).isEqualTo(1);
                                                    throw new IllegalStateException("no");
                                                }))
                .hasMessage("no");
        assertThat(changes().draft(standard("K-000001"), NOW)).isEqualTo("RFC-2026-0001");
    }

    @Test
    void idsHaveNoGapAndNoDuplicateWhenTwoCollectorsDraftAtOnce() throws Exception {
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Changes mine = changes(thread % 2 == 0 ? store() : other());
            int number = thread;
            work.add(
                    () ->
                            IntStream.range(0, 10)
                                    .mapToObj(
                                            i -> mine.draft(standard("K-" + number + "-" + i), NOW))
                                    .toList());
        }
        Set<String> ids = new TreeSet<>();
        for (List<String> each : atOnce(work)) {
            ids.addAll(each);
        }
        assertThat(ids)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 40).mapToObj("RFC-2026-%04d"::formatted).toList());
    }

    @Test
    void twoCollectorsThatDraftTheSameGetTheSame() throws Exception {
        List<String> ids =
                atOnce(
                        List.of(
                                () -> changes(store()).draft(standard("K-000001"), NOW),
                                () -> changes(other()).draft(standard("K-000001"), NOW)));
        assertThat(ids).containsExactly("RFC-2026-0001", "RFC-2026-0001");
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        CyclicBarrier start = new CyclicBarrier(work.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> each : work) {
                futures.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return each.call();
                                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : futures) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoWhoActAtOnceOneWinsAndTheOtherIsToldWhoAndWhen() throws Exception {
        String id = submitted(standard("K-000001"));
        int seen = changes().find(id).orElseThrow().version();
        List<String> outcomes =
                atOnce(
                        List.of(
                                () -> outcome(changes(store()), OMAR, id, approve("fine"), seen),
                                () ->
                                        outcome(
                                                changes(other()),
                                                BOTH,
                                                id,
                                                new RfcAct.Reject("not now"),
                                                seen)));
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes)
                .anySatisfy(
                        text ->
                                assertThat(text)
                                        .matches(
                                                "HAS_CHANGED RFC-2026-0001 has changed since you"
                                                    + " saw it: rfc-(approved|rejected) at Sun 1"
                                                    + " Feb 2026 10:00 \\+03:00 by (omar|both)"
                                                    + " .*Look at it again, then decide\\."));
        assertThat(changes().history(id)).hasSize(3);
    }

    private String outcome(Changes changes, Person person, String id, RfcAct act, int seen) {
        try {
            var unused = changes.act(person, id, act, NOW, Optional.of(seen));
            return "done";
        } catch (ChangeRefusedException e) {
            return e.why() + " " + e.getMessage();
        }
    }

    @Test
    void aStandardChangeGoesItsWholeWay() {
        String id = submitted(standard("K-000001"));
        Rfc submitted = changes().find(id).orElseThrow();
        assertThat(submitted.requester()).isEqualTo("cora");
        assertThat(submitted.meeting()).isEmpty();
        act(changes(), OMAR, id, approve(), NOW);
        act(changes(), CORA, id, new RfcAct.Schedule(), NOW);
        Instant start = at("2026-02-15T00:00+03:00");
        assertThatThrownBy(
                        () -> act(changes(), EMIL, id, new RfcAct.Start(), start.minusSeconds(1)))
                .hasMessageContaining("Wait for its time.");
        act(changes(), EMIL, id, new RfcAct.Start(), start);
        act(
                changes(),
                EMIL,
                id,
                new RfcAct.Verify("disk_free 41 % for 30 min"),
                start.plusSeconds(1800));
        Rfc closed =
                act(
                        changes(),
                        CORA,
                        id,
                        new RfcAct.Close(Optional.empty()),
                        start.plusSeconds(3600));
        assertThat(closed.state()).isEqualTo(RfcState.CLOSED);
        assertThat(changes().find(id)).contains(closed);
        assertThat(changes().history(id))
                .extracting(ChangeEvent::type)
                .containsExactly(
                        "rfc-drafted",
                        "rfc-submitted",
                        "rfc-approved",
                        "rfc-scheduled",
                        "rfc-started",
                        "rfc-verified",
                        "rfc-closed");
        assertThat(heard).extracting(ChangeEvent::type).hasSize(7).contains("rfc-closed");
    }

    @Test
    void aLateSubmissionIsRefusedToTheMinuteUnlessItsWaiverIsAskedFor() {
        Instant last = at("2026-02-08T08:00+03:00");
        String late = changes().draft(standard("K-000001"), NOW);
        assertThatThrownBy(
                        () ->
                                act(
                                        changes(),
                                        CORA,
                                        late,
                                        new RfcAct.Submit(Optional.empty()),
                                        last.plusSeconds(60)))
                .hasMessage(
                        "RFC-2026-0001 is handed in too late: a standard change needs 5 business"
                            + " days from submission to start, so it had to be handed in by Sun 8"
                            + " Feb 2026 08:00 +03:00. Propose a later time, or hand it in with a"
                            + " reason for the waiver; then Operations Manager must approve it,"
                            + " too.");
        act(
                changes(),
                CORA,
                late,
                new RfcAct.Submit(Optional.of("the disk fills faster")),
                last.plusSeconds(60));
        String inTime = changes().draft(standard("K-000002"), NOW);
        assertThat(act(changes(), CORA, inTime, new RfcAct.Submit(Optional.empty()), last).state())
                .isEqualTo(RfcState.SUBMITTED);
    }

    @Test
    void aNormalChangeThatMissesTheBoardGoesBeforeTheEmergencyCab() {
        Slot soon = slot("weekly", "2026-02-08T00:00+03:00", "2026-02-08T01:00+03:00");
        String id = changes().draft(draft("K-000001", ChangeType.NORMAL, Optional.of(soon)), NOW);
        // The board's Tuesday is 3 February; 72 hours before the work is Thursday the 5th, 00:00.
        Instant after = BOARD;
        act(changes(), CORA, id, new RfcAct.Submit(Optional.of("cannot wait")), after);
        assertThat(changes().find(id).orElseThrow().route().words())
                .isEqualTo("emergency CAB: IT Director and Operations Manager");
    }

    @Test
    void everyMandatoryFieldMustBeGiven() {
        String id = changes().draft(draft("K-1", ChangeType.STANDARD, Optional.empty()), NOW);
        act(
                changes(),
                CORA,
                id,
                new RfcAct.Edit(Map.of(RfcField.RISK, ""), Optional.empty(), Optional.empty()),
                NOW);
        assertThatThrownBy(() -> act(changes(), CORA, id, new RfcAct.Submit(Optional.empty()), NOW))
                .hasMessage(
                        "RFC-2026-0001 cannot be handed in: Proposed Date/Time, Risk Assessment are"
                                + " missing, and all sixteen fields are mandatory (L-013 §6.1).");
    }

    @Test
    void nobodyDecidesOnTheirOwnRequest() {
        String id = changes().draft(standard("K-000001"), NOW);
        act(changes(), OMAR, id, new RfcAct.Submit(Optional.empty()), NOW);
        assertThatThrownBy(() -> act(changes(), OMAR, id, approve(), NOW))
                .hasMessageStartingWith(
                        "omar asked for RFC-2026-0001, and nobody decides on their own request.");
        assertThatThrownBy(() -> act(changes(), OMAR, id, new RfcAct.Reject("no"), NOW))
                .hasMessageContaining("nobody decides on their own request");
        changes()
                .delegate(
                        OMAR,
                        Role.OPERATIONS_MANAGER,
                        "emil",
                        Span.of(NOW, Duration.ofDays(1)),
                        "away",
                        NOW);
        assertThatThrownBy(() -> act(changes(), EMIL, id, approve(), NOW))
                .hasMessageEndingWith("As deputy of omar it would be omar's own request.");
        assertThat(act(changes(), BOTH, id, approve(), NOW).state()).isEqualTo(RfcState.APPROVED);
    }

    @Test
    void whoHasNotTheRoleMayNotApprove() {
        String id = submitted(standard("K-000001"));
        assertThatThrownBy(() -> act(changes(), DINA, id, approve(), NOW))
                .hasMessage(
                        "dina may not decide on RFC-2026-0001: it takes Operations Manager (record"
                            + " only: Operations Manager). Whoever has that role can name a deputy"
                            + " for a time.");
        assertThat(changes().refusal(OMAR, changes().find(id).orElseThrow(), true, NOW)).isEmpty();
    }

    @Test
    void aDeputyApprovesFromTheFirstInstantToTheLastAndItIsRecorded() {
        Instant from = NOW.plusSeconds(3600);
        Delegation given =
                changes()
                        .delegate(
                                OMAR,
                                Role.OPERATIONS_MANAGER,
                                "emil",
                                Span.of(from, Duration.ofDays(1)),
                                "on leave",
                                NOW);
        String id = submitted(standard("K-000001"));
        assertThatThrownBy(() -> act(changes(), EMIL, id, approve(), from.minusSeconds(1)))
                .hasMessageContaining("emil may not decide");
        Instant end = from.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> act(changes(), EMIL, id, approve(), end))
                .hasMessageContaining("emil may not decide");
        Rfc approved = act(changes(), EMIL, id, approve(), from);
        assertThat(approved.approvals().get(0).role()).isEqualTo("Operations Manager");
        assertThat(approved.approvals().get(0).inPlaceOf()).contains("omar");
        assertThat(changes().delegations(NOW)).containsExactly(given);
        String next = submitted(standard("K-000002"));
        changes().revoke(OMAR, given.id(), from);
        assertThatThrownBy(() -> act(changes(), EMIL, next, approve(), from))
                .hasMessageContaining("emil may not decide");
    }

    @Test
    void theEmergencyCabNeedsBothAuthoritiesAndTwoPeople() {
        String id = submitted(emergency("W-000001"));
        Rfc rfc = changes().find(id).orElseThrow();
        assertThat(rfc.meeting()).contains(NOW.plus(Duration.ofHours(4)));
        Rfc half = act(changes(), BOTH, id, approve(), NOW);
        assertThat(half.state()).isEqualTo(RfcState.CAB);
        assertThatThrownBy(() -> act(changes(), BOTH, id, approve(), NOW))
                .hasMessageContaining(
                        "both has approved RFC-2026-0001 already, as IT Director, on Sun 1 Feb 2026"
                                + " 10:00 +03:00. Operations Manager must be somebody else's yes.");
        assertThat(act(changes(), OMAR, id, approve(), NOW).state()).isEqualTo(RfcState.APPROVED);
        act(changes(), CORA, id, new RfcAct.Schedule(), NOW);
        act(changes(), EMIL, id, new RfcAct.Start(), NOW);
        assertThat(
                        act(
                                        changes(),
                                        EMIL,
                                        id,
                                        new RfcAct.RollBack("the service does not start"),
                                        NOW.plusSeconds(600))
                                .state())
                .isEqualTo(RfcState.ROLLED_BACK);
    }

    @Test
    void workThatWasVerifiedAndRolledBackLaterHasEndedOnceAndWasRolledBack() {
        String good = begun("W-000001");
        String bad = begun("W-000002");
        String going = begun("W-000003");
        Instant end = NOW.plusSeconds(600);
        act(changes(), EMIL, good, new RfcAct.Verify("it answers again"), end);
        act(changes(), CORA, good, new RfcAct.Close(Optional.empty()), end.plusSeconds(60));
        act(changes(), EMIL, bad, new RfcAct.Verify("it answers again"), end);
        act(changes(), EMIL, bad, new RfcAct.RollBack("it lost orders"), end.plusSeconds(60));

        assertThat(changes().find(going).orElseThrow().state()).isEqualTo(RfcState.IN_PROGRESS);
        assertThat(changes().endedSince(end))
                .containsExactlyInAnyOrder(
                        new EndedChange(good, ChangeType.EMERGENCY, RfcState.VERIFIED),
                        new EndedChange(bad, ChangeType.EMERGENCY, RfcState.ROLLED_BACK));
        assertThat(changes().endedSince(end.plusSeconds(1)))
                .as("closing is only paper")
                .extracting(EndedChange::rfc)
                .containsExactly(bad);
    }

    private String begun(String source) {
        String id = submitted(emergency(source));
        act(changes(), DINA, id, approve("it cannot wait"), NOW);
        act(changes(), OMAR, id, approve("it cannot wait"), NOW);
        act(changes(), CORA, id, new RfcAct.Schedule(), NOW);
        act(changes(), EMIL, id, new RfcAct.Start(), NOW);
        return id;
    }

    @Test
    void theEmergencyCabsDecisionIsInTheMinutesOfTheNextMeeting() {
        String yes = submitted(emergency("W-000001"));
        act(changes(), DINA, yes, approve("orders are lost"), NOW);
        assertThat(changes().findMinutes(BOARD)).isEmpty(); // one of two
        act(changes(), OMAR, yes, approve(), NOW.plusSeconds(60));
        String no = submitted(emergency("W-000002"));
        act(changes(), OMAR, no, new RfcAct.Reject("it can wait"), NOW.plusSeconds(120));

        Minutes minutes = changes().convene(CORA, BOARD, BOARD.minusSeconds(3600));
        Minutes.Item approved = minutes.item(yes).orElseThrow();
        assertThat(approved.decision()).isEqualTo(Minutes.Decision.APPROVED);
        assertThat(approved.by()).containsExactly("dina", "omar");
        assertThat(approved.at()).contains(NOW.plusSeconds(60));
        assertThat(approved.notes()).isEqualTo("Emergency CAB: orders are lost");
        Minutes.Item rejected = minutes.item(no).orElseThrow();
        assertThat(rejected.decision()).isEqualTo(Minutes.Decision.REJECTED);
        assertThat(rejected.by()).containsExactly("omar");
        assertThat(rejected.notes()).isEqualTo("Emergency CAB: it can wait");
        Minutes signed = changes().sign(DINA, BOARD, BOARD.plusSeconds(3600), Optional.empty());
        assertThat(signed.items()).containsExactlyElementsOf(minutes.items());
    }

    @Test
    void anEmergencyWindowsRequestMayComeAfterItsWork() {
        Instant after = NOW.plus(Duration.ofHours(8)); // it was proposed until 12:30
        String id = changes().draft(emergency("W-000001"), NOW);
        act(changes(), CORA, id, new RfcAct.Submit(Optional.empty()), after);
        act(changes(), DINA, id, approve("seen afterwards"), after);
        act(changes(), OMAR, id, approve("seen afterwards"), after);
        act(changes(), CORA, id, new RfcAct.Schedule(), after);
        act(changes(), EMIL, id, new RfcAct.Start(), after);
        act(changes(), EMIL, id, new RfcAct.Verify("see the window's proof"), after);
        assertThat(act(changes(), CORA, id, new RfcAct.Close(Optional.empty()), after).state())
                .isEqualTo(RfcState.CLOSED);
    }

    @Test
    void aFullCabDecidesInItsMeetingAndTheMinutesKeepIt() {
        String id = submitted(normal("K-000001"));
        String open = submitted(normal("K-000002"));
        assertThat(changes().nextMeeting(NOW)).contains(BOARD);
        assertThat(changes().agenda(BOARD, NOW).toDecide())
                .extracting(Rfc::id)
                .containsExactly(id, open);
        assertThatThrownBy(() -> act(changes(), DINA, id, approve(), BOARD))
                .hasMessageContaining("has not been put before it");
        changes().convene(CORA, BOARD, NOW);
        assertThatThrownBy(() -> act(changes(), DINA, id, approve(), BOARD.minusSeconds(1)))
                .hasMessage(
                        "RFC-2026-0001 is decided when the board meets, on Tue 3 Feb 2026 10:00"
                                + " +03:00.");
        changes().keep(CORA, BOARD, List.of("dina", "cora"), "", BOARD, Optional.empty());
        changes()
                .keepItem(
                        CORA,
                        BOARD,
                        id,
                        List.of(new Minutes.Voice("dina", Minutes.Vote.YES)),
                        "backout explained",
                        BOARD,
                        Optional.empty());
        act(changes(), DINA, id, approve("tested on staging"), BOARD);
        assertThatThrownBy(() -> act(changes(), OMAR, id, approve(), BOARD))
                .hasMessageContaining("RFC-2026-0001 is approved; to approve it, it must be");
        Minutes signed = changes().sign(DINA, BOARD, BOARD.plusSeconds(3600), Optional.empty());
        assertThat(signed.item(id).orElseThrow().decision()).isEqualTo(Minutes.Decision.APPROVED);
        assertThat(signed.item(id).orElseThrow().by()).containsExactly("dina");
        assertThat(signed.item(id).orElseThrow().notes()).isEqualTo("backout explained");
        assertThat(signed.item(open).orElseThrow().decision()).isEqualTo(Minutes.Decision.DEFERRED);
        assertThat(changes().findMinutes(BOARD)).contains(signed);
        assertThat(changes().find(open).orElseThrow().meeting())
                .contains(BOARD.plus(Duration.ofDays(7)));
        assertThatThrownBy(
                        () ->
                                changes()
                                        .keep(
                                                CORA,
                                                BOARD,
                                                List.of(),
                                                "changed",
                                                BOARD.plusSeconds(3601),
                                                Optional.empty()))
                .hasMessage(
                        "The minutes of Tue 3 Feb 2026 10:00 +03:00 were signed by dina on Tue 3"
                                + " Feb 2026 11:00 +03:00 and do not change any more.");
    }

    @Test
    void whoKeepsMinutesThatSomebodyElseHasChangedIsToldWhoAndWhen() {
        String id = submitted(normal("K-000001"));
        Minutes seen = changes().convene(CORA, BOARD, BOARD);
        var unused =
                changes()
                        .keep(
                                CORA,
                                BOARD,
                                List.of("dina"),
                                "",
                                at("2026-02-03T10:05+03:00"),
                                Optional.of(seen.version()));
        assertThatThrownBy(() -> keep(OMAR, BOARD, "late", seen.version()))
                .isInstanceOfSatisfying(
                        ChangeRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(ChangeRefusedException.Why.HAS_CHANGED))
                .hasMessage(
                        "The minutes of Tue 3 Feb 2026 10:00 +03:00 have changed since you saw"
                                + " them (version %d, now %d): cora wrote who was there, and notes"
                                        .formatted(seen.version(), seen.version() + 1)
                                + " at Tue 3 Feb 2026 10:05 +03:00. Look at them again.");
        act(changes(), DINA, id, approve("tested"), at("2026-02-03T10:10+03:00"));
        assertThatThrownBy(() -> keep(CORA, BOARD, "late", seen.version() + 1))
                .hasMessageContaining(
                        ": dina approved RFC-2026-0001 at Tue 3 Feb 2026 10:10 +03:00.");
        assertThat(keep(CORA, BOARD, "in time", seen.version() + 2).notes()).isEqualTo("in time");
    }

    @Test
    void whoComesSecondToASeatOnTheRouteIsToldWhoTookItAndWhen() {
        String id = submitted(emergency("EW-000001"));
        act(changes(), DINA, id, approve("the shop is down"), NOW.plusSeconds(60));
        assertThatThrownBy(
                        () ->
                                act(
                                        changes(),
                                        DREW,
                                        id,
                                        approve("the shop is down"),
                                        NOW.plusSeconds(61)))
                .isInstanceOfSatisfying(
                        ChangeRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(ChangeRefusedException.Why.NOT_NOW))
                .hasMessage(
                        "dina has approved RFC-2026-0001 as IT Director on Sun 1 Feb 2026 10:01"
                                + " +03:00. What it still needs is the yes of Operations Manager.");
        assertThatThrownBy(() -> act(changes(), DINA, id, approve(), NOW.plusSeconds(120)))
                .hasMessageContaining(
                        "dina has approved RFC-2026-0001 already, as IT Director, on Sun 1 Feb"
                                + " 2026 10:01 +03:00.");
        assertThatThrownBy(() -> act(changes(), EMIL, id, approve(), NOW.plusSeconds(120)))
                .hasMessageContaining("emil may not decide on RFC-2026-0001");
    }

    @Test
    void whoWritesWhatHasBeenHandedInMeanwhileIsToldByWhom() {
        String id = changes().draft(standard("K-000001"), NOW);
        RfcAct edit =
                new RfcAct.Edit(
                        Map.of(RfcField.BACKOUT, "none"), Optional.empty(), Optional.empty());
        act(changes(), CORA, id, new RfcAct.Submit(Optional.empty()), NOW);
        assertThatThrownBy(() -> act(changes(), OMAR, id, edit, NOW.plusSeconds(5)))
                .hasMessageContaining(
                        "RFC-2026-0001 is submitted (rfc-submitted at Sun 1 Feb 2026 10:00 +03:00"
                                + " by cora");
    }

    @Test
    void whoConvenesAMeetingThatWasSignedMeanwhileIsToldByWhom() {
        submitted(normal("K-000001"));
        changes().convene(CORA, BOARD, BOARD);
        changes().sign(DREW, BOARD, BOARD.plusSeconds(600), Optional.empty());
        assertThatThrownBy(() -> changes().convene(CORA, BOARD, BOARD.plusSeconds(601)))
                .hasMessageContaining("were signed by drew on Tue 3 Feb 2026 10:10 +03:00");
    }

    @Test
    void whoTakesADelegationBackSecondIsToldWhoDidAndWhen() {
        Span week = Span.of(NOW, Duration.ofDays(7));
        String id = changes().delegate(DINA, Role.IT_DIRECTOR, "omar", week, "on leave", NOW).id();
        assertThat(changes().revoke(DINA, id, NOW.plusSeconds(60)).revokedBy()).contains("dina");
        assertThatThrownBy(() -> changes().revoke(DINA, id, NOW.plusSeconds(61)))
                .hasMessage("D-000001 was taken back by dina on Sun 1 Feb 2026 10:01 +03:00.");
        String other = changes().delegate(DINA, Role.IT_DIRECTOR, "omar", week, "again", NOW).id();
        assertThatThrownBy(() -> changes().revoke(DINA, other, week.end()))
                .hasMessage("D-000002 has ended on Sun 8 Feb 2026 10:00 +03:00.");
    }

    private Minutes keep(Person person, Instant meeting, String notes, int seen) {
        return changes()
                .keep(
                        person,
                        meeting,
                        List.of(),
                        notes,
                        at("2026-02-03T10:20+03:00"),
                        Optional.of(seen));
    }

    @Test
    void aMeetingIsOnATuesdayAtTen() {
        assertThatThrownBy(() -> changes().convene(CORA, BOARD.plusSeconds(60), NOW))
                .hasMessage(
                        "The board does not meet at Tue 3 Feb 2026 10:01 +03:00. Its next meeting"
                                + " is Tue 3 Feb 2026 10:00 +03:00.");
    }

    @Test
    void whatWasApprovedWithoutAMeetingIsOnItsAgendaForTheRecord() {
        String id = submitted(standard("K-000001"));
        act(changes(), OMAR, id, approve(), NOW);
        assertThat(changes().agenda(BOARD, NOW).forTheRecord())
                .extracting(Rfc::id)
                .containsExactly(id);
        assertThat(changes().agenda(BOARD.plus(Duration.ofDays(7)), NOW).forTheRecord()).isEmpty();
    }

    @Test
    void nothingIsApprovedIntoAFreeze() {
        Slot frozen = slot("weekly", "2026-03-29T00:00+03:00", "2026-03-29T01:00+03:00");
        String id = submitted(draft("K-000001", ChangeType.STANDARD, Optional.of(frozen)));
        assertThatThrownBy(() -> act(changes(), OMAR, id, approve("all the same"), NOW))
                .hasMessageContaining("lies where nothing may change: freeze month-end");
    }

    @Test
    void whatIsNotMetIsApprovedOnlyWithANote() {
        String first = submitted(standard("K-000001"));
        act(changes(), OMAR, first, approve(), NOW);
        String second = submitted(standard("K-000002"));
        assertThatThrownBy(() -> act(changes(), OMAR, second, approve(), NOW))
                .hasMessageContaining(
                        "RFC-2026-0001 is approved on db-07 at the same time, by omar on Sun 1 Feb"
                                + " 2026 10:00 +03:00");
        act(changes(), OMAR, second, approve("one after the other, by the same engineer"), NOW);
        assertThat(changes().history(second).get(2).reason())
                .contains("although not met: Maintenance window is appropriate");
    }

    @Test
    void aRevisionTakesBackWhatWasApproved() {
        String id = submitted(standard("K-000001"));
        act(changes(), OMAR, id, approve(), NOW);
        Rfc draft = act(changes(), CORA, id, new RfcAct.Revise("another disk"), NOW);
        assertThat(draft.state()).isEqualTo(RfcState.DRAFT);
        assertThat(draft.approvals()).isEmpty();
        assertThat(draft.submittedAt()).isEmpty();
    }

    @Test
    void listsAreFilteredAndCounted() {
        String drafted = changes().draft(standard("K-000001"), NOW);
        String submitted = submitted(normal("K-000002"));
        RfcFilter ofNormal =
                new RfcFilter(
                        Set.of(),
                        Optional.of(ChangeType.NORMAL),
                        Optional.of("cora"),
                        Optional.of("T-000042"),
                        10,
                        0);
        assertThat(changes().list(ofNormal)).extracting(Rfc::id).containsExactly(submitted);
        assertThat(changes().list(RfcFilter.of(Set.of(RfcState.DRAFT))))
                .extracting(Rfc::id)
                .containsExactly(drafted);
        assertThat(changes().count(RfcFilter.of(Set.of()))).isEqualTo(2);
        assertThat(
                        changes()
                                .list(
                                        new RfcFilter(
                                                Set.of(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                1,
                                                1)))
                .extracting(Rfc::id)
                .containsExactly(drafted);
    }

    @Test
    void theCriteriaAreLookedAtWithTheirEvidence() {
        String id = submitted(standard("K-000001"));
        List<Criterion.Checked> checked = changes().check(changes().find(id).orElseThrow(), NOW);
        assertThat(checked)
                .extracting(each -> each.criterion().code() + " " + each.result().words())
                .containsExactly(
                        "fields met",
                        "in_time met",
                        "justification to be judged",
                        "risk met",
                        "backout to be judged",
                        "testing to be judged",
                        "window met",
                        "blackout met",
                        "resources to be judged",
                        "communication met");
        assertThat(checked.get(9).evidence())
                .isEqualTo(
                        "given; those concerned can still be told 72 h before, by Thu 12 Feb 2026"
                                + " 00:00 +03:00");
        assertThat(
                        changes()
                                .check(
                                        changes().find(id).orElseThrow(),
                                        at("2026-02-12T00:00:01+03:00"))
                                .get(9)
                                .result())
                .isEqualTo(Criterion.Result.NOT_MET);
    }
}
