package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.Finding;
import millwright.rules.calendar.Span;

/**
 * The calendar that a running collector has in force, with what people have put in. Its answers
 * have the site's offset at each time; the site's zone they do not name.
 */
final class AskedCalendar {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final AskedCollector collector;
    private final Map<Instant, ZoneOffset> offsets = new HashMap<>();

    AskedCalendar(URI collector) {
        this.collector = new AskedCollector(collector);
    }

    /**
     * Month by month, as the collector works out all of the time that it is asked for, for each
     * page of it.
     *
     * @param from a date of the site, or a time with an offset; so {@code to}
     */
    List<CalendarEntry> entries(String from, String to, Optional<String> system, boolean tasks)
            throws IOException {
        Set<CalendarEntry> entries = new LinkedHashSet<>();
        String start = from;
        while (roughly(monthAfter(start)).plus(A_DAY).isBefore(roughly(to))) {
            entries.addAll(month(start, monthAfter(start), system, tasks));
            start = monthAfter(start);
        }
        entries.addAll(month(start, to, system, tasks));
        return List.copyOf(entries);
    }

    private static String monthAfter(String time) {
        return time.contains("T")
                ? OffsetDateTime.parse(time).plusMonths(1).toString()
                : LocalDate.parse(time).plusMonths(1).toString();
    }

    /** Up to the offset of a zone that only the collector knows. */
    private static Instant roughly(String time) {
        return time.contains("T")
                ? OffsetDateTime.parse(time).toInstant()
                : LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What reaches into it from another month is whole, and the same as there. */
    private List<CalendarEntry> month(
            String from, String to, Optional<String> system, boolean tasks) throws IOException {
        String path =
                "/api/v1/calendar?from=%s&to=%s%s%s"
                        .formatted(
                                AdminClient.encoded(from),
                                AdminClient.encoded(to),
                                system.map(each -> "&system=" + AdminClient.encoded(each))
                                        .orElse(""),
                                tasks ? "&tasks=yes" : "");
        List<CalendarEntry> entries = new ArrayList<>();
        try {
            for (JsonNode item : collector.list(path)) {
                entries.add(entry(item));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw collector.unread(e);
        }
        return entries;
    }

    private CalendarEntry entry(JsonNode item) {
        List<String> conflicts = new ArrayList<>();
        item.path("conflicts").forEach(each -> conflicts.add(each.asText()));
        return new CalendarEntry(
                item.path("id").asText(),
                CalendarEntry.Kind.valueOf(upper(item, "kind")),
                item.path("name").asText(),
                new Span(at(item.path("start")), at(item.path("end"))),
                CalendarEntry.Permitted.valueOf(upper(item, "permitted")),
                conflicts,
                item.path("provisional").asBoolean(),
                item.path("reason").asText(""),
                item.path("revision").asInt());
    }

    List<Finding> findings(String from, String to) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            for (JsonNode item :
                    collector.list(
                            "/api/v1/calendar/lint?from=%s&to=%s"
                                    .formatted(
                                            AdminClient.encoded(from), AdminClient.encoded(to)))) {
                findings.add(
                        new Finding(
                                Finding.Severity.valueOf(upper(item, "severity")),
                                item.path("check").asText(),
                                item.path("subject").asText(),
                                item.path("what").asText(),
                                item.path("date").isTextual()
                                        ? Optional.of(LocalDate.parse(item.path("date").asText()))
                                        : Optional.empty(),
                                item.path("suggestion").asText()));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw collector.unread(e);
        }
        return findings;
    }

    /** What the freezes ahead will bring, as the collector tells it. */
    List<JsonNode> outlook() throws IOException {
        return collector.list("/api/v1/calendar/outlook");
    }

    IOException unread(RuntimeException why) {
        return collector.unread(why);
    }

    /** A time of an answer, as the site's clock shows it. */
    OffsetDateTime local(Instant at) {
        return at.atOffset(offsets.getOrDefault(at, ZoneOffset.UTC));
    }

    private Instant at(JsonNode time) {
        OffsetDateTime at = OffsetDateTime.parse(time.asText());
        offsets.put(at.toInstant(), at.getOffset());
        return at.toInstant();
    }

    private static String upper(JsonNode item, String name) {
        return item.path(name).asText().toUpperCase(Locale.ROOT);
    }
}
