package millwright.collector.change;

import static java.util.Objects.requireNonNull;
import static millwright.collector.change.ChangeRefusedException.Why.MAKES_NO_SENSE;
import static millwright.collector.change.ChangeRefusedException.Why.NOT_ALLOWED;
import static millwright.collector.change.ChangeRefusedException.Why.NOT_NOW;
import static millwright.collector.change.ChangeRefusedException.Why.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.BoardMeetings;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.change.Criteria;
import millwright.rules.change.Criterion;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Requests for change, the board that decides on them, and who decides in whose place (L-013 §6).
 * Each act is one transaction with its audit entry; of two people at once one wins, and the other
 * is told who it was and when. Thread-safe.
 */
public final class Changes implements ChangeDrafts {
    private final ChangeStore store;
    private final Supplier<MaintenancePolicy> policy;
    private final Supplier<MaintenanceCalendar> calendar;
    private final Function<String, Optional<Person>> people;
    private final Consumer<ChangeEvent> listener;

    /**
     * @param policy in force at the time of the call
     * @param calendar with what people have put into it, at the time of the call
     * @param people those who may act, by name
     * @param listener hears what happened, after it is durable
     */
    public Changes(
            ChangeStore store,
            Supplier<MaintenancePolicy> policy,
            Supplier<MaintenanceCalendar> calendar,
            Function<String, Optional<Person>> people,
            Consumer<ChangeEvent> listener) {
        this.store = requireNonNull(store, "store");
        this.policy = requireNonNull(policy, "policy");
        this.calendar = requireNonNull(calendar, "calendar");
        this.people = requireNonNull(people, "people");
        this.listener = requireNonNull(listener, "listener");
    }

    /** What was done, and what is told of it. */
    private record Done<T>(T result, List<ChangeEvent> events) {}

    private <T> T told(Function<ChangeRecords, Done<T>> work) {
        Done<T> done = store.write(work);
        done.events().forEach(listener);
        return done.result();
    }

    private RfcBook book(ChangeRecords records, Instant at) {
        return new RfcBook(records, policy.get(), calendar.get(), authority(records, at));
    }

    private Authority authority(ChangeRecords records, Instant at) {
        return new Authority(people, records.delegations(at), at, policy.get().zone());
    }

    @Override
    public String draft(RfcDraft draft, Instant at) {
        return told(
                records -> {
                    RfcBook book = book(records, at);
                    String id = book.draft(draft);
                    return new Done<>(id, book.events());
                });
    }

    @Override
    public void withdraw(String rfc, String reason, Instant at) {
        String unused =
                told(
                        records -> {
                            RfcBook book = book(records, at);
                            book.withdraw(rfc, reason);
                            return new Done<>(rfc, book.events());
                        });
    }

    /**
     * Drafts what a person asks for by hand; its fields may be written later.
     *
     * @throws ChangeRefusedException if they may not, or its time has passed
     */
    public Rfc request(Person person, RfcRequest request, Instant at) {
        refuseWithout(person, Permission.MANAGE_CHANGES);
        return told(
                records -> {
                    RfcBook book = book(records, at);
                    Rfc rfc = book.request(request, person);
                    return new Done<>(rfc, book.events());
                });
    }

    /**
     * What a person does with some work, for its request for change: within the transaction of
     * whoever keeps the work, so that both happen or neither does. Who may is for the caller to
     * have checked.
     *
     * @param work its id, for the history of the request
     * @return what happened, for {@link #tell} once that transaction is durable
     * @throws ChangeRefusedException if the work may not begin by its request
     */
    public List<ChangeEvent> follow(
            ChangeRecords within,
            String rfc,
            String work,
            WorkNews news,
            Person person,
            Instant at) {
        RfcBook book = book(within, at);
        new RfcOfWork(book).follow(rfc, work, news, person);
        return List.copyOf(book.events());
    }

    /**
     * What {@link #follow(ChangeRecords, String, String, WindowNews, Person, Instant)} would do, or
     * why it would do nothing, in words; empty where no such request is kept.
     */
    public String foretell(ChangeRecords within, String rfc, WindowNews news, Instant at) {
        return within.find(rfc).isEmpty()
                ? ""
                : new RfcOfWindow(book(within, at)).foretell(rfc, news);
    }

    /**
     * What a person does in an emergency window, for the window's request for change, where both
     * authorities have approved it; the window never waits for it. Else as for other work.
     *
     * @param window its id, for the history of the request
     */
    public List<ChangeEvent> follow(
            ChangeRecords within,
            String rfc,
            String window,
            WindowNews news,
            Person person,
            Instant at) {
        if (within.find(rfc).isEmpty()) {
            return List.of();
        }
        RfcBook book = book(within, at);
        new RfcOfWindow(book).follow(rfc, window, news, person);
        return List.copyOf(book.events());
    }

    /** Tells who listens of what was done in another's transaction. */
    public void tell(List<ChangeEvent> events) {
        events.forEach(listener);
    }

    /**
     * What somebody needs beside what the request itself asks for; empty where only that decides.
     */
    public static Optional<Permission> permission(RfcAct act) {
        if (act instanceof RfcAct.Approve || act instanceof RfcAct.Reject) {
            return Optional.empty();
        }
        if (act instanceof RfcAct.Start || act instanceof RfcAct.Verify) {
            return Optional.of(Permission.WORK_ON_TICKETS);
        }
        return Optional.of(
                act instanceof RfcAct.RollBack
                        ? Permission.INITIATE_ROLLBACK
                        : Permission.MANAGE_CHANGES);
    }

    /**
     * Does what a person wants done, as {@link #permission} lets them.
     *
     * @param version of the request when the person saw it; it is refused if somebody else has
     *     changed it since. Empty: whatever has happened since
     * @throws ChangeRefusedException if it cannot be; nothing has happened then
     */
    public Rfc act(Person person, String rfc, RfcAct act, Instant at, Optional<Integer> version) {
        permission(act).ifPresent(permission -> refuseWithout(person, permission));
        return told(
                records -> {
                    RfcBook book = book(records, at);
                    Rfc changed = book.act(rfc, act, person, version);
                    return new Done<>(changed, book.events());
                });
    }

    private static void refuseWithout(Person person, Permission permission) {
        if (!person.may(permission)) {
            throw new ChangeRefusedException(
                    NOT_ALLOWED,
                    "%s may not do this: it takes the role %s."
                            .formatted(
                                    person.displayName(),
                                    permission.roles().stream()
                                            .map(Role::title)
                                            .reduce((a, b) -> a + " or " + b)
                                            .orElseThrow()));
        }
    }

    public Optional<Rfc> find(String id) {
        return store.read(records -> records.find(id));
    }

    public List<Rfc> list(RfcFilter filter) {
        return store.read(records -> records.list(filter));
    }

    public long count(RfcFilter filter) {
        return store.read(records -> records.count(filter));
    }

    /** The oldest first. */
    public List<ChangeEvent> history(String rfc) {
        return store.read(records -> records.history(rfc));
    }

    /** Each once, with how it stands with its work since the last that was said of that. */
    public List<EndedChange> endedSince(Instant from) {
        return store.read(
                records -> {
                    Map<String, EndedChange> ended = new LinkedHashMap<>();
                    for (ChangeEvent event : records.reached(EndedChange.OUTCOMES, from)) {
                        String id = event.rfc().orElseThrow();
                        RfcState outcome = event.state().orElseThrow();
                        records.find(id)
                                .map(rfc -> new EndedChange(id, rfc.type(), outcome))
                                .ifPresent(change -> ended.put(id, change));
                    }
                    return List.copyOf(ended.values());
                });
    }

    /** The criteria of L-013 §6.2 as far as a machine can look at them. */
    public List<Criterion.Checked> check(Rfc rfc, Instant now) {
        List<Rfc> placed =
                list(
                        RfcFilter.of(
                                EnumSet.of(
                                        RfcState.APPROVED,
                                        RfcState.SCHEDULED,
                                        RfcState.IN_PROGRESS)));
        return Criteria.check(calendar.get(), rfc, placed, now);
    }

    /**
     * Why somebody cannot decide on a request by its route; empty where they can.
     *
     * @param approving whether it is about a yes
     */
    public Optional<String> refusal(Person person, Rfc rfc, boolean approving, Instant at) {
        Authority authority = store.read(records -> authority(records, at));
        try {
            Authority.Seat unused =
                    approving ? authority.toApprove(rfc, person) : authority.toReject(rfc, person);
            return Optional.empty();
        } catch (ChangeRefusedException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** Those that have texts of their own in the policy, and the general ones; in their order. */
    public List<String> kindsOfWork() {
        return policy.get().rfcTemplates().byWork().keySet().stream().sorted().toList();
    }

    /** The board's next meeting. */
    public Optional<Instant> nextMeeting(Instant now) {
        return new BoardMeetings(policy.get().calendar()).after(now);
    }

    public boolean isMeeting(Instant at) {
        return new BoardMeetings(policy.get().calendar()).isOne(at);
    }

    public Agenda agenda(Instant meeting, Instant now) {
        return store.read(records -> new Board(records, policy.get(), now).agenda(meeting));
    }

    /** The newest first. */
    public List<Minutes> minutes(int limit) {
        return store.read(records -> records.minutes(limit));
    }

    public Optional<Minutes> findMinutes(Instant meeting) {
        return store.read(records -> records.findMinutes(meeting));
    }

    /** Opens the minutes of a meeting, and puts its agenda before it. */
    public Minutes convene(Person person, Instant meeting, Instant at) {
        refuseWithout(person, Permission.MANAGE_CHANGES);
        return board(at, board -> board.convene(meeting, person));
    }

    /**
     * @param version as {@link #act}
     */
    public Minutes keep(
            Person person,
            Instant meeting,
            List<String> present,
            String notes,
            Instant at,
            Optional<Integer> version) {
        refuseWithout(person, Permission.MANAGE_CHANGES);
        return board(at, board -> board.keep(meeting, present, notes, version, person));
    }

    /** How people voted on one request, and what was said. */
    public Minutes keepItem(
            Person person,
            Instant meeting,
            String rfc,
            List<Minutes.Voice> votes,
            String notes,
            Instant at,
            Optional<Integer> version) {
        refuseWithout(person, Permission.MANAGE_CHANGES);
        return board(at, board -> board.keepItem(meeting, rfc, votes, notes, version, person));
    }

    /** Ends a meeting: its minutes do not change any more, and what is open comes to the next. */
    public Minutes sign(Person person, Instant meeting, Instant at, Optional<Integer> version) {
        refuseWithout(person, Permission.APPROVE_NORMAL_CHANGES);
        return board(at, board -> board.sign(meeting, version, person));
    }

    private Minutes board(Instant at, Function<Board, Minutes> work) {
        return told(
                records -> {
                    Board board = new Board(records, policy.get(), at);
                    Minutes minutes = work.apply(board);
                    return new Done<>(minutes, board.events());
                });
    }

    /** Those that have not ended. */
    public List<Delegation> delegations(Instant now) {
        return store.read(records -> records.delegations(now));
    }

    /**
     * Names a deputy for a role of one's own.
     *
     * @throws ChangeRefusedException if it is not, or there is no such deputy
     */
    public Delegation delegate(
            Person person, Role role, String deputy, Span time, String reason, Instant at) {
        if (!person.roles().contains(role)) {
            throw new ChangeRefusedException(
                    NOT_ALLOWED,
                    "%s is not %s, and can delegate only what is their own."
                            .formatted(person.name(), role.title()));
        }
        if (people.apply(deputy).isEmpty()) {
            throw new ChangeRefusedException(
                    MAKES_NO_SENSE,
                    "There is nobody called '%s'. An administrator adds people: millwright-collector user add %s …"
                            .formatted(deputy, deputy));
        }
        if (!time.end().isAfter(at)) {
            throw new ChangeRefusedException(
                    MAKES_NO_SENSE, "That time is over already. Give one that ends later.");
        }
        return told(
                records -> {
                    Delegation given =
                            new Delegation(
                                    "D-%06d".formatted(records.nextDelegation()),
                                    role.title(),
                                    person.name(),
                                    deputy,
                                    time,
                                    reason,
                                    at,
                                    Optional.empty(),
                                    Optional.empty());
                    records.put(given);
                    ChangeEvent event =
                            ChangeEvent.by(
                                    person,
                                    at,
                                    "role-delegated",
                                    "%s: %s for %s, %s to %s: %s"
                                            .formatted(
                                                    given.id(),
                                                    deputy,
                                                    role.title(),
                                                    words(time.start()),
                                                    words(time.end()),
                                                    reason));
                    records.record(event);
                    return new Done<>(given, List.of(event));
                });
    }

    /** Takes a delegation back before its end; whoever gave it can, and whoever administers. */
    public Delegation revoke(Person person, String id, Instant at) {
        return told(
                records -> {
                    Delegation known =
                            records.findDelegation(id)
                                    .orElseThrow(
                                            () ->
                                                    new ChangeRefusedException(
                                                            UNKNOWN,
                                                            "There is no delegation '%s'."
                                                                    .formatted(id)));
                    if (!known.from().equals(person.name()) && !person.may(Permission.ADMINISTER)) {
                        throw new ChangeRefusedException(
                                NOT_ALLOWED,
                                "%s was given by %s, who can take it back."
                                        .formatted(id, known.from()));
                    }
                    if (known.revokedAt().isPresent() || !known.time().end().isAfter(at)) {
                        throw new ChangeRefusedException(
                                NOT_NOW, "%s %s.".formatted(id, howItEnded(known)));
                    }
                    Delegation revoked = known.revoked(at, person.name());
                    records.put(revoked);
                    ChangeEvent event =
                            ChangeEvent.by(
                                    person, at, "delegation-revoked", id + " of " + known.to());
                    records.record(event);
                    return new Done<>(revoked, List.of(event));
                });
    }

    private String howItEnded(Delegation over) {
        return over.revokedAt()
                .map(
                        when ->
                                "was taken back%s on %s"
                                        .formatted(
                                                over.revokedBy().map(" by "::concat).orElse(""),
                                                words(when)))
                .orElseGet(() -> "has ended on " + words(over.time().end()));
    }

    private String words(Instant at) {
        return Criteria.words(at, policy.get().zone());
    }

    /** How long the emergency CAB may take. */
    public Duration emergencyCabWithin() {
        return policy.get().calendar().planning().emergencyCabWithin();
    }
}
