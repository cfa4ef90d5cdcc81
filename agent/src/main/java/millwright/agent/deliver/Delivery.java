package millwright.agent.deliver;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import millwright.agent.sample.SampleBatch;
import millwright.agent.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers samples to batches and brings them to the collector, in order, each until it is accepted
 * or, if the collector stays away for too long, dropped as the oldest.
 */
public final class Delivery implements AutoCloseable, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(5);

    private final DeliveryConfig config;
    private final InstantSource clock;
    private final Spool spool;
    private final Tally tally = new Tally();
    private final Gatherer gatherer;
    private final Timekeeper timekeeper = new Timekeeper("delivery-time");
    private final Pusher pusher;
    private final Thread thread;
    private volatile boolean isStopping;

    /**
     * Starts nothing.
     *
     * @param identity by what collectors know this agent
     * @param host decides the moment of delivery within the interval
     */
    public Delivery(DeliveryConfig config, Identity identity, String host, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.spool = new MemorySpool(config.spoolMax().bytes());
        this.gatherer = new Gatherer(config.batchLinesMax(), spool, tally, clock);
        this.pusher =
                new Pusher(
                        config,
                        new FlushTimes(config.interval(), host),
                        gatherer,
                        spool,
                        new CollectorClient(config.collector(), identity, timekeeper),
                        identity,
                        new Backoff(config.retryMax(), RandomGenerator.getDefault()),
                        tally,
                        System::nanoTime);
        this.thread = new Thread(this::run, "delivery");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Takes samples from any thread; never waits for the collector. */
    public void accept(SampleBatch batch) {
        if (gatherer.add(batch)) {
            LockSupport.unpark(thread);
        }
    }

    public DeliveryHealth health() {
        return tally.health(spool);
    }

    private void run() {
        try {
            while (!isStopping) {
                Duration wait = step();
                if (!isStopping && !wait.isZero()) {
                    LockSupport.parkNanos(this, wait.toNanos());
                }
            }
            pusher.last(clock, clock.instant().plus(config.stopTimeout()));
        } catch (InterruptedException stopped) {
            LOG.warn("Stopping with {} batches undelivered; they are lost.", spool.batches());
        }
    }

    private Duration step() throws InterruptedException {
        try {
            return pusher.step(clock.instant());
        } catch (RuntimeException bug) {
            LOG.error("Delivery failed in a way that it should not; it goes on.", bug);
            return AFTER_A_BUG;
        }
    }

    /** Delivers what has gathered, for at most {@code stop_timeout}. */
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
        count(registry, "samples.dropped", "Lost, the spool was full.", t -> t.dropped.get());
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
