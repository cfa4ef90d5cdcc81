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

    private ICalendars() {}

    /**
     * @param stamp when these entries were worked out; the same stamp gives the same bytes
     */
    public static String write(List<CalendarEntry> entries, Instant stamp) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Millwright//maintenance calendar//EN");
        entries.forEach(each -> calendar.addEvent(event(each, stamp)));
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    private static VEvent event(CalendarEntry entry, Instant stamp) {
        VEvent event = new VEvent();
        event.setUid(entry.key() + DOMAIN);
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
     * blackout, freeze, exemption), its SUMMARY is the name, its DESCRIPTION the reason, its UID
     * the id. Local times without a zone are the site's.
     *
     * @param by the person who imports them
     * @throws IllegalArgumentException with every event that cannot be taken, if there is one
     */
    public static List<OneOff> read(String text, ZoneId zone, String by) {
        requireNonNull(by, "by");
        List<OneOff> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<VEvent> events = events(text, zone);
        if (events.isEmpty()) {
            problems.add("it has no event. Export one with BEGIN:VEVENT.");
        }
        for (VEvent event : events) {
            try {
                OneOff entry = entry(event, zone, by);
                if (!ids.add(entry.id())) {
                    throw new IllegalArgumentException("its UID stands there twice. Keep one.");
                }
                entries.add(entry);
            } catch (IllegalArgumentException refused) {
                problems.add("event %s: %s".formatted(name(event), refused.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The calendar cannot be taken:\n  " + String.join("\n  ", problems));
        }
        return entries;
    }

    private static List<VEvent> events(String text, ZoneId zone) {
        List<VEvent> events = new ArrayList<>();
        try (ICalReader reader = new ICalReader(text)) {
            reader.setDefaultTimezone(TimeZone.getTimeZone(zone));
            for (ICalendar next = reader.readNext(); next != null; next = reader.readNext()) {
                events.addAll(next.getEvents());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException(
                    "The calendar has %d events, at most %d are taken at once. Split it."
                            .formatted(events.size(), EVENTS_MAX));
        }
        return events;
    }

    private static OneOff entry(VEvent event, ZoneId zone, String by) {
        if (event.getRecurrenceRule() != null || event.getRecurrenceId() != null) {
            throw new IllegalArgumentException(
                    "it recurs. What recurs belongs into the policy, section calendar.");
        }
        return new OneOff(
                required(text(event.getUid()), "UID"),
                kind(event),
                required(text(event.getSummary()), "SUMMARY"),
                span(event, zone),
                Scope.EVERYTHING,
                required(text(event.getDescription()), "DESCRIPTION, which is its reason"),
                by,
                Optional.ofNullable(event.getSequence()).map(each -> each.getValue()).orElse(0));
    }

    private static OneOff.Kind kind(VEvent event) {
        return event.getCategories().stream()
                .flatMap(each -> each.getValues().stream())
                .map(each -> each.toUpperCase(Locale.ROOT))
                .flatMap(
                        word ->
                                Arrays.stream(OneOff.Kind.values())
                                        .filter(kind -> kind.name().equals(word)))
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
