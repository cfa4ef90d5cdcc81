package millwright.collector.console;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarDesk;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.CalendarRefusedException;
import millwright.collector.calendar.EntryDraft;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;

/**
 * The forms of the calendar's pages: the field {@code act} says what is to be done. Leads back to
 * the page that the form was on.
 */
final class CalendarForms {
    static final String ENTRIES = "/calendar/entries";
    static final String IMPORT = "/calendar/entries/import";
    static final String FEASTS = "/calendar/feasts";
    static final String TASKS = "/calendar/tasks";

    private final CalendarParts calendar;
    private final Forms forms;

    CalendarForms(CalendarParts calendar, Forms forms) {
        this.calendar = calendar;
        this.forms = forms;
    }

    void act(Exchange exchange, SiteTime time) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String page = exchange.path();
        try {
            act(fields, person, time);
        } catch (CalendarRefusedException refused) {
            throw notDone(refused, page);
        }
        leadTo(page, exchange);
    }

    /** A file of another calendar: all of its events, or none. */
    void take(Exchange exchange) throws IOException {
        FormFields fields = forms.checkUpload(exchange);
        Person person = forms.signedIn(exchange);
        String file = fields.text("file");
        if (file.isEmpty()) {
            throw NoSuchPage.notDone(
                    422, "There is nothing in the file. Choose one.", ENTRIES, "Back");
        }
        try {
            int taken = calendar.desk().take(person, file).size();
            leadTo(ENTRIES + "?taken=" + taken, exchange);
        } catch (CalendarRefusedException refused) {
            throw notDone(refused, ENTRIES);
        }
    }

    private static void leadTo(String page, Exchange exchange) throws IOException {
        exchange.with("Location", page).with("Cache-Control", "no-store").empty(303);
    }

    private static NoSuchPage notDone(CalendarRefusedException refused, String page) {
        int status =
                switch (refused.why()) {
                    case NOT_ALLOWED -> 403;
                    case NO_SUCH -> 404;
                    case HAS_CHANGED -> 409;
                    case MAKES_NO_SENSE -> 422;
                };
        return NoSuchPage.notDone(status, refused.getMessage(), page, "Back");
    }

    private void act(FormFields fields, Person person, SiteTime time) {
        CalendarDesk desk = calendar.desk();
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        String reason = fields.text("reason");
        String key = fields.text("key");
        String act = fields.text("act");
        var unused =
                switch (act) {
                    case "enter" -> desk.enter(person, draft(fields, words));
                    case "change" ->
                            desk.change(
                                    person,
                                    key,
                                    unlessKept(key, draft(fields, words), fields, words),
                                    revision(fields).orElse(-1));
                    case "withdraw" -> desk.withdraw(person, key, reason, revision(fields));
                    case "confirm" ->
                            desk.confirm(
                                    person,
                                    fields.text("freeze"),
                                    day(fields),
                                    reason,
                                    revision(fields));
                    case "complete" ->
                            desk.complete(
                                    person,
                                    key,
                                    done(fields, words, time.now()),
                                    fields.text("evidence"),
                                    Optional.of(fields.text("link"))
                                            .filter(each -> !each.isEmpty()));
                    case "reopen" -> desk.reopen(person, key, reason);
                    case "move" -> desk.move(person, key, reason);
                    case "move-back" -> desk.moveBack(person, key, reason);
                    default ->
                            throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
                };
    }

    /** Fields have no seconds: a time that nobody has touched stays as it is. */
    private EntryDraft unlessKept(
            String key, EntryDraft draft, FormFields fields, CalendarWords words) {
        return calendar.book()
                .entry(key)
                .map(
                        known -> {
                            Instant from = known.what().start();
                            Instant to = known.what().end();
                            boolean sameFrom = words.field(from).equals(fields.text("from"));
                            boolean sameTo = words.field(to).equals(fields.text("to"));
                            return new EntryDraft(
                                    draft.kind(),
                                    draft.name(),
                                    new Span(
                                            sameFrom ? from : draft.span().start(),
                                            sameTo ? to : draft.span().end()),
                                    draft.scope(),
                                    draft.reason(),
                                    draft.ground());
                        })
                .orElse(draft);
    }

    /** The field has no seconds: the minute that is not over yet is now. */
    private static Instant done(FormFields fields, CalendarWords words, Instant now) {
        Instant given = words.parse(fields.text("done"), "done at");
        return given.isAfter(now) && given.isBefore(now.plusSeconds(60)) ? now : given;
    }

    private static Optional<Integer> revision(FormFields fields) {
        String revision = fields.text("revision");
        return revision.matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(revision))
                : Optional.empty();
    }

    private static LocalDate day(FormFields fields) {
        try {
            return LocalDate.parse(fields.text("day"));
        } catch (java.time.DateTimeException e) {
            throw NoSuchPage.badForm(400, "“%s” is no date.".formatted(fields.text("day")));
        }
    }

    private static EntryDraft draft(FormFields fields, CalendarWords words) {
        String word = fields.text("kind").toUpperCase(Locale.ROOT);
        OneOff.Kind kind =
                Arrays.stream(OneOff.Kind.values())
                        .filter(each -> each.name().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () -> NoSuchPage.badForm(400, "“%s” is no kind.".formatted(word)));
        Instant from = words.parse(fields.text("from"), "from");
        Instant to = words.parse(fields.text("to"), "to");
        if (!from.isBefore(to)) {
            throw NoSuchPage.badForm(400, "It ends before it begins.");
        }
        List<String> systems =
                Arrays.stream(fields.text("systems").split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        return new EntryDraft(
                kind,
                fields.text("name"),
                new Span(from, to),
                systems.isEmpty() ? List.of("*") : systems,
                fields.text("reason"),
                kind == OneOff.Kind.EXEMPTION
                        ? Optional.of(fields.text("ground")).filter(each -> !each.isEmpty())
                        : Optional.empty());
    }
}
