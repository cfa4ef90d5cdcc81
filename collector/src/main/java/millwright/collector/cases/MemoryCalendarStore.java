package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.calendar.CalendarAct;
import millwright.collector.calendar.CalendarRecord;
import millwright.collector.calendar.CalendarRecord.Family;
import millwright.collector.calendar.CalendarRevisions;
import millwright.collector.calendar.CalendarStore;
import millwright.collector.calendar.Kept;

/** What people say of the calendar, for as long as the process lives. */
final class MemoryCalendarStore implements CalendarStore {
    private final Instant since;
    private TreeMap<Key, Kept<?>> all = new TreeMap<>();
    private long changes;
    private long entries;

    private record Key(Family family, String id) implements Comparable<Key> {
        static Key of(CalendarRecord what) {
            return new Key(what.family(), what.id());
        }

        @Override
        public int compareTo(Key other) {
            int byFamily = family.name().compareTo(other.family.name());
            return byFamily != 0 ? byFamily : id.compareTo(other.id);
        }
    }

    MemoryCalendarStore(Instant since) {
        this.since = since;
    }

    @Override
    public synchronized long changes() {
        return changes;
    }

    @Override
    public synchronized List<Kept<?>> list(Instant endsAfter) {
        return all.values().stream()
                .<Kept<?>>map(each -> each)
                .filter(each -> each.what().endsAt().isAfter(endsAfter))
                .toList();
    }

    @Override
    public synchronized Optional<Kept<?>> find(Family family, String id) {
        return Optional.ofNullable(all.get(new Key(family, id)));
    }

    @Override
    public Instant watchedSince() {
        return since;
    }

    @Override
    public synchronized long nextNumber() {
        return ++entries;
    }

    @Override
    public synchronized List<Kept<?>> write(
            List<CalendarAct> acts, Instant at, String by, String role) {
        TreeMap<Key, Kept<?>> next = new TreeMap<>(all);
        List<Kept<?>> written = new ArrayList<>();
        for (CalendarAct act : acts) {
            Key key = Key.of(act.what());
            Kept<?> kept =
                    CalendarRevisions.next(Optional.ofNullable(next.get(key)), act, at, by, role);
            next.put(key, kept);
            written.add(kept);
        }
        all = next;
        changes++;
        return written;
    }
}
