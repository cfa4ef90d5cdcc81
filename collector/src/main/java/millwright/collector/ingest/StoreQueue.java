package millwright.collector.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on their way to the store: gathers small batches into large ones, tries again while the
 * store fails, and lets go of the journal's segments afterwards. Thread-safe; its fields are
 * guarded by {@code lock}.
 */
final class StoreQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int GROUP_SAMPLES = 200_000;
    private static final long RETRY_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_MAX_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Below it, a segment whose samples are all stored is not worth a new file. */
    private static final long TRIM_BYTES = 1 << 20;

    private final SampleStore store;
    private final Journal journal;
    private final int samplesMax;
    private final long lingerNanos;
    private final Thread thread = new Thread(this::run, "ingest-store");
    private final SampleBatch merged = new SampleBatch(GROUP_SAMPLES);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long samples;
    private boolean closing;
    private volatile String failure = "";

    /** A batch, and the segment that may go when it is stored. */
    private record Waiting(SampleBatch batch, JournalSegment segment) {
        int samples() {
            return batch.size() + batch.texts().size();
        }
    }

    StoreQueue(SampleStore store, Journal journal, int samplesMax, Duration linger) {
        this.store = store;
        this.journal = journal;
        this.samplesMax = samplesMax;
        this.lingerNanos = linger.toNanos();
    }

    void start() {
        thread.start();
    }

    /** Takes a batch in any case; who cares looks at {@link #isFull} before. */
    void add(SampleBatch batch, JournalSegment segment) {
        lock.lock();
        try {
            Waiting item = new Waiting(batch, segment);
            waiting.add(item);
            long before = samples;
            samples += item.samples();
            if (waiting.size() == 1 || (before < GROUP_SAMPLES && samples >= GROUP_SAMPLES)) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits while it is full. */
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (samples > samplesMax && !closing) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is stored; returns false if that takes longer. */
    boolean awaitEmpty(Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (samples > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        return samples() > samplesMax;
    }

    /** Not stored yet, also those that are being stored. */
    long samples() {
        lock.lock();
        try {
            return samples;
        } finally {
            lock.unlock();
        }
    }

    /** What the store said last time; empty if it took the samples. */
    String failure() {
        return failure;
    }

    /** Stores what waits, if the store takes it at once; the rest stays in the journal. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            List<Waiting> group = new ArrayList<>();
            while (take(group)) {
                if (!stored(group)) {
                    return;
                }
                done(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            LOG.warn("Storing was interrupted; what waits stays in the journal");
        }
    }

    private boolean take(List<Waiting> group) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closing) {
                    return false;
                }
                changed.await();
            }
            long left = lingerNanos;
            while (samples < GROUP_SAMPLES && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            long taken = 0;
            while (!waiting.isEmpty() && taken < GROUP_SAMPLES) {
                taken += waiting.peek().samples();
                group.add(waiting.poll());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean stored(List<Waiting> group) throws InterruptedException {
        SampleBatch batch = group.get(0).batch();
        if (group.size() > 1) {
            merged.clear();
            group.forEach(item -> merged.addAll(item.batch()));
            batch = merged;
        }
        for (long pause = RETRY_FIRST_NANOS; !append(batch); pause *= 2) {
            if (!pause(Math.min(pause, RETRY_MAX_NANOS))) {
                LOG.warn("Stopping; {} samples wait in the journal for the next start", samples());
                return false;
            }
        }
        return true;
    }

    private boolean append(SampleBatch batch) {
        try {
            store.append(batch);
            if (!failure.isEmpty()) {
                LOG.info("The history takes samples again; {} wait", samples());
                failure = "";
            }
            return true;
        } catch (RuntimeException | Error e) { // this thread must live, or nothing is stored again
            if (failure.isEmpty()) {
                LOG.warn(
                        "The history takes no samples ({}). They wait in the journal, {} so far;"
                                + " trying again",
                        e.getMessage(),
                        samples(),
                        e);
            }
            failure = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Returns false when there is no more time to try again. */
    private boolean pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closing) {
                left = changed.awaitNanos(left);
            }
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private void done(List<Waiting> group) {
        long stored = 0;
        for (Waiting item : group) {
            stored += item.samples();
            item.segment().release();
        }
        boolean empty;
        lock.lock();
        try {
            samples -= stored;
            empty = samples == 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (empty) {
            journal.trim(TRIM_BYTES);
        }
    }
}
