package millwright.collector.cases;

import java.time.Instant;
import millwright.collector.calendar.CalendarStore;

class MemoryCalendarStoreTest extends CalendarStoreContract {
    private final CalendarStore store =
            CaseStores.calendarInMemory(Instant.parse("2026-03-01T10:00:00Z"));

    @Override
    CalendarStore store() {
        return store;
    }
}
