package millwright.collector.calendar;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.util.Objects.requireNonNull;
import static millwright.collector.calendar.CalendarRefusedException.noSuch;
import static millwright.collector.calendar.CalendarRefusedException.senseless;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.CalendarRecord.Family;
import millwright.collector.calendar.CalendarRecord.Feast;
import millwright.collector.calendar.CalendarRecord.Move;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.ChangeFreeze;
import millwright.rules.calendar.DateRange;
import millwright.rules.calendar.DateRule;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Proposal;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;

/**
 * What people do to the calendar. Each act checks the person's right, is recorded with the role by
 * which they may, and is in force on return. Whatever does not go throws {@link
 * CalendarRefusedException}, and nothing has happened. Thread-safe.
 */
public final class CalendarDesk {
    private final CalendarBook book;
    private final StandingWork standing;

    public CalendarDesk(CalendarBook book, StandingWork standing) {
        this.book = requireNonNull(book, "book");
        this.standing = requireNonNull(standing, "standing");
    }

    public Kept<Entry> enter(Person person, EntryDraft draft) {
        String role = Authority.role(person, Authority.of(draft.kind()));
        Entry entry = sound(() -> draft.as("CE-000000"));
        new EntryRules(calendar(), book.now()).check(entry, false);
        String id = "CE-%06d".formatted(book.store().nextNumber());
        return write(CalendarAct.enter(draft.as(id)), person, role).as(Entry.class);
    }

    /**
     * @param seen the revision that they have seen
     */
    public Kept<Entry> change(Person person, String id, EntryDraft draft, int seen) {
        Kept<Entry> known = entry(id);
        Authority.role(person, Authority.of(known.what().kind()));
        String role = Authority.role(person, Authority.of(draft.kind()));
        Entry next = sound(() -> draft.as(id));
        Instant now = book.now();
        checkNotOver(known, now);
        boolean begun = known.what().start().isBefore(now);
        if (begun && !next.start().equals(known.what().start())) {
            throw senseless("It has begun; only its end can still change.");
        }
        new EntryRules(calendar(), now).check(next, begun);
        return write(CalendarAct.change(next, seen), person, role).as(Entry.class);
    }

    /**
     * Before it begins, it is withdrawn; afterwards it ends now, because what it permitted or
     * forbade until now stays true.
     *
     * @param seen the revision that they have seen; empty for whatever is there
     */
    public Kept<Entry> withdraw(Person person, String id, String reason, Optional<Integer> seen) {
        Kept<Entry> known = entry(id);
        String role = Authority.role(person, Permission.KEEP_CALENDAR);
        Instant now = book.now();
        checkReason(reason);
        checkNotOver(known, now);
        int revision = seen.orElse(known.revision());
        CalendarAct act =
                known.what().start().isBefore(now)
                        ? CalendarAct.change(known.what().endingAt(now, reason.strip()), revision)
                        : CalendarAct.withdraw(known.what(), revision, reason.strip());
        return write(act, person, role).as(Entry.class);
    }

    private static void checkNotOver(Kept<Entry> known, Instant now) {
        Entry entry = known.what();
        if (!entry.end().isAfter(now)) {
            throw new CalendarRefusedException(
                    CalendarRefusedException.Why.HAS_CHANGED,
                    "%s is over since %s, as %s wrote at %s: it is history, and stays as it was."
                            .formatted(entry.name(), entry.end(), known.by(), known.at()));
        }
    }

    private Kept<Entry> entry(String id) {
        return book.entry(id)
                .orElseThrow(
                        () ->
                                noSuch(
                                        "There is no calendar entry %s. What the policy says is changed in the policy."
                                                .formatted(id)));
    }

    /**
     * Takes over all events of a file, or none.
     *
     * @return what is new or changed by it
     */
    public List<Kept<Entry>> take(Person person, String text) {
        Instant now = book.now();
        List<CalendarAct> acts =
                new CalendarImport(book, new EntryRules(calendar(), now), person).acts(text);
        if (acts.isEmpty()) {
            return List.of();
        }
        boolean exempts =
                acts.stream()
                        .map(act -> (Entry) act.what())
                        .anyMatch(each -> Authority.of(each.kind()) == Permission.GRANT_EXEMPTIONS);
        String role =
                Authority.role(
                        person, exempts ? Permission.GRANT_EXEMPTIONS : Permission.KEEP_CALENDAR);
        List<Kept<?>> written = book.store().write(acts, now, person.name(), role);
        book.look();
        return written.stream().<Kept<Entry>>map(each -> each.as(Entry.class)).toList();
    }

    /**
     * Says on which day a predicted feast begins. Work that is placed is asked again before this
     * returns.
     *
     * @param seen the revision of the last word about it that they have seen; empty if there was
     *     none
     */
    public Kept<Feast> confirm(
            Person person,
            String freeze,
            LocalDate firstDay,
            String reason,
            Optional<Integer> seen) {
        String role = Authority.role(person, Permission.CONFIRM_FEASTS);
        LocalDate today = LocalDate.ofInstant(book.now(), calendar().zone());
        if (firstDay.isBefore(today.minusDays(30)) || firstDay.isAfter(today.plusYears(3))) {
            throw senseless(
                    "%s is over, or more than three years ahead. Check its year."
                            .formatted(firstDay));
        }
        checkReason(reason);
        Feast feast = new Feast(feastId(freeze, firstDay), freeze, firstDay, reason.strip());
        return write(new CalendarAct(feast, seen, Optional.empty()), person, role).as(Feast.class);
    }

    /** The freeze's name and the predicted occasion that the day is about. */
    private String feastId(String freeze, LocalDate day) {
        try {
            var unused =
                    calendar().withConfirmations(List.of(new HolidayConfirmation(freeze, day, 1)));
        } catch (IllegalArgumentException unknown) {
            throw senseless("No confirmation: " + unknown.getMessage());
        }
        DateRule dates =
                calendar().rules().freezes().stream()
                        .filter(each -> each.name().equals(freeze))
                        .map(ChangeFreeze::dates)
                        .findFirst()
                        .orElseThrow();
        return dates.occasions(new DateRange(day.minusDays(20), day.plusDays(20))).stream()
                .min(
                        java.util.Comparator.comparingLong(
                                each -> Math.abs(DAYS.between(each.days().start(), day))))
                .map(each -> freeze + "-" + each.key())
                .orElseThrow();
    }

    /**
     * @param key of the occurrence
     * @param doneAt not in the future
     */
    public Kept<Completion> complete(
            Person person, String key, Instant doneAt, String evidence, Optional<String> link) {
        String role = Authority.role(person, Permission.COMPLETE_TASKS);
        StandingItem item = item(key);
        Instant now = book.now();
        if (doneAt.isAfter(now)) {
            throw senseless(
                    "It cannot have been done at %s, which is yet to come.".formatted(doneAt));
        }
        if (item.opensAt().isAfter(doneAt)) {
            throw senseless(
                    "%s is planned for %s; what was done at %s was another one."
                            .formatted(key, item.span().start(), doneAt));
        }
        Completion done =
                sound(
                        () ->
                                new Completion(
                                        key,
                                        item.occurrence().task().name(),
                                        item.overdueAt(),
                                        doneAt,
                                        evidence.strip(),
                                        link.map(String::strip).filter(each -> !each.isEmpty())));
        return write(CalendarAct.enter(done), person, role).as(Completion.class);
    }

    /** Takes back that it was done; it may be done again. */
    public Kept<Completion> reopen(Person person, String key, String reason) {
        String role = Authority.role(person, Permission.COMPLETE_TASKS);
        checkReason(reason);
        Kept<Completion> known =
                book.find(Family.COMPLETION, key, Completion.class)
                        .orElseThrow(() -> noSuch("%s is not done.".formatted(key)));
        return write(
                        CalendarAct.withdraw(known.what(), known.revision(), reason.strip()),
                        person,
                        role)
                .as(Completion.class);
    }

    /** Approves that a hindered task goes to the nearest permitted hours. */
    public Kept<Move> move(Person person, String key, String reason) {
        StandingItem item = item(key);
        Proposal proposal =
                new StandingSchedule(calendar())
                        .nearest(item.occurrence())
                        .filter(each -> !item.occurrence().conflicts().isEmpty())
                        .orElseThrow(
                                () ->
                                        senseless(
                                                "Nothing hinders %s where it is, or nothing near is permitted."
                                                        .formatted(key)));
        String role = Authority.role(person, proposal);
        checkReason(reason);
        if (!proposal.span().end().isAfter(book.now())) {
            throw senseless("The nearest permitted hours of %s are over.".formatted(key));
        }
        Span to = proposal.span();
        Move move =
                new Move(
                        key,
                        item.occurrence().task().name(),
                        item.occurrence().span().start(),
                        to.start(),
                        to.end(),
                        proposal.window(),
                        proposal.approval(),
                        reason.strip());
        return write(CalendarAct.enter(move), person, role).as(Move.class);
    }

    /** It stays where the plan has it, after all. */
    public Kept<Move> moveBack(Person person, String key, String reason) {
        String role = Authority.role(person, Permission.KEEP_CALENDAR);
        checkReason(reason);
        Kept<Move> known =
                book.find(Family.MOVE, key, Move.class)
                        .orElseThrow(() -> noSuch("%s has not moved.".formatted(key)));
        return write(
                        CalendarAct.withdraw(known.what(), known.revision(), reason.strip()),
                        person,
                        role)
                .as(Move.class);
    }

    private StandingItem item(String key) {
        return standing.find(key, book.now())
                .orElseThrow(
                        () ->
                                noSuch(
                                        "There is no time \"%s\" of a standing task. A key is the task's name and its start, such as security-patching-20260322T0000."
                                                .formatted(key)));
    }

    private Kept<?> write(CalendarAct act, Person person, String role) {
        Kept<?> kept = book.store().write(List.of(act), book.now(), person.name(), role).get(0);
        book.look();
        return kept;
    }

    private static void checkReason(String reason) {
        if (reason.isBlank() || reason.strip().length() > CalendarRecord.TEXT_LENGTH_MAX) {
            throw senseless(
                    "It needs a reason of 1 to %d characters."
                            .formatted(CalendarRecord.TEXT_LENGTH_MAX));
        }
    }

    private static <T> T sound(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw senseless(e.getMessage());
        }
    }

    private MaintenanceCalendar calendar() {
        return book.live().current();
    }
}
