package millwright.collector.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.people.Person;
import millwright.rules.calendar.OneOff;

/**
 * What a file of a person's calendar would change here. An event is known again by its UID; a
 * higher SEQUENCE changes it, STATUS:CANCELLED withdraws it, and the same once more changes
 * nothing.
 */
final class CalendarImport {
    private final CalendarBook book;
    private final EntryRules rules;
    private final Person person;

    CalendarImport(CalendarBook book, EntryRules rules, Person person) {
        this.book = book;
        this.rules = rules;
        this.person = person;
    }

    /**
     * @throws CalendarRefusedException with every event that cannot be taken, by its line
     */
    List<CalendarAct> acts(String text) {
        List<CalendarAct> acts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        boolean allowed = true;
        for (ICalendars.Event event : events(text)) {
            try {
                act(event).ifPresent(acts::add);
            } catch (CalendarRefusedException refused) {
                allowed &= refused.why() != CalendarRefusedException.Why.NOT_ALLOWED;
                problems.add("%s: %s".formatted(event.where(), refused.getMessage()));
            } catch (IllegalArgumentException refused) {
                problems.add("%s: %s".formatted(event.where(), refused.getMessage()));
            }
        }
        try {
            ICalendars.refuse(problems);
        } catch (IllegalArgumentException refused) {
            throw new CalendarRefusedException(
                    allowed
                            ? CalendarRefusedException.Why.MAKES_NO_SENSE
                            : CalendarRefusedException.Why.NOT_ALLOWED,
                    refused.getMessage());
        }
        return acts;
    }

    private List<ICalendars.Event> events(String text) {
        try {
            return ICalendars.events(text, book.live().current().zone());
        } catch (IllegalArgumentException refused) {
            throw CalendarRefusedException.senseless(refused.getMessage());
        }
    }

    private Optional<CalendarAct> act(ICalendars.Event event) {
        Authority.role(person, Authority.of(event.kind()));
        if (ICalendars.isOurs(event.id()) || !event.id().contains("@")) {
            throw new IllegalArgumentException(
                    "its UID %s is no other calendar's: what this collector has itself is changed here, and an event of yours needs a UID such as 42@example.com."
                            .formatted(event.id()));
        }
        Optional<Kept<Entry>> known = book.entry(event.id());
        if (event.cancelled()) {
            return known.filter(Kept::counts)
                    .map(
                            each ->
                                    CalendarAct.withdraw(
                                            each.what(),
                                            each.revision(),
                                            "cancelled in the file that %s imported"
                                                    .formatted(person.name())));
        }
        Entry entry = entry(event);
        if (known.isEmpty() || !known.get().counts()) {
            rules.check(entry, false);
            return Optional.of(CalendarAct.enter(entry));
        }
        if (known.get().what().equals(entry)) {
            return Optional.empty();
        }
        if (event.sequence() <= known.get().revision()) {
            throw new IllegalArgumentException(
                    "it differs from what is here since %s (%s, revision %d), and its SEQUENCE %d is no newer. Raise it above %d if the file is right."
                            .formatted(
                                    known.get().at(),
                                    known.get().by(),
                                    known.get().revision(),
                                    event.sequence(),
                                    known.get().revision()));
        }
        rules.check(entry, known.get().what().start().isBefore(book.now()));
        return Optional.of(CalendarAct.change(entry, known.get().revision()));
    }

    private Entry entry(ICalendars.Event event) {
        return new Entry(
                event.id(),
                event.kind(),
                event.name(),
                event.span().start(),
                event.span().end(),
                event.systems(),
                event.reason(),
                ground(event));
    }

    /** The category that is a ground, such as {@code CATEGORIES:exemption,data-loss}. */
    private Optional<String> ground(ICalendars.Event event) {
        if (event.kind() != OneOff.Kind.EXEMPTION) {
            return Optional.empty();
        }
        Set<String> grounds = book.live().current().rules().exemptions().keySet();
        Optional<String> ground =
                event.categories().stream().filter(grounds::contains).sorted().findFirst();
        if (ground.isEmpty()) {
            throw new IllegalArgumentException(
                    "an exemption needs its ground. Write CATEGORIES:exemption, and one of %s."
                            .formatted(String.join(", ", grounds)));
        }
        return ground;
    }
}
