package millwright.agent.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps batches on disk, where they survive a dead agent. While the disk refuses them (it is full,
 * or read-only) they wait in memory, and move to the disk as soon as it takes them.
 */
final class DiskSpool implements Spool {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);

    private static final long MEMORY_BYTES_MAX = 2 << 20;

    /** What an agent leaves of a disk that others fill. */
    private static final long FREE_BYTES_MIN = 32 << 20;

    /** How much room a folder's disk has. */
    interface FreeSpace {
        long bytes(Path folder) throws IOException;

        static FreeSpace real() {
            return folder -> Files.getFileStore(folder).getUsableSpace();
        }
    }

    private final Path folder;
    private final long bytesMax;
    private final Duration ageMax;
    private final FreeSpace freeSpace;
    private final Losses losses;
    private final MemorySpool memory;
    private Optional<DiskQueue> disk = Optional.empty();
    private long nextId;
    private boolean isClosed;

    /** What the disk refused with; empty where all is well. */
    private String trouble = "";

    private DiskSpool(
            Path folder, long bytesMax, Duration ageMax, FreeSpace freeSpace, Losses losses) {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.ageMax = ageMax;
        this.freeSpace = freeSpace;
        this.losses = losses;
        this.memory = new MemorySpool(MEMORY_BYTES_MAX, losses);
    }

    /**
     * In a folder that is made if it is not there. Where the disk refuses, it begins in memory.
     *
     * @param bytesMax of all files
     * @param ageMax batches that have waited for longer are dropped
     * @param now the first places follow from it if the disk cannot tell them
     * @throws IllegalStateException if another agent works in the folder; the message says what to
     *     do
     */
    static DiskSpool open(
            Path folder,
            long bytesMax,
            Duration ageMax,
            FreeSpace freeSpace,
            Losses losses,
            Instant now) {
        DiskSpool spool = new DiskSpool(folder, bytesMax, ageMax, freeSpace, losses);
        try {
            DiskQueue queue = DiskQueue.open(folder, bytesMax, ageMax, losses);
            spool.disk = Optional.of(queue);
            spool.nextId = queue.lastId() + 1;
        } catch (DiskQueue.InUse taken) {
            throw new IllegalStateException(
                    taken.getMessage()
                            + ". Stop that one, or give this one a folder of its own with the key"
                            + " `data`.",
                    taken);
        } catch (IOException refused) {
            // above whatever an agent has counted to from 1, so that no place is used twice
            spool.nextId = now.toEpochMilli() * 1000;
            spool.tell(refused);
        }
        return spool;
    }

    @Override
    public synchronized void add(Batch batch) {
        Spooled spooled = new Spooled(nextId++, batch);
        if (isClosed || !isOnDisk(spooled)) {
            memory.put(spooled);
        }
    }

    private boolean isOnDisk(Spooled spooled) {
        try {
            DiskQueue queue = queue();
            checkFreeSpace();
            Optional<Spooled> earlier = memory.next(0, Long.MAX_VALUE);
            while (earlier.isPresent()) {
                write(queue, earlier.get());
                memory.remove(earlier.get().id());
                earlier = memory.next(0, Long.MAX_VALUE);
            }
            write(queue, spooled);
            if (!trouble.isEmpty()) {
                LOG.info("The spool is on disk again, in {}.", folder);
                trouble = "";
            }
            return true;
        } catch (IOException refused) {
            tell(refused);
            return false;
        }
    }

    private DiskQueue queue() throws IOException {
        if (disk.isEmpty()) {
            disk = Optional.of(DiskQueue.open(folder, bytesMax, ageMax, losses));
            nextId = Math.max(nextId, disk.get().lastId() + 1);
        }
        return disk.get();
    }

    private void checkFreeSpace() throws IOException {
        long free = freeSpace.bytes(folder);
        if (free < FREE_BYTES_MIN) {
            throw new IOException(
                    "the disk is nearly full: %d bytes are free, and the agent leaves the last %d to others"
                            .formatted(free, FREE_BYTES_MIN));
        }
    }

    private static void write(DiskQueue queue, Spooled spooled) throws IOException {
        try {
            queue.add(spooled);
        } catch (IOException broken) {
            queue.add(spooled); // into a new file, if it was only the old one's trouble
        }
    }

    private void tell(IOException refused) {
        String why = refused.getClass().getSimpleName() + ": " + refused.getMessage();
        if (trouble.isEmpty()) {
            LOG.warn(
                    "The spool in {} does not take samples ({}). They wait in memory, at most {}"
                            + " bytes of them, until it does. Free some space, or make the folder"
                            + " writable; no restart is needed.",
                    folder,
                    why,
                    MEMORY_BYTES_MAX);
        }
        trouble = why;
    }

    @Override
    public synchronized long nextId() {
        return nextId;
    }

    @Override
    public synchronized Optional<Spooled> next(long from, long to) {
        if (isClosed) {
            return Optional.empty();
        }
        Optional<Spooled> inMemory = memory.next(from, to);
        Optional<Spooled> onDisk = nextOnDisk(from, to);
        if (inMemory.isEmpty() || onDisk.isEmpty()) {
            return inMemory.or(() -> onDisk);
        }
        return inMemory.get().id() < onDisk.get().id() ? inMemory : onDisk;
    }

    private Optional<Spooled> nextOnDisk(long from, long to) {
        try {
            return disk.isEmpty() ? Optional.empty() : disk.get().next(from, to);
        } catch (IOException refused) {
            tell(refused);
            return Optional.empty();
        }
    }

    @Override
    public synchronized void remove(long id) {
        if (isClosed) {
            return;
        }
        memory.remove(id);
        try {
            if (disk.isPresent()) {
                disk.get().remove(id);
            }
        } catch (IOException refused) {
            tell(refused);
        }
    }

    @Override
    public synchronized long batches() {
        return memory.batches() + disk.map(DiskQueue::batches).orElse(0L);
    }

    @Override
    public synchronized long bytes() {
        return memory.bytes() + disk.map(DiskQueue::bytes).orElse(0L);
    }

    @Override
    public long bytesMax() {
        return bytesMax;
    }

    @Override
    public synchronized String fateAtEnd() {
        return memory.batches() == 0
                ? "wait in " + folder + " for the next start"
                : "wait in %s for the next start, but %d of them are in memory and lost"
                        .formatted(folder, memory.batches());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        disk.ifPresent(DiskQueue::close);
    }
}
