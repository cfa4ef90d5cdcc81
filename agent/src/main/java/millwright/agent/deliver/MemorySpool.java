package millwright.agent.deliver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Keeps batches in memory: they survive a dead collector, not a dead agent. */
final class MemorySpool implements Spool {
    /** What a batch costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 64;

    private final long bytesMax;
    private final Deque<Batch> batches = new ArrayDeque<>();

    /** Of all batches with their overhead; never above {@code bytesMax}. */
    private long bytes;

    MemorySpool(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public synchronized long add(Batch batch) {
        if (cost(batch) > bytesMax) {
            return batch.samples();
        }
        long dropped = 0;
        while (bytes + cost(batch) > bytesMax) {
            Batch oldest = batches.removeFirst();
            bytes -= cost(oldest);
            dropped += oldest.samples();
        }
        batches.addLast(batch);
        bytes += cost(batch);
        return dropped;
    }

    private static long cost(Batch batch) {
        return (long) batch.bytes() + OVERHEAD_BYTES;
    }

    @Override
    public synchronized Optional<Batch> oldest() {
        return Optional.ofNullable(batches.peekFirst());
    }

    @Override
    public synchronized void remove(Batch batch) {
        if (batches.peekFirst() == batch) {
            batches.removeFirst();
            bytes -= cost(batch);
        }
    }

    @Override
    public synchronized long batches() {
        return batches.size();
    }

    @Override
    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public long bytesMax() {
        return bytesMax;
    }

    @Override
    public void close() {
        // memory needs no closing
    }
}
