package millwright.collector.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import millwright.rules.calendar.Span;

/** Times as requests about a calendar give them: an instant, or a date for its midnight there. */
final class CalendarTimes {
    static final String ALLOWED =
            "a date such as 2026-03-01, or an ISO-8601 instant with offset such as"
                    + " 2026-03-01T12:00:00+03:00";
    private static final int YEARS_MAX = 3;

    private final ZoneId zone;

    CalendarTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** From {@code from} until {@code to}; today and a month where they are not given. */
    Span asked(Parameters parameters, Instant now) {
        Instant start =
                parameters
                        .text("from")
                        .map(text -> parameter("from", text))
                        .orElseGet(
                                () ->
                                        LocalDate.ofInstant(now, zone)
                                                .atStartOfDay(zone)
                                                .toInstant());
        Instant end =
                parameters
                        .text("to")
                        .map(text -> parameter("to", text))
                        .orElseGet(() -> start.atZone(zone).plusMonths(1).toInstant());
        if (!start.isBefore(end)) {
            throw Refusal.badParameter(
                    "to", "a time after 'from'", "'to' %s is not after 'from'.".formatted(end));
        }
        if (end.isAfter(start.atZone(zone).plusYears(YEARS_MAX).toInstant())) {
            throw Refusal.badParameter(
                    "to",
                    "at most %d years after 'from'".formatted(YEARS_MAX),
                    "'to' %s is more than %d years after 'from'. Ask for less at once."
                            .formatted(end, YEARS_MAX));
        }
        return new Span(start, end);
    }

    private Instant parameter(String name, String text) {
        try {
            return instant(text);
        } catch (DateTimeException e) {
            throw Refusal.badParameter(
                    name, ALLOWED, "'%s' of '%s' is not %s.".formatted(text, name, ALLOWED));
        }
    }

    Instant member(Members members, String name) {
        String text = members.text(name, 60, ALLOWED);
        try {
            return instant(text);
        } catch (DateTimeException e) {
            throw Refusal.badMember(name, "'%s' of '%s' is not %s.".formatted(text, name, ALLOWED));
        }
    }

    private Instant instant(String text) {
        Instant at =
                text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        // Beyond these a calendar means nothing, and the Hijri one is not known.
        if (at.isBefore(Instant.parse("1900-01-01T00:00:00Z"))
                || at.isAfter(Instant.parse("2150-01-01T00:00:00Z"))) {
            throw new DateTimeException("out of bounds");
        }
        return at;
    }
}
