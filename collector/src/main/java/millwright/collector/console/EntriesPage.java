package millwright.collector.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.Kept;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.Span;

/** What people have put into the calendar once, and the form for more of it. */
final class EntriesPage {
    private final CalendarParts calendar;
    private final Forms forms;

    EntriesPage(CalendarParts calendar, Forms forms) {
        this.calendar = calendar;
        this.forms = forms;
    }

    /**
     * @param from what the form proposes
     * @param may whether the visitor may put in windows, blackouts and freezes
     * @param mayExempt whether they may grant exemptions
     * @param grounds of exemptions
     * @param exemptions how many were granted that the collector still knows
     * @param taken what became of a file that was just sent; empty where there was none
     */
    record Model(
            String tab,
            String zone,
            String from,
            String to,
            boolean may,
            boolean mayExempt,
            List<Ground> grounds,
            List<Row> rows,
            long exemptions,
            String taken) {}

    record Ground(String name, String words) {}

    /**
     * An entry.
     *
     * @param from where it begins, for the form; so {@code to}, {@code scope}, {@code why} and
     *     {@code ground}
     * @param end {@code withdraw} before it begins, {@code end now} while it runs, empty afterwards
     */
    record Row(
            String id,
            String kind,
            String style,
            String name,
            String when,
            String systems,
            String reason,
            String by,
            String state,
            String from,
            String to,
            String scope,
            String why,
            String ground,
            String end,
            int revision) {}

    Page show(Exchange exchange, SiteTime time) {
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        Optional<Person> person = forms.person(exchange);
        Instant hour = time.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        List<Kept<Entry>> entries = calendar.book().said().entries();
        Model model =
                new Model(
                        "entries",
                        words.zone().getId(),
                        words.field(hour),
                        words.field(hour.plus(2, ChronoUnit.HOURS)),
                        person.filter(each -> each.may(Permission.KEEP_CALENDAR)).isPresent(),
                        person.filter(each -> each.may(Permission.GRANT_EXEMPTIONS)).isPresent(),
                        calendar.book().live().current().rules().exemptions().entrySet().stream()
                                .map(each -> new Ground(each.getKey(), each.getValue()))
                                .toList(),
                        entries.stream()
                                .sorted(
                                        Comparator.comparing(
                                                        (Kept<Entry> each) -> each.what().start())
                                                .reversed())
                                .map(each -> row(each, words, time.now()))
                                .toList(),
                        entries.stream()
                                .filter(Kept::counts)
                                .filter(each -> each.what().ground().isPresent())
                                .count(),
                        taken(exchange));
        return new Page("entries", "Entries of people", "calendar", model);
    }

    private static String taken(Exchange exchange) {
        String number = exchange.query("taken").orElse("");
        if (!number.matches("\\d{1,4}")) {
            return "";
        }
        int changed = Integer.parseInt(number);
        return switch (changed) {
            case 0 -> "The file had nothing new: everything in it was here already.";
            case 1 -> "The file was taken over: one entry is new or changed.";
            default -> "The file was taken over: %d entries are new or changed.".formatted(changed);
        };
    }

    private static Row row(Kept<Entry> kept, CalendarWords words, Instant now) {
        Entry entry = kept.what();
        boolean over = !entry.end().isAfter(now) || !kept.counts();
        boolean runs = !over && entry.start().isBefore(now);
        String kind = entry.kind().name().toLowerCase(Locale.ROOT);
        return new Row(
                entry.id(),
                kind,
                kind.equals("exemption") ? "window" : kind,
                entry.name(),
                words.span(new Span(entry.start(), entry.end())),
                entry.scope().equals(List.of("*")) ? "all" : String.join(", ", entry.scope()),
                entry.ground().map(each -> each + ": ").orElse("") + entry.reason(),
                "%s (%s), %s"
                        .formatted(
                                kept.by(), kept.role().replace('_', ' '), words.moment(kept.at())),
                kept.withdrawn()
                        .map(each -> "withdrawn: " + each)
                        .orElse(over ? "over" : runs ? "runs" : "to come"),
                words.field(entry.start()),
                words.field(entry.end()),
                entry.scope().equals(List.of("*")) ? "" : String.join(", ", entry.scope()),
                entry.reason(),
                entry.ground().orElse(""),
                over ? "" : runs ? "End it now" : "Withdraw it",
                kept.revision());
    }
}
