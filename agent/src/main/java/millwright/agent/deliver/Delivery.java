package millwright.agent.deliver;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import millwright.agent.sample.SampleBatch;
import millwright.agent.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers samples to batches, keeps them on disk, and brings them to a collector: each until it is
 * accepted or, if the collectors stay away for too long, dropped as the oldest.
 */
public final class Delivery implements AutoCloseable, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(5);
    private static final Duration SEALED_AFTER = Duration.ofMillis(500);

    private final DeliveryConfig config;
    private final InstantSource clock;
    private final Timekeeper timekeeper = new Timekeeper("delivery-time");
    private final AtomicBoolean isSealDue = new AtomicBoolean();
    private final Tally tally = new Tally();
    private final ClockOffset clockOffset = new ClockOffset();
    private final Losses losses;
    private final Spool spool;
    private final Gatherer gatherer;
    private final Pusher pusher;
    private final Thread thread;
    private volatile boolean isStopping;

    private Delivery(
            DeliveryConfig config,
            Identity identity,
            Path data,
            String host,
            Losses losses,
            Spool spool,
            InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.losses = losses;
        this.spool = spool;
        this.gatherer = new Gatherer(config.batchLinesMax(), spool, clock);
        RandomGenerator random = RandomGenerator.getDefault();
        List<CollectorClient> clients =
                config.collectors().stream()
                        .map(collector -> new CollectorClient(collector, identity, timekeeper))
                        .toList();
        this.pusher =
                new Pusher(
                        config,
                        new FlushTimes(config.interval(), host),
                        gatherer,
                        spool,
                        losses,
                        new Peers(clients, random),
                        identity,
                        new Backoff(config.retryMax(), random),
                        new Catchup(config.catchupRate(), config.interval(), random),
                        new RejectedLines(data.resolve("rejected")),
                        clockOffset,
                        tally,
                        clock,
                        System::nanoTime);
        this.thread = new Thread(this::run, "delivery");
        this.thread.setDaemon(true);
    }

    /**
     * Opens the spool; sends nothing yet.
     *
     * @param identity by what collectors know this agent
     * @param data the agent's own folder; the spool is in it
     * @param host decides the moment of delivery within the interval
     * @throws IllegalStateException if another agent works in the folder; the message says what to
     *     do
     */
    public static Delivery open(
            DeliveryConfig config, Identity identity, Path data, String host, InstantSource clock) {
        Losses losses = new Losses();
        Spool spool =
                DiskSpool.open(
                        data.resolve("spool"),
                        config.spoolMax().bytes(),
                        config.spoolAgeMax(),
                        DiskSpool.FreeSpace.real(),
                        losses,
                        clock.instant());
        return new Delivery(config, identity, data, host, losses, spool, clock);
    }

    public void start() {
        thread.start();
    }

    /** Takes samples from any thread; never waits for the collector, for the disk seldom. */
    public void accept(SampleBatch batch) {
        if (gatherer.add(batch) == Gatherer.Gathered.SEALED) {
            pusher.hurry();
            LockSupport.unpark(thread);
        } else if (isSealDue.compareAndSet(false, true)) {
            sealSoon();
        }
    }

    /** What has gathered goes to the disk with what else comes within a second. */
    private void sealSoon() {
        try {
            var unused =
                    timekeeper.after(
                            SEALED_AFTER,
                            () -> {
                                isSealDue.set(false);
                                seal();
                            });
        } catch (RejectedExecutionException closing) {
            // the last flush seals
        }
    }

    /** Moves what has gathered to the disk. */
    void seal() {
        try {
            gatherer.seal();
        } catch (RuntimeException bug) {
            LOG.error("The spool failed in a way that it should not; it goes on.", bug);
        }
    }

    public DeliveryHealth health() {
        return tally.health(spool, losses, clockOffset);
    }

    private void run() {
        try {
            while (!isStopping) {
                Duration wait = step();
                if (!isStopping && !wait.isZero()) {
                    LockSupport.parkNanos(this, wait.toNanos());
                }
            }
            pusher.last(clock.instant().plus(config.stopTimeout()));
        } catch (InterruptedException stopped) {
            LOG.info("Stopping: {} batches {}.", spool.batches(), spool.fateAtEnd());
        }
    }

    /** Does what is due; the time until the next call has something to do. */
    Duration step() throws InterruptedException {
        try {
            return pusher.step(clock.instant());
        } catch (RuntimeException bug) {
            LOG.error("Delivery failed in a way that it should not; it goes on.", bug);
            return AFTER_A_BUG;
        }
    }

    /** Keeps what has gathered, and delivers it for at most {@code stop_timeout}. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(config.stopTimeout().plusMillis(500).toMillis());
            thread.interrupt();
            thread.join(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        timekeeper.close();
        spool.close();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "spool.batches", "Batches that wait for the collector.", Spool::batches);
        Gauge.builder("millwright.agent.spool.size", spool, Spool::bytes)
                .baseUnit("bytes")
                .description("What the waiting batches take.")
                .register(registry);
        Gauge.builder("millwright.agent.spool.max", spool, Spool::bytesMax)
                .baseUnit("bytes")
                .description("What they may take.")
                .register(registry);
        count(registry, "samples.sent", "Accepted by the collector.", t -> t.sent.get());
        FunctionCounter.builder("millwright.agent.samples.dropped", losses, Losses::total)
                .description("Lost by the spool: its bounds, or damage of its disk.")
                .register(registry);
        Gauge.builder("millwright.agent.clock.offset", clockOffset, Delivery::offsetSeconds)
                .baseUnit("seconds")
                .description("How far the collector's clock is ahead of this machine's.")
                .register(registry);
        count(registry, "lines.rejected", "The collector never takes.", t -> t.rejected.get());
        FunctionTimer.builder(
                        "millwright.agent.push",
                        tally,
                        t -> t.pushes.get(),
                        t -> t.pushNanos.get(),
                        TimeUnit.NANOSECONDS)
                .description("Requests to the collector.")
                .register(registry);
    }

    /** Micrometer has no word for "not yet" but this one. */
    private static double offsetSeconds(ClockOffset offset) {
        return offset.best().map(best -> best.toMillis() / 1000.0).orElse(Double.NaN);
    }

    private void gauge(
            MeterRegistry registry, String name, String words, ToDoubleFunction<Spool> value) {
        Gauge.builder("millwright.agent." + name, spool, value)
                .description(words)
                .register(registry);
    }

    private void count(
            MeterRegistry registry, String name, String words, ToDoubleFunction<Tally> value) {
        FunctionCounter.builder("millwright.agent." + name, tally, value)
                .description(words)
                .register(registry);
    }
}
