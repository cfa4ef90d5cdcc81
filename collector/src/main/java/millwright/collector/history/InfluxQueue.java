package millwright.collector.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * What waits on this machine's disk for a server elsewhere, and what must be remembered beside it.
 * A sample that comes again before it was sent takes the place of the earlier one. Thread-safe.
 *
 * <pre>
 * waiting   (time, series) to value: not sent yet, in time order
 * aside     (time, series) to value: the server refuses it
 * series    number to name, as in the catalog
 * late      hours that got samples after they were rolled up, with how many
 * state     rolledUntil, keptFrom and others: microseconds by name
 * </pre>
 */
final class InfluxQueue implements AutoCloseable {
    /** What may be set aside; more than that is no bad sample but a bad set-up. */
    private static final int ASIDE_MAX = 100_000;

    private static final int COMPACT_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 64 << 20;
    private static final int CACHE_MEBIBYTES = 16;

    private final StoreFolder folder;
    private final Path file;
    private final SeriesCatalog catalog;
    private final long samplesMax;
    // Replaced when a full disk has closed it.
    private volatile Maps maps;
    private boolean isClosed; // guarded by this

    /** One opened file. */
    private record Maps(
            MVStore store,
            MVMap<SampleAt, SampleValue> waiting,
            MVMap<SampleAt, SampleValue> aside,
            MVMap<Long, String> series,
            MVMap<Long, Long> late,
            MVMap<String, Long> state) {
        static Maps open(Path file) {
            MVStore store =
                    new MVStore.Builder()
                            .fileName(file.toString())
                            .autoCommitDisabled()
                            .cacheSize(CACHE_MEBIBYTES)
                            .open();
            LongDataType number = LongDataType.INSTANCE;
            StringDataType text = StringDataType.INSTANCE;
            return new Maps(
                    store,
                    samples(store, "waiting"),
                    samples(store, "aside"),
                    store.openMap(
                            "series",
                            new MVMap.Builder<Long, String>().keyType(number).valueType(text)),
                    store.openMap(
                            "late",
                            new MVMap.Builder<Long, Long>().keyType(number).valueType(number)),
                    store.openMap(
                            "state",
                            new MVMap.Builder<String, Long>().keyType(text).valueType(number)));
        }

        private static MVMap<SampleAt, SampleValue> samples(MVStore store, String name) {
            return store.openMap(
                    name,
                    new MVMap.Builder<SampleAt, SampleValue>()
                            .keyType(new SampleAt.Type())
                            .valueType(new SampleValue.Type()));
        }
    }

    /** One sample that waits. */
    record Waiting(SampleAt at, SampleValue value) {}

    private InfluxQueue(StoreFolder folder, SeriesCatalog catalog, long samplesMax, Maps maps) {
        this.folder = folder;
        this.file = file(folder);
        this.catalog = catalog;
        this.samplesMax = samplesMax;
        this.maps = maps;
    }

    /**
     * What was set aside waits again: the server may have been mended meanwhile.
     *
     * @param catalog empty; has every series that was ever appended here afterwards
     */
    static InfluxQueue open(Path path, SeriesCatalog catalog, long samplesMax) {
        if (catalog.size() > 0) {
            throw new IllegalStateException(
                    "the catalog already has %d series; open the history first, it numbers them"
                            .formatted(catalog.size()));
        }
        StoreFolder folder = StoreFolder.open(path);
        try {
            Maps maps = Maps.open(file(folder));
            InfluxQueue queue = new InfluxQueue(folder, catalog, samplesMax, maps);
            maps.series().forEach((id, text) -> queue.seed(id, text));
            maps.aside().forEach((at, value) -> maps.waiting().putIfAbsent(at, value));
            maps.aside().clear();
            return queue;
        } catch (MVStoreException e) {
            folder.close();
            throw new HistoryException(
                    "The history's queue %s cannot be opened (%s). Give the user that runs the collector write access and space; if the file is damaged, restore it from a backup, or move it away and lose what waits in it."
                            .formatted(file(folder), e.getMessage()),
                    e);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    private static Path file(StoreFolder folder) {
        return folder.database().resolve("queue.mv");
    }

    private void seed(long id, String text) {
        SeriesKey key = parse(text);
        int given = catalog.id(key);
        if (given != id) {
            throw new HistoryException(
                    "The history's queue %s is damaged: series %d, %s, comes as %d. Restore it from a backup."
                            .formatted(file, id, key, given),
                    null);
        }
    }

    SeriesCatalog catalog() {
        return catalog;
    }

    long samplesMax() {
        return samplesMax;
    }

    /**
     * Durable on return.
     *
     * @param rolledUntilMicros hours before it that the batch touches are late
     * @return how many samples no store can hold and were left out
     * @throws HistoryException if it is full, or the disk refuses; then none of the batch is kept
     */
    int append(SampleBatch batch, long rolledUntilMicros) {
        Maps opened = usable();
        int coming = batch.size() + batch.texts().size();
        long held = held();
        if (held > 0 && held + coming > samplesMax) {
            throw new HistoryException(
                    "history writes wait: the queue on disk is full (%d of history.queue_max %d samples)"
                            .formatted(held, samplesMax),
                    null);
        }
        try {
            storeNewSeries(opened);
            int leftOut = put(opened, batch, rolledUntilMicros);
            opened.store().commit();
            opened.store().sync();
            return leftOut;
        } catch (MVStoreException e) {
            throw refusedByDisk(e);
        }
    }

    private int put(Maps opened, SampleBatch batch, long rolledUntilMicros) {
        int leftOut = 0;
        for (int i = 0; i < batch.size(); i++) {
            long micros = batch.micros(i);
            if (StoredTime.isStorable(micros, batch.value(i))) {
                opened.waiting()
                        .put(
                                new SampleAt(micros, batch.series(i), false),
                                new SampleValue.Figure(batch.value(i)));
                if (micros < rolledUntilMicros) {
                    noteLate(opened, StoredTime.hour(micros));
                }
            } else {
                leftOut++;
            }
        }
        for (SampleBatch.Text text : batch.texts()) {
            if (StoredTime.isStorable(text.micros(), 0)) {
                opened.waiting()
                        .put(
                                new SampleAt(text.micros(), text.series(), true),
                                new SampleValue.Words(text.value()));
            }
        }
        return leftOut;
    }

    private void storeNewSeries(Maps opened) {
        for (int id = opened.series().size(); id < catalog.size(); id++) {
            SeriesKey key = catalog.key(id);
            opened.series().put((long) id, format(key));
        }
    }

    /** A series as a list of three: whatever its names hold, it comes back. */
    private static String format(SeriesKey key) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("measurement", key.measurement());
        parts.put("tags", SeriesTable.formatTags(key.tags()));
        parts.put("field", key.field());
        return SeriesTable.formatTags(parts);
    }

    private static SeriesKey parse(String text) {
        SortedMap<String, String> parts = SeriesTable.parseTags(text);
        return new SeriesKey(
                parts.get("measurement"),
                SeriesTable.parseTags(parts.get("tags")),
                parts.get("field"));
    }

    private HistoryException refusedByDisk(MVStoreException e) {
        return new HistoryException(
                "history writes wait: the queue %s cannot be written (%s). Free some space, or make it writable; no restart is needed."
                        .formatted(file, e.getMessage()),
                e);
    }

    /** The file, opened anew if a disk that refused has closed it; what was durable is there. */
    private synchronized Maps usable() {
        if (isClosed) {
            throw new IllegalStateException("the queue is closed: " + file);
        }
        if (maps.store().isClosed()) {
            try {
                maps = Maps.open(file);
            } catch (MVStoreException e) {
                throw refusedByDisk(e);
            }
        }
        return maps;
    }

    /** Samples and texts that wait, without those set aside. */
    long size() {
        return usable().waiting().sizeAsLong();
    }

    /** With those set aside. */
    private long held() {
        return size() + aside();
    }

    int aside() {
        return usable().aside().size();
    }

    Optional<SampleAt> last() {
        return Optional.ofNullable(usable().waiting().lastKey());
    }

    /** The next of those that wait, at most so many, up to {@code end} and with it. */
    List<Waiting> next(SampleAt from, SampleAt end, int max) {
        List<Waiting> found = new ArrayList<>();
        Cursor<SampleAt, SampleValue> cursor = usable().waiting().cursor(from);
        while (found.size() < max && cursor.hasNext()) {
            SampleAt at = cursor.next();
            if (at.compareTo(end) > 0) {
                break;
            }
            found.add(new Waiting(at, cursor.getValue()));
        }
        return found;
    }

    /** They are at the server. What came again meanwhile stays. */
    void sent(List<Waiting> samples) {
        Maps opened = usable();
        samples.forEach(sample -> opened.waiting().remove(sample.at(), sample.value()));
        commit(opened);
    }

    /**
     * The server refuses them. They stay, apart, so that the others go on.
     *
     * @return false if there is no room for more
     */
    boolean setAside(List<Waiting> samples) {
        Maps opened = usable();
        if (opened.aside().sizeAsLong() + samples.size() > ASIDE_MAX) {
            return false;
        }
        for (Waiting sample : samples) {
            opened.aside().put(sample.at(), sample.value());
            opened.waiting().remove(sample.at(), sample.value());
        }
        commit(opened);
        return true;
    }

    private void commit(Maps opened) {
        try {
            opened.store().commit();
        } catch (MVStoreException e) {
            throw refusedByDisk(e);
        }
    }

    /** The time of the first from there on, of those set aside too. */
    OptionalLong firstFrom(long micros) {
        Maps opened = usable();
        return Stream.of(opened.waiting(), opened.aside())
                .map(map -> map.ceilingKey(SampleAt.before(micros)))
                .filter(Objects::nonNull)
                .mapToLong(SampleAt::micros)
                .min();
    }

    /** The time of the last, of those set aside too. */
    OptionalLong lastTime() {
        Maps opened = usable();
        return Stream.of(opened.waiting(), opened.aside())
                .map(MVMap::lastKey)
                .filter(Objects::nonNull)
                .mapToLong(SampleAt::micros)
                .max();
    }

    /** Shows what waits of an interval, and what is set aside of it, in time order each. */
    void show(long fromMicros, long toMicros, Consumer<Waiting> viewer) {
        Maps opened = usable();
        MVStore.TxCounter use = opened.store().registerVersionUsage();
        try {
            for (MVMap<SampleAt, SampleValue> map : List.of(opened.aside(), opened.waiting())) {
                Cursor<SampleAt, SampleValue> cursor = map.cursor(SampleAt.before(fromMicros));
                while (cursor.hasNext()) {
                    SampleAt at = cursor.next();
                    if (at.micros() >= toMicros) {
                        break;
                    }
                    viewer.accept(new Waiting(at, cursor.getValue()));
                }
            }
        } finally {
            opened.store().deregisterVersionUsage(use);
        }
    }

    private static void noteLate(Maps opened, long hour) {
        opened.late().put(hour, opened.late().getOrDefault(hour, 0L) + 1);
    }

    /** Hours that got late samples, each with a number that the next late sample changes. */
    Map<Long, Long> lateHours() {
        return new TreeMap<>(usable().late());
    }

    /** They are rolled up again; those that got more meanwhile stay. */
    void forgetLate(Map<Long, Long> hours) {
        Maps opened = usable();
        hours.forEach((hour, number) -> opened.late().remove(hour, number));
        commit(opened);
    }

    /** What was noted under a name. */
    Optional<Long> state(String name) {
        return Optional.ofNullable(usable().state().get(name));
    }

    void note(String name, long micros) {
        Maps opened = usable();
        opened.state().put(name, micros);
        commit(opened);
    }

    /** Gives back the room of what was sent. */
    void tidy() {
        Maps opened = usable();
        opened.store().compact(COMPACT_FILL_PERCENT, COMPACT_BYTES);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        try {
            maps.store().close();
        } finally {
            folder.close();
        }
    }
}
