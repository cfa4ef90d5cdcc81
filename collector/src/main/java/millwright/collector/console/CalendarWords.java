package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import millwright.rules.calendar.Span;

/**
 * Times of a calendar in words, in its own zone. The offset is said where the clocks change, so
 * that an hour that the clock shows twice is one of the two.
 */
record CalendarWords(ZoneId zone) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

    String day(LocalDate day) {
        return DAY.format(day);
    }

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /** Such as {@code Sun 22 Mar 2026 00:00}. */
    String moment(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return DAY.format(local) + " " + TIME.format(local);
    }

    /**
     * Such as {@code Sun 22 Mar 2026 00:00–04:00}; of whole days the days, the last one included.
     */
    String span(Span span) {
        LocalDate first = date(span.start());
        if (isMidnight(span.start()) && isMidnight(span.end())) {
            LocalDate last = date(span.end()).minusDays(1);
            return first.equals(last) ? day(first) : day(first) + " – " + day(last);
        }
        return first.equals(date(span.end()))
                ? moment(span.start()) + "–" + time(span.end())
                : moment(span.start()) + " – " + moment(span.end());
    }

    private boolean isMidnight(Instant at) {
        return date(at).atStartOfDay(zone).toInstant().equals(at);
    }

    /** What of it a day has: {@code 22:00–}, {@code –02:00}, {@code all day}. */
    String within(Span span, LocalDate day) {
        Span whole = whole(day);
        boolean begins = !span.start().isBefore(whole.start());
        boolean ends = !span.end().isAfter(whole.end());
        if ((!begins && !ends) || span.contains(whole)) {
            return "all day";
        }
        String from = begins ? time(span.start()) : "";
        String to = ends ? span.end().equals(whole.end()) ? "24:00" : time(span.end()) : "";
        return from + "–" + to + offsets(span, day);
    }

    /** Empty on a day without a change of the clocks. */
    private String offsets(Span span, LocalDate day) {
        if (clocksChange(day).isEmpty()) {
            return "";
        }
        String start = offset(span.start());
        String end = offset(span.end());
        return start.equals(end) ? " (" + start + ")" : " (" + start + " to " + end + ")";
    }

    private String offset(Instant at) {
        return at.atZone(zone).getOffset().getId().replace("Z", "+00:00");
    }

    /** From midnight to midnight: 23 or 25 hours where the clocks change. */
    Span whole(LocalDate day) {
        return new Span(
                day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** Such as {@code clocks go forward, 23 h}; empty on other days. */
    String clocksChange(LocalDate day) {
        Duration length = whole(day).length();
        int compared = length.compareTo(Duration.ofDays(1));
        if (compared == 0) {
            return "";
        }
        return "clocks go %s: %s h"
                .formatted(compared < 0 ? "forward" : "back", length.toMinutes() / 60.0)
                .replace(".0 h", " h");
    }

    LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** For a field of a form. */
    String field(Instant at) {
        return FIELD.format(at.atZone(zone));
    }

    /**
     * What a field of a form has.
     *
     * @throws NoSuchPage with 400 if it is no time
     */
    Instant parse(String text, String what) {
        try {
            LocalDateTime local =
                    text.length() == 10
                            ? LocalDate.parse(text).atTime(LocalTime.MIDNIGHT)
                            : LocalDateTime.parse(text);
            return local.atZone(zone).toInstant();
        } catch (java.time.DateTimeException e) {
            throw NoSuchPage.badForm(
                    400, "“%s” is no time for “%s”; write 2026-03-22T00:00.".formatted(text, what));
        }
    }
}
