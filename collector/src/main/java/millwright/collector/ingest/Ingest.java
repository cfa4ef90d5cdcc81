package millwright.collector.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import millwright.collector.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: a write is read, put into the journal, judged, and answered; its samples reach the
 * store soon after. What is answered with 204 is never lost: what the store does not have yet is in
 * the journal, and comes again at the next start.
 */
public final class Ingest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final Journal journal;
    private final StoreQueue queue;
    private final Writes writes;
    private final Health health = new Health();

    private Ingest(
            IngestConfig config,
            SeriesDirectory directory,
            SampleSink judge,
            SampleStore store,
            InstantSource clock,
            MeterRegistry meters,
            Credentials credentials,
            Journal journal) {
        this.journal = journal;
        queue = new StoreQueue(store, journal, config.queueSamplesMax(), config.linger());
        writes = new Writes(config, directory, journal, judge, queue, clock, meters, credentials);
        Gauge.builder("millwright.ingest.queue.samples", queue, StoreQueue::samples)
                .description("Samples in the journal that wait for the store.")
                .register(meters);
        health.add("journal", writes::journalState);
        health.add("store", this::storeState);
    }

    /**
     * Opens the journal and hands on what an earlier process left in it, as if it came now.
     *
     * @param judge hears of every batch once it is durable
     * @param store gets all samples, from a thread of this class
     * @throws IOException if the journal cannot be used, with a message that says what to do
     */
    public static Ingest open(
            IngestConfig config,
            SeriesCatalog catalog,
            SampleSink judge,
            SampleStore store,
            InstantSource clock,
            MeterRegistry meters)
            throws IOException {
        return open(config, catalog, judge, store, clock, meters, Credentials.NONE);
    }

    /**
     * @param credentials of writers that were enrolled
     */
    public static Ingest open(
            IngestConfig config,
            SeriesCatalog catalog,
            SampleSink judge,
            SampleStore store,
            InstantSource clock,
            MeterRegistry meters,
            Credentials credentials)
            throws IOException {
        Journal journal =
                Journal.open(config.journal(), config.sync(), config.segmentBytesMax(), meters);
        SeriesDirectory directory = new SeriesDirectory(catalog, config.limits());
        SampleSink guarded = new GuardedSink(judge);
        Ingest ingest =
                new Ingest(config, directory, guarded, store, clock, meters, credentials, journal);
        try {
            ingest.queue.start();
            ingest.replay(directory, config, guarded);
            return ingest;
        } catch (IOException | RuntimeException | Error e) {
            ingest.close();
            throw e;
        }
    }

    /** Writing as InfluxDB 2 and 1 have it, {@code /ping} and {@code /health/…}. */
    public Routes routes() {
        return new Routes()
                .post("/api/v2/write", writes)
                .post("/write", writes)
                .get("/ping", exchange -> exchange.empty(204))
                .addAll(health.routes());
    }

    /** The way in for samples of another shape. */
    public Intake intake() {
        return writes;
    }

    /** Where other parts say how they are. */
    public Health health() {
        return health;
    }

    /** Waits until the store has all that was acknowledged; false if that takes longer. */
    public boolean awaitStored(Duration longest) throws InterruptedException {
        return queue.awaitEmpty(longest);
    }

    /** Refuses writes from now on, and stores what waits. */
    @Override
    public void close() {
        writes.stop();
        queue.close();
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("The journal did not close well: {}", e.toString());
        }
    }

    private void replay(SeriesDirectory directory, IngestConfig config, SampleSink judge)
            throws IOException {
        directory.limited(false);
        Replay replay = new Replay(new BodyParser(directory, Long.MAX_VALUE), judge, queue);
        journal.replay(replay);
        directory.limited(true);
        if (replay.requests() > 0) {
            LOG.info(
                    "Took {} samples of {} requests from {}, which the last run had not stored yet",
                    replay.samples(),
                    replay.requests(),
                    config.journal());
        }
    }

    private Health.State storeState() {
        String failure = queue.failure();
        return failure.isEmpty()
                ? Health.State.ready(queue.samples() + " samples wait")
                : Health.State.unready(failure);
    }
}
