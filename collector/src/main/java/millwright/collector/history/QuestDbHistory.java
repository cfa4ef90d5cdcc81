package millwright.collector.history;

import io.questdb.std.FilesFacade;
import io.questdb.std.FilesFacadeImpl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History in QuestDB, embedded. Repeated samples are kept as they come, and left out in reading.
 */
final class QuestDbHistory implements History {
    private static final Logger log = LoggerFactory.getLogger(QuestDbHistory.class);

    /** 10 MB of memory; 26 seconds of 10,000 hosts, days of a few. */
    private static final int RECENT_MAX = 500_000;

    private final HistoryConfig config;
    private final StoreFolder folder;
    private final SeriesCatalog catalog;
    private final QuestDb database;
    private final SeriesTable series;
    private final SampleTable samples;
    private final TextTable texts;
    private final HourlyTable hourly;
    private final RollUps rollUps;
    private final Retention retention;
    private final LatestSamples latest = new LatestSamples();
    // Whoever uses the store reads, whoever closes it writes: QuestDB reads mapped memory, and a
    // reader that is still at it after closing would take the process down.
    private final Lifetime life;

    private QuestDbHistory(
            HistoryConfig config,
            StoreFolder folder,
            QuestDb database,
            SeriesCatalog catalog,
            int recentMax) {
        this.config = config;
        life = new Lifetime(config.folder());
        this.folder = folder;
        this.database = database;
        this.catalog = catalog;
        series = SeriesTable.open(database, catalog);
        samples = SampleTable.open(database, recentMax);
        texts = TextTable.open(database);
        hourly = HourlyTable.open(database);
        rollUps = new RollUps(database, samples, hourly);
        retention = new Retention(database);
        loadLatest();
    }

    static QuestDbHistory open(HistoryConfig config, SeriesCatalog catalog) {
        return open(config, catalog, RECENT_MAX, () -> FilesFacadeImpl.INSTANCE);
    }

    /**
     * @param files how QuestDB reaches the disk; asked for when the log is in place
     */
    static QuestDbHistory open(
            HistoryConfig config,
            SeriesCatalog catalog,
            int recentMax,
            Supplier<FilesFacade> files) {
        QuestDbLog.install();
        StoreFolder folder = StoreFolder.open(config.folder());
        QuestDb database = null;
        try {
            database = QuestDb.open(folder.database(), files);
            return new QuestDbHistory(config, folder, database, catalog, recentMax);
        } catch (RuntimeException | Error e) {
            if (database != null) {
                database.close();
            }
            folder.close();
            throw e;
        }
    }

    @Override
    public void append(SampleBatch batch) {
        life.use(
                () -> {
                    int[] leftOut = new int[1];
                    database.write(
                            () -> {
                                series.storeNew();
                                texts.append(batch.texts());
                                rollUps.noteLate(batch);
                                leftOut[0] = samples.append(batch);
                            });
                    noteLatest(batch);
                    if (leftOut[0] > 0) {
                        log.warn(
                                "{} of {} samples left out: before 1970, after 9999, or no number.",
                                leftOut[0],
                                batch.size());
                    }
                    return null;
                });
    }

    @Override
    public Optional<Sample> latest(SeriesKey key) {
        return life.use(() -> catalog.find(key).flatMap(latest::of));
    }

    @Override
    public List<Sample> range(SeriesKey key, Instant from, Instant to) {
        return life.use(
                () -> {
                    List<Sample> found = new ArrayList<>();
                    catalog.find(key)
                            .ifPresent(
                                    id ->
                                            samples.scan(
                                                    StoredTime.ceil(from),
                                                    StoredTime.ceil(to),
                                                    id,
                                                    (series, micros, value) ->
                                                            found.add(
                                                                    new Sample(
                                                                            Micros.instant(micros),
                                                                            value))));
                    return found;
                });
    }

    @Override
    public List<Text> texts(SeriesKey key, Instant from, Instant to) {
        return life.use(
                () ->
                        catalog.find(key)
                                .map(
                                        id ->
                                                texts.range(
                                                        id,
                                                        StoredTime.ceil(from),
                                                        StoredTime.ceil(to)))
                                .orElse(List.of()));
    }

    @Override
    public List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to) {
        return life.use(
                () ->
                        catalog.find(key)
                                .map(
                                        id ->
                                                hourly.range(
                                                        id,
                                                        StoredTime.ceil(from),
                                                        StoredTime.ceil(to)))
                                .orElse(List.of()));
    }

    @Override
    public void scanHourly(Instant from, Instant to, SampleVisitor visitor) {
        life.use(
                () -> {
                    hourly.scanMeans(StoredTime.ceil(from), StoredTime.ceil(to), visitor);
                    return null;
                });
    }

    @Override
    public void scan(Instant from, Instant to, SampleVisitor visitor) {
        life.use(
                () -> {
                    samples.scan(StoredTime.ceil(from), StoredTime.ceil(to), visitor);
                    return null;
                });
    }

    void scanTexts(long fromMicros, long toMicros, TextTable.Visitor visitor) {
        life.use(
                () -> {
                    texts.scan(fromMicros, toMicros, visitor);
                    return null;
                });
    }

    void scanHours(long fromMicros, long toMicros, HourlyTable.Visitor visitor) {
        life.use(
                () -> {
                    hourly.scan(fromMicros, toMicros, visitor);
                    return null;
                });
    }

    @Override
    public long count(Instant from, Instant to) {
        long[] count = new long[1];
        scan(from, to, (series, micros, value) -> count[0]++);
        return count[0];
    }

    @Override
    public void maintain(Instant now) {
        life.use(
                () -> {
                    long rawFrom = StoredTime.ceil(now.minus(config.rawRetention()));
                    rollUps.run(now, rawFrom);
                    samples.moveOlderThan(StoredTime.hour(rawFrom));
                    retention.drop(SampleTable.NAME, Duration.ofHours(1), rawFrom);
                    retention.drop(TextTable.NAME, Duration.ofDays(1), rawFrom);
                    retention.drop(
                            HourlyTable.NAME,
                            Duration.ofDays(7),
                            StoredTime.ceil(now.minus(config.rollUpRetention())));
                    latest.forgetBefore(StoredTime.hour(rawFrom));
                    database.tidy();
                    return null;
                });
    }

    @Override
    public void close() {
        life.end(
                () -> {
                    database.close();
                    folder.close();
                });
    }

    private void noteLatest(SampleBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (StoredTime.isStorable(batch.micros(i), batch.value(i))) {
                latest.visit(batch.series(i), batch.micros(i), batch.value(i));
            }
        }
    }

    /** From roll-ups where there are some, as they are few; the samples after them one by one. */
    private void loadLatest() {
        long rolledUntil = rollUps.rolledUntil();
        long rawFrom = Math.max(0, rolledUntil - Micros.of(config.rawRetention()));
        hourly.scanLast(rawFrom, rolledUntil, latest);
        for (long hour : rollUps.lateHours()) {
            samples.scan(hour, hour + StoredTime.HOUR, latest);
        }
        samples.scan(rolledUntil, StoredTime.MAX + 1, latest);
    }
}
