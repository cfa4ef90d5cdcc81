package millwright.agent.deliver;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps batches in memory: they survive a dead collector, not a dead agent. */
final class MemorySpool implements Spool {
    /** What a batch costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 128;

    private final long bytesMax;
    private final Losses losses;
    private final TreeMap<Long, Batch> batches = new TreeMap<>();
    private long nextId = 1;

    /** Of all batches with their overhead; never above {@code bytesMax}. */
    private long bytes;

    MemorySpool(long bytesMax, Losses losses) {
        this.bytesMax = bytesMax;
        this.losses = losses;
    }

    @Override
    public synchronized void add(Batch batch) {
        put(new Spooled(nextId, batch));
    }

    /** Adds a batch that has its place already, after all others. */
    synchronized void put(Spooled spooled) {
        nextId = spooled.id() + 1;
        long cost = cost(spooled.batch());
        if (cost > bytesMax) {
            lose(spooled.batch());
            return;
        }
        while (bytes + cost > bytesMax) {
            Batch oldest = batches.pollFirstEntry().getValue();
            bytes -= cost(oldest);
            lose(oldest);
        }
        batches.put(spooled.id(), spooled.batch());
        bytes += cost;
    }

    private void lose(Batch batch) {
        losses.forRoom(batch.samples(), bytesMax, "memory");
    }

    private static long cost(Batch batch) {
        return (long) batch.bytes() + OVERHEAD_BYTES;
    }

    @Override
    public synchronized long nextId() {
        return nextId;
    }

    @Override
    public synchronized Optional<Spooled> next(long from, long to) {
        Map.Entry<Long, Batch> found = batches.ceilingEntry(from);
        return found == null || found.getKey() >= to
                ? Optional.empty()
                : Optional.of(new Spooled(found.getKey(), found.getValue()));
    }

    @Override
    public synchronized void remove(long id) {
        Batch removed = batches.remove(id);
        if (removed != null) {
            bytes -= cost(removed);
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
    public String fateAtEnd() {
        return "are lost, the spool being in memory only";
    }

    @Override
    public void close() {
        // memory needs no closing
    }
}
