package millwright.collector.api;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.CalendarEntry;

/**
 * An entry of the calendar, as the interface has it.
 *
 * @param start with the site's offset at that time; {@code end} is exclusive
 */
record CalendarEntryAnswer(
        String id,
        String kind,
        String name,
        OffsetDateTime start,
        OffsetDateTime end,
        String permitted,
        List<String> conflicts,
        boolean provisional,
        Optional<String> reason,
        int revision) {
    static CalendarEntryAnswer of(CalendarEntry entry, ZoneId zone) {
        return new CalendarEntryAnswer(
                entry.key(),
                entry.kind().word(),
                entry.name(),
                entry.span().start().atZone(zone).toOffsetDateTime(),
                entry.span().end().atZone(zone).toOffsetDateTime(),
                entry.permitted().word(),
                entry.conflicts(),
                entry.provisional(),
                Optional.of(entry.reason()).filter(each -> !each.isEmpty()),
                entry.revision());
    }
}
