package millwright.collector.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits to the server, in batches and in time order, one request at a time. It tries
 * again until the server has taken them; sending twice is harmless, as the same (series, time) is
 * one sample there too.
 *
 * <p>A refused batch is not all bad, and the server names one reason only. So it is parted until
 * what is refused is known: by the field that the server names, else in halves. What is refused
 * alone is set aside.
 */
final class InfluxDelivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InfluxDelivery.class);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE_ASKED_MAX = Duration.ofMinutes(1);

    /** Such as {@code input field "free" on measurement "disk" is type float, … dropped=3}. */
    private static final Pattern CONFLICT =
            Pattern.compile("input field \"(.*)\" on measurement \"(.*)\" is type ");

    private static final Pattern DROPPED = Pattern.compile("dropped=(\\d+)");

    private final InfluxQueue queue;
    private final InfluxServer server;
    private final InfluxConfig config;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "history-influxdb");
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock sending = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private boolean isClosing; // guarded by lock
    private volatile String trouble = "";
    private volatile String refusal = "";
    // All that came before it is at the server, or aside.
    private volatile Instant deliveredUntil;

    InfluxDelivery(
            InfluxQueue queue, InfluxServer server, InfluxConfig config, InstantSource clock) {
        this.queue = queue;
        this.server = server;
        this.config = config;
        this.clock = clock;
        deliveredUntil = clock.instant();
    }

    void start() {
        thread.start();
    }

    /** Something waits. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    HistoryWaiting waiting() {
        long samples = queue.size();
        return new HistoryWaiting(
                samples,
                queue.samplesMax(),
                samples == 0 ? Optional.empty() : Optional.of(deliveredUntil),
                written.get(),
                retries.get(),
                queue.aside(),
                trouble.isEmpty() ? Optional.empty() : Optional.of(trouble),
                refusal.isEmpty() ? Optional.empty() : Optional.of(refusal));
    }

    private void run() {
        while (awaitSamples()) {
            try {
                pass();
            } catch (Stopping stop) {
                return;
            } catch (RuntimeException | Error e) { // this thread must live, or nothing is sent
                failed("the queue: " + e.getMessage(), e);
                if (!pause(PAUSE_MAX)) {
                    return;
                }
            }
        }
    }

    /** The collector stops; what is left waits for the next start. */
    private static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopping() {
            super("stopping", null, false, false);
        }
    }

    private boolean awaitSamples() {
        lock.lock();
        try {
            while (!isClosing && queue.size() == 0) {
                changed.awaitUninterruptibly();
            }
            return !isClosing;
        } finally {
            lock.unlock();
        }
    }

    /** All that waits now, once; what comes meanwhile is of this pass or of the next. */
    private void pass() {
        Instant began = clock.instant();
        Optional<SampleAt> end = queue.last();
        SampleAt from = SampleAt.FIRST;
        while (end.isPresent()) {
            List<InfluxQueue.Waiting> batch = queue.next(from, end.get(), config.batchLines());
            if (batch.isEmpty()) {
                break;
            }
            deliver(batch);
            // its own place was emptied; if a newer value came, the next pass has it
            SampleAt last = batch.get(batch.size() - 1).at();
            from =
                    last.isText()
                            ? new SampleAt(last.micros(), last.series() + 1, false)
                            : new SampleAt(last.micros(), last.series(), true);
        }
        deliveredUntil = began;
    }

    private void deliver(List<InfluxQueue.Waiting> batch) {
        Duration pause = PAUSE_FIRST;
        while (true) {
            InfluxServer.Written answer = send(lines(batch));
            if (answer instanceof InfluxServer.Written.Ok) {
                well();
                written.addAndGet(batch.size());
                queue.sent(batch);
                return;
            }
            String why = "";
            Duration asked = Duration.ZERO;
            if (answer instanceof InfluxServer.Written.Refused refused) {
                if (isParted(batch, refused.why())) {
                    return;
                }
                why = "too much is refused to be set aside: " + refused.why();
            } else if (answer instanceof InfluxServer.Written.Later later) {
                why = later.why();
                asked = later.pause();
            }
            failed(why, null);
            if (!pause(longer(pause, asked))) {
                throw new Stopping();
            }
            pause = shorter(pause.multipliedBy(2), PAUSE_MAX);
        }
    }

    private InfluxServer.Written send(String lines) {
        sending.lock();
        try {
            return server.write(config.database(), lines);
        } finally {
            sending.unlock();
        }
    }

    /** Does something while nothing is being sent. */
    void whileNothingIsSent(Runnable work) {
        sending.lock();
        try {
            work.run();
        } finally {
            sending.unlock();
        }
    }

    private static Duration longer(Duration ours, Duration asked) {
        Duration bounded = shorter(asked, PAUSE_ASKED_MAX);
        return bounded.compareTo(ours) > 0 ? bounded : ours;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private String lines(List<InfluxQueue.Waiting> batch) {
        SeriesCatalog catalog = queue.catalog();
        InfluxLines lines = new InfluxLines();
        for (InfluxQueue.Waiting sample : batch) {
            SampleAt at = sample.at();
            SeriesKey key = catalog.key(at.series());
            if (sample.value() instanceof SampleValue.Words words) {
                lines.addText(key, at.micros(), words.value());
            } else if (sample.value() instanceof SampleValue.Figure number) {
                lines.add(key, at.micros(), number.value());
            }
        }
        return lines.take();
    }

    /** Delivers the good of a refused batch and sets the bad aside; false if there is no room. */
    private boolean isParted(List<InfluxQueue.Waiting> batch, String why) {
        if (batch.size() == 1 || isWhole(batch, why)) {
            return isSetAside(batch, why);
        }
        List<InfluxQueue.Waiting> named = new ArrayList<>();
        List<InfluxQueue.Waiting> others = new ArrayList<>();
        part(batch, why, named, others);
        if (named.isEmpty() || others.isEmpty()) {
            int half = batch.size() / 2;
            deliver(batch.subList(0, half));
            deliver(batch.subList(half, batch.size()));
        } else {
            deliver(others);
            deliver(named);
        }
        return true;
    }

    /** Whether the server says that it has dropped every line. */
    private static boolean isWhole(List<InfluxQueue.Waiting> batch, String why) {
        Matcher dropped = DROPPED.matcher(why);
        return dropped.find() && dropped.group(1).equals(Integer.toString(batch.size()));
    }

    private void part(
            List<InfluxQueue.Waiting> batch,
            String why,
            List<InfluxQueue.Waiting> named,
            List<InfluxQueue.Waiting> others) {
        Matcher conflict = CONFLICT.matcher(why);
        if (!conflict.find()) {
            return;
        }
        String field = conflict.group(1);
        String measurement = conflict.group(2);
        for (InfluxQueue.Waiting sample : batch) {
            SeriesKey key = queue.catalog().key(sample.at().series());
            String own =
                    sample.at().isText()
                            ? InfluxNames.encode(key.field()) + InfluxNames.TEXT_SUFFIX
                            : InfluxNames.field(key.field());
            boolean isNamed =
                    own.equals(field)
                            && InfluxNames.measurement(key.measurement()).equals(measurement);
            (isNamed ? named : others).add(sample);
        }
    }

    private boolean isSetAside(List<InfluxQueue.Waiting> batch, String why) {
        if (!queue.setAside(batch)) {
            return false;
        }
        SampleAt first = batch.get(0).at();
        SeriesKey key = queue.catalog().key(first.series());
        refusal = "%s of %s: %s".formatted(key, instant(first), why);
        log.warn(
                "InfluxDB refuses {} samples, such as {}. They are set aside, and tried again at"
                        + " the next start; the others go on.",
                batch.size(),
                refusal);
        return true;
    }

    private static Instant instant(SampleAt at) {
        return Micros.instant(at.micros());
    }

    private void well() {
        if (!trouble.isEmpty()) {
            log.info("InfluxDB takes samples again; {} wait", queue.size());
            trouble = "";
        }
    }

    private void failed(String why, Throwable cause) {
        retries.incrementAndGet();
        if (trouble.isEmpty()) {
            log.warn(
                    "InfluxDB takes no samples: {}. They wait on this machine's disk; trying again",
                    why,
                    cause);
        }
        trouble = why;
    }

    /** Returns false when there is no more time. */
    private boolean pause(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (left > 0 && !isClosing) {
                left = changed.awaitNanos(left);
            }
            return !isClosing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends after the request that is under way; what is left waits on disk. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.MILLISECONDS.convert(config.timeout().multipliedBy(3)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
