package millwright.collector.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.Kept;

/** What a person has put into the calendar, and who it was. */
record PersonsEntryAnswer(
        String id,
        String kind,
        String name,
        OffsetDateTime start,
        OffsetDateTime end,
        List<String> systems,
        String reason,
        Optional<String> ground,
        int revision,
        String by,
        String role,
        Instant at,
        Optional<String> withdrawn) {
    static PersonsEntryAnswer of(Kept<Entry> kept, ZoneId zone) {
        Entry entry = kept.what();
        return new PersonsEntryAnswer(
                entry.id(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.name(),
                entry.start().atZone(zone).toOffsetDateTime(),
                entry.end().atZone(zone).toOffsetDateTime(),
                entry.scope(),
                entry.reason(),
                entry.ground(),
                kept.revision(),
                kept.by(),
                kept.role(),
                kept.at(),
                kept.withdrawn());
    }
}
