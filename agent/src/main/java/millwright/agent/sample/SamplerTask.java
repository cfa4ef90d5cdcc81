package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sampler with what went wrong in it. A failure ends one reading, not the sampler; it is logged
 * once for each change. A reading that is still on when the next is due lets that one pass.
 */
final class SamplerTask {
    private static final Logger LOG = LoggerFactory.getLogger(SamplerTask.class);

    private final String name;
    private final Duration interval;
    private final Sampler sampler;
    private final AtomicLong failures = new AtomicLong();

    /** When the reading that is on began; empty while there is none. */
    private final AtomicReference<Optional<Instant>> running =
            new AtomicReference<>(Optional.empty());

    /** What the last reading ended with; empty where all is well. */
    private volatile String trouble = "";

    private volatile boolean isLate;

    SamplerTask(String name, Duration interval, Sampler sampler) {
        this.name = name;
        this.interval = interval;
        this.sampler = sampler;
    }

    String name() {
        return name;
    }

    Duration interval() {
        return interval;
    }

    /** Readings that failed or did not end in time, since the start. */
    long failures() {
        return failures.get();
    }

    /** Claims the next reading; false where the last one is still on. */
    boolean begin(Instant at) {
        Optional<Instant> before = running.get();
        if (before.isEmpty() && running.compareAndSet(before, Optional.of(at))) {
            return true;
        }
        failures.incrementAndGet();
        if (!isLate) {
            isLate = true;
            LOG.warn(
                    "Sampler {} has not returned since {}; the others go on without it.",
                    name,
                    running.get().map(Instant::toString).orElse("just now"));
        }
        return false;
    }

    /** What the sampler can say of the reading that is still on, and hands it on. */
    void tellOverdue(Instant at, Map<String, String> tags, Consumer<SampleBatch> next) {
        SampleBatch batch = new SampleBatch(tags);
        running.get().ifPresent(since -> sampler.overdue(at, since, batch));
        if (!batch.lines().isEmpty()) {
            next.accept(batch);
        }
    }

    /**
     * Reads what {@link #begin} claimed and hands it on. A failed reading hands on what it had got
     * so far.
     */
    void read(Instant at, Map<String, String> tags, Consumer<SampleBatch> next) {
        SampleBatch batch = new SampleBatch(tags);
        try {
            sampler.sample(at, batch);
            recover(at);
        } catch (RuntimeException | LinkageError broken) {
            fail(broken);
        }
        try {
            if (!batch.lines().isEmpty()) {
                next.accept(batch);
            }
        } finally {
            running.set(Optional.empty());
        }
    }

    private void recover(Instant at) {
        if (isLate || !trouble.isEmpty()) {
            LOG.info("Sampler {} works again (reading of {}).", name, at);
        }
        isLate = false;
        trouble = "";
    }

    private void fail(Throwable broken) {
        failures.incrementAndGet();
        String now = broken.getClass().getSimpleName() + ": " + broken.getMessage();
        if (now.equals(trouble)) {
            return;
        }
        trouble = now;
        if (broken instanceof SamplingException) {
            LOG.warn("Sampler {} fails: {}. It is tried again each time it is due.", name, now);
        } else {
            LOG.warn("Sampler {} fails: {}. It is tried again.", name, now, broken);
        }
    }
}
