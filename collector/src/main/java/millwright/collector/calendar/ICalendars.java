package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.Status;
import biweekly.property.TextProperty;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Scope;
import millwright.rules.calendar.Span;

/**
 * iCalendar (RFC 5545) out and in.
 *
 * <p>Out: an event for each entry, in UTC, so that a reader needs no zone of ours. The UID is the
 * entry's key and stays when its days move; the SEQUENCE then counts up. A feast that is only
 * predicted is TENTATIVE. In: events that come once, as entries of people.
 */
public final class ICalendars {
    private static final String DOMAIN = "@millwright";
    private static final int EVENTS_MAX = 1000;
    private static final int PROBLEMS_MAX = 50;

    private ICalendars() {}

    /**
     * @param stamp when these entries were worked out; the same stamp gives the same bytes
     */
    public static String write(List<CalendarEntry> entries, Instant stamp) {
        return write(entries, List.of(), stamp);
    }

    /**
     * @param withdrawn so that whoever has read them takes them out again
     */
    static String write(
            List<CalendarEntry> entries,
            List<Kept<CalendarRecord.Entry>> withdrawn,
            Instant stamp) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Millwright//maintenance calendar//EN");
        entries.forEach(each -> calendar.addEvent(event(each, stamp)));
        withdrawn.forEach(each -> calendar.addEvent(cancelled(each)));
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    private static VEvent event(CalendarEntry entry, Instant stamp) {
        VEvent event = new VEvent();
        event.setUid(uid(entry.key()));
        event.setDateTimeStamp(Date.from(stamp));
        event.setSequence(entry.revision());
        event.setSummary(entry.name());
        event.setDateStart(Date.from(entry.span().start()));
        event.setDateEnd(Date.from(entry.span().end()));
        event.addCategories(entry.kind().word());
        event.setStatus(entry.provisional() ? Status.tentative() : Status.confirmed());
        // A window takes nobody's time; what forbids does, and so does work.
        event.setTransparency(entry.kind() == CalendarEntry.Kind.WINDOW);
        event.setDescription(description(entry));
        return event;
    }

    private static VEvent cancelled(Kept<CalendarRecord.Entry> kept) {
        VEvent event = new VEvent();
        event.setUid(uid(kept.what().id()));
        event.setDateTimeStamp(Date.from(kept.at()));
        event.setSequence(kept.revision());
        event.setSummary(kept.what().name());
        event.setDateStart(Date.from(kept.what().start()));
        event.setDateEnd(Date.from(kept.what().end()));
        event.setStatus(Status.cancelled());
        event.setDescription("Withdrawn: " + kept.withdrawn().orElse(""));
        return event;
    }

    /** What came from another calendar keeps the name that it has there. */
    private static String uid(String key) {
        return key.contains("@") ? key : key + DOMAIN;
    }

    /** Whether a UID is one that we gave. */
    static boolean isOurs(String uid) {
        return uid.endsWith(DOMAIN);
    }

    private static String description(CalendarEntry entry) {
        StringBuilder text = new StringBuilder();
        if (!entry.reason().isEmpty()) {
            text.append(entry.reason()).append(". ");
        }
        text.append("Permitted: ").append(entry.permitted().word()).append('.');
        if (!entry.conflicts().isEmpty()) {
            text.append(" Conflicts: ").append(String.join(", ", entry.conflicts())).append('.');
        }
        return text.toString();
    }

    /**
     * Entries of people from a file of theirs. An event's CATEGORIES say what it is (window,
     * blackout, freeze, exemption with its ground), its SUMMARY is the name, its DESCRIPTION the
     * reason, its UID the id, its RESOURCES the systems. Local times without a zone are the site's.
     *
     * @param by the person who imports them
     * @throws IllegalArgumentException with every event that cannot be taken, if there is one
     */
    public static List<OneOff> read(String text, ZoneId zone, String by) {
        requireNonNull(by, "by");
        return events(text, zone).stream().map(each -> each.oneOff(by)).toList();
    }

    /**
     * An event of a file.
     *
     * @param line where it begins, from 1
     * @param categories in lower case
     * @param cancelled whether its file says that it does not take place
     */
    record Event(
            int line,
            String id,
            OneOff.Kind kind,
            Set<String> categories,
            String name,
            Span span,
            List<String> systems,
            String reason,
            int sequence,
            boolean cancelled) {
        OneOff oneOff(String by) {
            return new OneOff(id, kind, name, span, new Scope(systems), reason, by, sequence);
        }

        String where() {
            return "line %d, event %s".formatted(line, name);
        }
    }

    /**
     * All events of a file, in its order.
     *
     * @throws IllegalArgumentException with every event that cannot be taken, if there is one
     */
    static List<Event> events(String text, ZoneId zone) {
        List<Integer> lines = ICalendarLines.beginnings(text);
        List<VEvent> raw = parsed(text, zone);
        List<Event> events = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (raw.isEmpty()) {
            problems.add("it has no event. Export one with BEGIN:VEVENT.");
        }
        for (int i = 0; i < raw.size(); i++) {
            int line = i < lines.size() ? lines.get(i) : 0;
            try {
                Event event = event(raw.get(i), zone, line);
                if (!ids.add(event.id())) {
                    throw new IllegalArgumentException("its UID stands there twice. Keep one.");
                }
                events.add(event);
            } catch (IllegalArgumentException | java.time.DateTimeException refused) {
                problems.add(
                        "line %d, event %s: %s"
                                .formatted(line, name(raw.get(i)), refused.getMessage()));
            }
        }
        refuse(problems);
        return events;
    }

    /** All problems at once, at most so many that a person reads them. */
    static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            List<String> shown = problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX));
            throw new IllegalArgumentException(
                    "The calendar cannot be taken:\n  "
                            + String.join("\n  ", shown)
                            + (shown.size() < problems.size()
                                    ? "\n  and %d more".formatted(problems.size() - shown.size())
                                    : ""));
        }
    }

    private static List<VEvent> parsed(String text, ZoneId zone) {
        ICalendarLines.check(text);
        List<VEvent> events = new ArrayList<>();
        try (ICalReader reader = new ICalReader(text)) {
            reader.setDefaultTimezone(TimeZone.getTimeZone(zone));
            for (ICalendar next = reader.readNext(); next != null; next = reader.readNext()) {
                events.addAll(next.getEvents());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "The calendar cannot be read (%s). Export it anew as iCalendar 2.0."
                            .formatted(e.getMessage()),
                    e);
        }
        if (events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException(
                    "The calendar has %d events, at most %d are taken at once. Split it."
                            .formatted(events.size(), EVENTS_MAX));
        }
        return events;
    }

    private static Event event(VEvent event, ZoneId zone, int line) {
        if (event.getRecurrenceRule() != null
                || event.getRecurrenceId() != null
                || !event.getRecurrenceDates().isEmpty()) {
            throw new IllegalArgumentException(
                    "it recurs. What recurs belongs into the policy, section calendar.");
        }
        return new Event(
                line,
                required(text(event.getUid()), "UID"),
                kind(event),
                categories(event),
                required(text(event.getSummary()), "SUMMARY"),
                span(event, zone),
                systems(event),
                required(text(event.getDescription()), "DESCRIPTION, which is its reason"),
                Optional.ofNullable(event.getSequence())
                        .map(each -> each.getValue())
                        .map(each -> Math.max(0, each))
                        .orElse(0),
                event.getStatus() != null && event.getStatus().isCancelled());
    }

    private static List<String> systems(VEvent event) {
        List<String> systems =
                event.getResources().stream()
                        .flatMap(each -> each.getValues().stream())
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        return systems.isEmpty() ? Scope.EVERYTHING.patterns() : systems;
    }

    private static Set<String> categories(VEvent event) {
        return event.getCategories().stream()
                .flatMap(each -> each.getValues().stream())
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OneOff.Kind kind(VEvent event) {
        Set<String> categories = categories(event);
        return Arrays.stream(OneOff.Kind.values())
                .filter(kind -> categories.contains(kind.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "it does not say what it is. Write CATEGORIES:window,"
                                                + " blackout, freeze or exemption."));
    }

    private static Span span(VEvent event, ZoneId zone) {
        Instant start =
                instant(event.getDateStart(), zone)
                        .orElseThrow(() -> new IllegalArgumentException("it has no DTSTART."));
        Optional<Instant> end = instant(event.getDateEnd(), zone);
        if (end.isEmpty() && event.getDuration() != null) {
            end =
                    Optional.of(
                            start.plus(
                                    Duration.ofMillis(event.getDuration().getValue().toMillis())));
        }
        Instant until = end.orElseThrow(() -> new IllegalArgumentException("it has no DTEND."));
        if (!start.isBefore(until)) {
            throw new IllegalArgumentException("it ends before it begins.");
        }
        return new Span(start, until);
    }

    private static Optional<Instant> instant(DateOrDateTimeProperty property, ZoneId zone) {
        if (property == null || property.getValue() == null) {
            return Optional.empty();
        }
        ICalDate date = property.getValue();
        if (date.hasTime()) {
            return Optional.of(date.toInstant());
        }
        LocalDate day =
                LocalDate.of(
                        date.getRawComponents().getYear(),
                        date.getRawComponents().getMonth(),
                        date.getRawComponents().getDate());
        return Optional.of(day.atStartOfDay(zone).toInstant());
    }

    private static Optional<String> text(TextProperty property) {
        return Optional.ofNullable(property)
                .map(each -> each.getValue())
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private static String required(Optional<String> text, String what) {
        return text.orElseThrow(() -> new IllegalArgumentException("it has no " + what + "."));
    }

    private static String name(VEvent event) {
        return text(event.getSummary()).or(() -> text(event.getUid())).orElse("without a name");
    }
}
