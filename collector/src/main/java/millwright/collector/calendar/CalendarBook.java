package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.CalendarRecord.Feast;
import millwright.collector.calendar.CalendarRecord.Move;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.OneOff;

/**
 * What people have said of the calendar, as it was at the last look into the store, and the live
 * calendar that follows it. Another collector's changes are seen at the next look. Thread-safe.
 */
public final class CalendarBook {
    /** So that what was due a year ago, and the feed of the past, still have their records. */
    private static final Duration KEPT_IN_MEMORY = Duration.ofDays(430);

    private final CalendarStore store;
    private final LiveCalendar live;
    private final InstantSource clock;
    private final Instant watchedSince;
    private volatile Said said = new Said(List.of(), Map.of(), Map.of(), Map.of());
    private long seen = -1;

    /**
     * One look.
     *
     * @param entries those that count and those that were withdrawn, by id
     * @param feasts by id
     * @param completions by the key of their occurrence; those that count
     * @param moves by the key of their occurrence; those that count
     */
    public record Said(
            List<Kept<Entry>> entries,
            Map<String, Kept<Feast>> feasts,
            Map<String, Kept<Completion>> completions,
            Map<String, Kept<Move>> moves) {
        public Said {
            entries = List.copyOf(entries);
        }
    }

    private CalendarBook(CalendarStore store, LiveCalendar live, InstantSource clock) {
        this.store = requireNonNull(store, "store");
        this.live = requireNonNull(live, "live");
        this.clock = requireNonNull(clock, "clock");
        this.watchedSince = store.watchedSince();
    }

    /** Has the live calendar follow the store from the first look on, which is now. */
    public static CalendarBook open(CalendarStore store, LiveCalendar live, InstantSource clock) {
        CalendarBook book = new CalendarBook(store, live, clock);
        book.look();
        return book;
    }

    public LiveCalendar live() {
        return live;
    }

    public Said said() {
        return said;
    }

    /** When standing tasks began to be watched. */
    public Instant watchedSince() {
        return watchedSince;
    }

    CalendarStore store() {
        return store;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** To be called every few seconds, and after a change of one's own. */
    public synchronized void look() {
        long changes = store.changes();
        if (changes == seen) {
            return;
        }
        List<Kept<?>> all = store.list(clock.instant().minus(KEPT_IN_MEMORY));
        Said next =
                new Said(
                        of(all, Entry.class),
                        byId(all, Feast.class),
                        byId(all, Completion.class),
                        byId(all, Move.class));
        said = next;
        seen = changes;
        var unused = live.take(oneOffs(next), confirmations(next));
    }

    private static <T extends CalendarRecord> List<Kept<T>> of(List<Kept<?>> all, Class<T> type) {
        return all.stream()
                .filter(each -> type.isInstance(each.what()))
                .<Kept<T>>map(each -> each.as(type))
                .toList();
    }

    private static <T extends CalendarRecord> Map<String, Kept<T>> byId(
            List<Kept<?>> all, Class<T> type) {
        return of(all, type).stream()
                .filter(Kept::counts)
                .collect(
                        Collectors.toMap(
                                each -> each.what().id(),
                                Function.identity(),
                                (a, b) -> b,
                                TreeMap::new));
    }

    private static List<OneOff> oneOffs(Said said) {
        return said.entries().stream()
                .filter(Kept::counts)
                .map(each -> each.what().oneOff(each.by(), each.revision()))
                .toList();
    }

    private List<HolidayConfirmation> confirmations(Said said) {
        List<HolidayConfirmation> all = new ArrayList<>();
        said.feasts()
                .values()
                .forEach(
                        kept -> {
                            Feast feast = kept.what();
                            all.add(
                                    new HolidayConfirmation(
                                            feast.freeze(),
                                            feast.firstDay(),
                                            ofPolicy(feast) + kept.revision() + 1));
                        });
        return all;
    }

    /** A person's word comes after the policy's about the same feast. */
    private int ofPolicy(Feast feast) {
        return live.current().rules().confirmed().stream()
                .filter(each -> each.freeze().equals(feast.freeze()))
                .filter(
                        each ->
                                Math.abs(ChronoUnit.DAYS.between(each.firstDay(), feast.firstDay()))
                                        <= 2 * HolidayConfirmation.FARTHEST_DAYS)
                .mapToInt(HolidayConfirmation::revision)
                .max()
                .orElse(0);
    }

    /** The entry of an id, also one that was withdrawn. */
    public Optional<Kept<Entry>> entry(String id) {
        return find(CalendarRecord.Family.ENTRY, id, Entry.class);
    }

    /** As it is kept at this moment, also by another collector, and also what was withdrawn. */
    <T extends CalendarRecord> Optional<Kept<T>> find(
            CalendarRecord.Family family, String id, Class<T> type) {
        return store.find(family, id).map(each -> each.as(type));
    }
}
