package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import millwright.agent.budget.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sampler with its pace, what it costs and what went wrong in it. A failure ends one reading,
 * not the sampler; it is logged once for each change. A reading that is still on when the next is
 * due lets that one pass.
 */
final class SamplerTask {
    private static final Logger LOG = LoggerFactory.getLogger(SamplerTask.class);

    private final String name;
    private final Duration interval;
    private final Sampler sampler;
    private final Supplier<Duration> threadCpuTime;
    private final AtomicLong failures = new AtomicLong();

    /** When the reading that is on began; empty while there is none. */
    private final AtomicReference<Optional<Instant>> running =
            new AtomicReference<>(Optional.empty());

    /** What the last reading ended with; empty where all is well. */
    private volatile String trouble = "";

    private volatile boolean isLate;
    private volatile Pace pace = Pace.FULL;
    private volatile ReadingCost cost = ReadingCost.NONE;

    /**
     * @param threadCpuTime of the calling thread; always zero where it is not known
     */
    SamplerTask(String name, Duration interval, Sampler sampler, Supplier<Duration> threadCpuTime) {
        this.name = name;
        this.interval = interval;
        this.sampler = sampler;
        this.threadCpuTime = requireNonNull(threadCpuTime, "threadCpuTime");
    }

    SamplerTask(String name, Duration interval, Sampler sampler) {
        this(name, interval, sampler, () -> Duration.ZERO);
    }

    String name() {
        return name;
    }

    /** From one reading to the next, at the present pace. */
    Duration interval() {
        return pace.of(interval);
    }

    /** Slowed or stopped. */
    boolean isShed() {
        return pace != Pace.FULL;
    }

    void pace(Pace pace) {
        this.pace = pace;
    }

    boolean isOff() {
        return pace == Pace.OFF;
    }

    /** Of the readings that have ended, since the start. */
    ReadingCost cost() {
        return cost;
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
        long begun = System.nanoTime();
        Duration cpuBegun = threadCpuTime.get();
        try {
            sampler.sample(at, batch);
            recover(at);
        } catch (RuntimeException | LinkageError broken) {
            fail(broken);
        }
        cost =
                cost.plus(
                        Duration.ofNanos(System.nanoTime() - begun),
                        threadCpuTime.get().minus(cpuBegun));
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
