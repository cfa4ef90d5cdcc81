package millwright.collector.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History in InfluxDB. What is appended is on this machine's disk at once and at the server soon; a
 * server that is away or slow holds nothing up. Reading needs the server.
 */
final class InfluxHistory implements History {
    private static final Logger log = LoggerFactory.getLogger(InfluxHistory.class);
    private static final Duration DELETE_EVERY = Duration.ofDays(1);
    private static final String RAW_FROM = "rawFrom";
    private static final String ROLL_UPS_FROM = "rollUpsFrom";
    private static final String DELETED = "deletedUntil";

    private final HistoryConfig config;
    private final InfluxConfig influx;
    private final InfluxServer server;
    private final InfluxQueue queue;
    private final InfluxDelivery delivery;
    private final InfluxReads reads;
    private final InfluxRollUps rollUps;
    private final LatestSamples latest = new LatestSamples();
    // Series whose newest sample at the server is known; guarded by itself.
    private final BitSet asked = new BitSet();
    private final Object appending = new Object();
    private final Lifetime life;

    private InfluxHistory(
            HistoryConfig config,
            InfluxConfig influx,
            InfluxQueue queue,
            InfluxServer server,
            InstantSource clock) {
        this.config = config;
        life = new Lifetime(config.folder());
        this.influx = influx;
        this.queue = queue;
        this.server = server;
        delivery = new InfluxDelivery(queue, server, influx, clock);
        reads = new InfluxReads(server, influx, queue);
        rollUps = new InfluxRollUps(server, influx, queue, reads);
    }

    /** Does not wait for the server, nor ask it. */
    static InfluxHistory open(
            HistoryConfig config, InfluxConfig influx, SeriesCatalog catalog, InstantSource clock) {
        InfluxQueue queue = InfluxQueue.open(config.folder(), catalog, influx.queueSamplesMax());
        InfluxHistory history =
                new InfluxHistory(config, influx, queue, new InfluxServer(influx), clock);
        history.delivery.start();
        return history;
    }

    @Override
    public void append(SampleBatch batch) {
        life.use(
                () -> {
                    int leftOut;
                    synchronized (appending) {
                        leftOut = queue.append(batch, rollUps.lateBefore());
                        noteLatest(batch);
                    }
                    delivery.wake();
                    if (leftOut > 0) {
                        log.warn(
                                "{} of {} samples left out: before 1970, after 9999, or no number.",
                                leftOut,
                                batch.size());
                    }
                    return null;
                });
    }

    private void noteLatest(SampleBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (StoredTime.isStorable(batch.micros(i), batch.value(i))) {
                latest.visit(batch.series(i), batch.micros(i), batch.value(i));
            }
        }
    }

    @Override
    public Optional<Sample> latest(SeriesKey key) {
        return life.use(() -> queue.catalog().find(key).flatMap(id -> latest(key, id)));
    }

    private Optional<Sample> latest(SeriesKey key, int id) {
        boolean isKnown;
        synchronized (asked) {
            isKnown = asked.get(id);
        }
        if (!isKnown) {
            Optional<Sample> there = reads.latest(key, from(RAW_FROM));
            synchronized (appending) {
                there.filter(sample -> isNewer(sample, latest.of(id)))
                        .ifPresent(
                                sample ->
                                        latest.visit(
                                                id, StoredTime.ceil(sample.at()), sample.value()));
            }
            synchronized (asked) {
                asked.set(id);
            }
        }
        return latest.of(id);
    }

    private static boolean isNewer(Sample sample, Optional<Sample> known) {
        return known.isEmpty() || sample.at().isAfter(known.get().at());
    }

    @Override
    public List<Sample> range(SeriesKey key, Instant from, Instant to) {
        return life.use(() -> reads.range(key, rawFrom(from), StoredTime.ceil(to)));
    }

    @Override
    public List<Text> texts(SeriesKey key, Instant from, Instant to) {
        return life.use(() -> reads.texts(key, rawFrom(from), StoredTime.ceil(to)));
    }

    @Override
    public List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to) {
        return life.use(
                () ->
                        reads.hourly(
                                key,
                                Math.max(StoredTime.ceil(from), from(ROLL_UPS_FROM)),
                                StoredTime.ceil(to)));
    }

    @Override
    public void scanHourly(Instant from, Instant to, SampleVisitor visitor) {
        life.use(
                () -> {
                    reads.scanHourly(
                            Math.max(StoredTime.ceil(from), from(ROLL_UPS_FROM)),
                            StoredTime.ceil(to),
                            visitor);
                    return null;
                });
    }

    @Override
    public void scan(Instant from, Instant to, SampleVisitor visitor) {
        life.use(
                () -> {
                    reads.scan(rawFrom(from), StoredTime.ceil(to), visitor);
                    return null;
                });
    }

    @Override
    public long count(Instant from, Instant to) {
        return life.use(() -> reads.count(rawFrom(from), StoredTime.ceil(to)));
    }

    /** Whatever the server still has of before is past its time. */
    private long rawFrom(Instant from) {
        return Math.max(StoredTime.ceil(from), from(RAW_FROM));
    }

    private long from(String state) {
        return queue.state(state).orElse(0L);
    }

    @Override
    public void maintain(Instant now) {
        life.use(
                () -> {
                    long rawFrom = StoredTime.ceil(now.minus(config.rawRetention()));
                    rollUps.run(now, rawFrom, appending);
                    long rawFromHour = StoredTime.hour(rawFrom);
                    long rollUpsFrom =
                            StoredTime.hour(StoredTime.ceil(now.minus(config.rollUpRetention())));
                    queue.note(RAW_FROM, Math.max(rawFromHour, from(RAW_FROM)));
                    queue.note(ROLL_UPS_FROM, Math.max(rollUpsFrom, from(ROLL_UPS_FROM)));
                    latest.forgetBefore(rawFromHour);
                    deleteOld();
                    queue.tidy();
                    return null;
                });
    }

    /**
     * Once a day, and only where there is something old: the server walks through all of its series
     * for it. Nothing is sent meanwhile: InfluxDB 1 forgets a series that is new while it deletes,
     * with the samples that it has just acknowledged.
     */
    private void deleteOld() {
        Instant rawFrom = Micros.instant(from(RAW_FROM));
        if (rawFrom.isBefore(Micros.instant(from(DELETED)).plus(DELETE_EVERY))) {
            return;
        }
        delivery.whileNothingIsSent(
                () -> {
                    delete(influx.database(), rawFrom);
                    delete(influx.rollUpDatabase(), Micros.instant(from(ROLL_UPS_FROM)));
                });
        queue.note(DELETED, from(RAW_FROM));
    }

    private void delete(String database, Instant before) {
        if (reads.firstAtServer(database, 0, StoredTime.ceil(before)).isEmpty()) {
            return;
        }
        List<String> refusals = server.deleteBefore(database, before);
        if (!refusals.isEmpty()) {
            log.warn(
                    "InfluxDB does not delete what {} has of before {} ({}). It is no longer read;"
                            + " give the database a retention of its own to get the room back.",
                    database,
                    before,
                    String.join("; ", refusals));
        }
    }

    @Override
    public Optional<HistoryWaiting> waiting() {
        return life.use(() -> Optional.of(delivery.waiting()));
    }

    @Override
    public void close() {
        delivery.close();
        life.end(
                () -> {
                    server.close();
                    queue.close();
                });
    }
}
