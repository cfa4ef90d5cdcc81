package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One request's now, and times as the people of the site read them: their zone, its offset. */
record SiteTime(Instant now, ZoneId zone) {
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /**
     * An instant for a page.
     *
     * @param iso for machines
     * @param text with date and offset
     * @param exact as {@code text}, with seconds
     * @param ago how long before (or after) now
     */
    record Moment(String iso, String text, String exact, String ago) {}

    Moment moment(Instant at) {
        return new Moment(
                at.toString(),
                FULL.format(at.atZone(zone)),
                EXACT.format(at.atZone(zone)),
                ago(at));
    }

    /** {@code 12 min ago}, {@code in 3 h}; within two seconds {@code now}. */
    String ago(Instant at) {
        Duration age = Duration.between(at, now);
        if (age.abs().compareTo(Duration.ofSeconds(2)) < 0) {
            return "now";
        }
        return age.isNegative() ? "in " + Spans.rough(age.negated()) : Spans.rough(age) + " ago";
    }

    /** The offset of the site at an instant, such as {@code +03:00}. */
    String offset(Instant at) {
        return DateTimeFormatter.ofPattern("xxx", Locale.ROOT).format(at.atZone(zone));
    }
}
