package millwright.collector.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarFeed.Tasks;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.CalendarRecord;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.EntryDraft;
import millwright.collector.calendar.Kept;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarLint;
import millwright.rules.calendar.Finding;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;

/** {@code /api/v1/calendar}: the calendar in force, and what people put into it. */
final class Calendars {
    private static final String CALENDAR = "text/calendar";

    /** A feed shows what was and what comes, so far that subscribers plan with it. */
    private static final Duration FEED_BEFORE = Duration.ofDays(31);

    private static final Duration FEED_AFTER = Duration.ofDays(400);

    private final CalendarParts calendar;
    private final Acting acting;
    private final InstantSource clock;

    Calendars(CalendarParts calendar, Acting acting, InstantSource clock) {
        this.calendar = calendar;
        this.acting = acting;
        this.clock = clock;
    }

    private ZoneId zone() {
        return calendar.book().live().current().zone();
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(exchange, "from", "to", "system", "kind", "tasks", "limit", "offset");
        Span asked = new CalendarTimes(zone()).asked(parameters, clock.instant());
        Optional<CalendarEntry.Kind> kind = parameters.oneOf("kind", CalendarEntry.Kind.class);
        boolean tasks =
                kind.equals(Optional.of(CalendarEntry.Kind.TASK))
                        || parameters.oneOf("tasks", YesNo.class).equals(Optional.of(YesNo.YES));
        List<CalendarEntry> entries =
                calendar
                        .feed()
                        .entries(asked, parameters.text("system"), tasks ? Tasks.ALL : Tasks.NONE)
                        .stream()
                        .filter(each -> kind.isEmpty() || each.kind() == kind.get())
                        .toList();
        exchange.json(
                200, parameters.page(entries).map(each -> CalendarEntryAnswer.of(each, zone())));
    }

    /** A parameter that is either. */
    private enum YesNo {
        YES,
        NO
    }

    void feed(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "system", "tasks");
        feed(exchange, parameters.text("system"), parameters);
    }

    /** {@code /calendar/{system}.ics}. */
    void systemFeed(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "tasks");
        String file = exchange.path("file");
        if (!file.endsWith(".ics")) {
            throw Refusal.notFound(
                    "Page",
                    file,
                    "There is nothing here. A system's feed ends in .ics, such as"
                            + " /calendar/Database%20Server.ics.");
        }
        feed(exchange, Optional.of(file.substring(0, file.length() - 4)), parameters);
    }

    private void feed(Exchange exchange, Optional<String> system, Parameters parameters)
            throws IOException {
        Instant now = clock.instant();
        boolean without = parameters.oneOf("tasks", YesNo.class).equals(Optional.of(YesNo.NO));
        String text =
                calendar.feed()
                        .iCalendar(
                                new Span(now.minus(FEED_BEFORE), now.plus(FEED_AFTER)),
                                system,
                                without ? Tasks.NONE : Tasks.OF_PEOPLE,
                                now);
        exchange.with("Cache-Control", "no-cache")
                .with("Content-Disposition", "inline; filename=\"maintenance.ics\"")
                .bytes(200, CALENDAR + "; charset=utf-8", text.getBytes(UTF_8));
    }

    void entries(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "kind", "limit", "offset");
        Optional<OneOff.Kind> kind = parameters.oneOf("kind", OneOff.Kind.class);
        exchange.json(
                200,
                parameters
                        .page(
                                calendar.book().said().entries().stream()
                                        .filter(
                                                each ->
                                                        kind.isEmpty()
                                                                || each.what().kind() == kind.get())
                                        .toList())
                        .map(each -> PersonsEntryAnswer.of(each, zone())));
    }

    /** JSON for one entry, or {@code text/calendar} for all events of a file. */
    void enter(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        String type =
                exchange.header("Content-Type")
                        .orElse("")
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT);
        if (type.equals(CALENDAR)) {
            List<Kept<Entry>> taken = calendar.desk().take(person, text(exchange));
            exchange.json(
                    200,
                    new Taken(
                            taken.stream()
                                    .map(each -> PersonsEntryAnswer.of(each, zone()))
                                    .toList()));
            return;
        }
        Kept<Entry> kept = calendar.desk().enter(person, draft(members(exchange)));
        exchange.with("Location", "/api/v1/calendar/entries/" + kept.what().id())
                .json(201, PersonsEntryAnswer.of(kept, zone()));
    }

    /** What a file has changed here. */
    record Taken(List<PersonsEntryAnswer> changed) {}

    private static String text(Exchange exchange) throws IOException {
        byte[] body = exchange.bodyBytes();
        if (body.length > 2 << 20) {
            throw Refusal.of(413, "Too large", "The file is larger than 2 MiB. Split it.");
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(
                    422, "Makes no sense", "The file is not encoded as UTF-8. Export it anew.");
        }
    }

    private Members members(Exchange exchange) throws IOException {
        return Members.of(
                exchange,
                "kind",
                "name",
                "start",
                "end",
                "systems",
                "reason",
                "ground",
                "ifRevision");
    }

    private EntryDraft draft(Members members) {
        CalendarTimes times = new CalendarTimes(zone());
        Instant start = times.member(members, "start");
        Instant end = times.member(members, "end");
        if (!start.isBefore(end)) {
            throw Refusal.badMember("end", "'end' %s is not after 'start'.".formatted(end));
        }
        return new EntryDraft(
                members.oneOf("kind", OneOff.Kind.class),
                members.text("name", CalendarRecord.NAME_LENGTH_MAX, "its name"),
                new Span(start, end),
                members.has("systems")
                        ? members.texts("systems", 20, "patterns of systems")
                        : List.of("*"),
                reason(members),
                members.has("ground")
                        ? Optional.of(members.text("ground", 100, "the ground of an exemption"))
                        : Optional.empty());
    }

    void change(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = members(exchange);
        Kept<Entry> kept =
                calendar.desk()
                        .change(
                                person,
                                exchange.path("id"),
                                draft(members),
                                members.integer("ifRevision", 0, Integer.MAX_VALUE));
        exchange.json(200, PersonsEntryAnswer.of(kept, zone()));
    }

    void withdraw(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters parameters = Parameters.of(exchange, "reason", "ifRevision");
        Kept<Entry> kept =
                calendar.desk()
                        .withdraw(
                                person,
                                exchange.path("id"),
                                parameters.requiredText("reason", "why it goes"),
                                parameters.number("ifRevision"));
        exchange.json(200, PersonsEntryAnswer.of(kept, zone()));
    }

    void feasts(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(
                200,
                parameters
                        .page(calendar.feasts().ahead(clock.instant()))
                        .map(each -> FeastAnswer.of(each, zone())));
    }

    void confirm(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "freeze", "firstDay", "reason", "ifRevision");
        Kept<CalendarRecord.Feast> kept =
                calendar.desk()
                        .confirm(
                                person,
                                members.text("freeze", 100, "the freeze's name"),
                                day(members),
                                reason(members),
                                members.has("ifRevision")
                                        ? Optional.of(
                                                members.integer("ifRevision", 0, Integer.MAX_VALUE))
                                        : Optional.empty());
        FeastAnswer answer =
                calendar.feasts().ahead(clock.instant()).stream()
                        .filter(each -> each.id().equals(kept.what().id()))
                        .map(
                                each ->
                                        FeastAnswer.of(
                                                each,
                                                zone(),
                                                Optional.of(calendar.recheck().last())))
                        .findFirst()
                        .orElseThrow();
        exchange.json(200, answer);
    }

    private static LocalDate day(Members members) {
        String text = members.text("firstDay", 20, "a date such as 2026-03-20");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badMember(
                    "firstDay", "'%s' is no date such as 2026-03-20.".formatted(text));
        }
    }

    private static String reason(Members members) {
        return members.prose("reason", CalendarRecord.TEXT_LENGTH_MAX, "why");
    }

    void lint(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(exchange, "from", "to", "severity", "limit", "offset");
        Instant now = clock.instant();
        Span asked =
                parameters.text("from").isPresent() || parameters.text("to").isPresent()
                        ? new CalendarTimes(zone()).asked(parameters, now)
                        : year(now);
        Optional<Finding.Severity> severity = parameters.oneOf("severity", Finding.Severity.class);
        List<Finding> findings =
                CalendarLint.check(calendar.book().live().current(), asked, now).stream()
                        .filter(each -> severity.isEmpty() || each.severity() == severity.get())
                        .toList();
        exchange.json(200, parameters.page(findings).map(FindingAnswer::of));
    }

    private Span year(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone());
        return new Span(
                today.atStartOfDay(zone()).toInstant(),
                today.plusYears(1).atStartOfDay(zone()).toInstant());
    }

    void outlook(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(
                200,
                parameters
                        .page(calendar.outlooks().ahead(clock.instant()))
                        .map(each -> OutlookAnswer.of(each, zone())));
    }
}
