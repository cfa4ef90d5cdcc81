package millwright.agent.deliver;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches in a folder, in {@linkplain Segment segments} of which the newest takes what comes. At
 * most two are open. What the disk refuses is an {@code IOException}; what it has damaged is set
 * aside, told and counted. Not thread-safe.
 */
final class DiskQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskQueue.class);

    private static final int SEGMENTS_AIMED_AT = 16;
    private static final long SEGMENT_BYTES_MIN = 256 << 10;
    private static final long SEGMENT_BYTES_MAX = 8 << 20;

    /** Another agent works in the folder. */
    static final class InUse extends IOException {
        private static final long serialVersionUID = 1L;

        InUse(Path folder) {
            super(folder + " is in use by another agent");
        }
    }

    private final Path folder;
    private final long bytesMax;
    private final long segmentBytesMax;
    private final Duration ageMax;
    private final Losses losses;
    private final SetAside setAside;
    private final FileChannel lock;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private Optional<Segment> writing = Optional.empty();

    private DiskQueue(Path folder, long bytesMax, Duration ageMax, Losses losses, FileChannel lock)
            throws IOException {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.segmentBytesMax =
                Math.max(
                        SEGMENT_BYTES_MIN,
                        Math.min(SEGMENT_BYTES_MAX, bytesMax / SEGMENTS_AIMED_AT));
        this.ageMax = ageMax;
        this.losses = losses;
        this.setAside = new SetAside(folder);
        this.lock = lock;
    }

    /**
     * @throws InUse if another agent works there
     */
    static DiskQueue open(Path folder, long bytesMax, Duration ageMax, Losses losses)
            throws IOException {
        OwnFolder.create(folder);
        FileChannel lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (!isLocked(lock)) {
                throw new InUse(folder);
            }
            DiskQueue queue = new DiskQueue(folder, bytesMax, ageMax, losses, lock);
            queue.readFolder();
            return queue;
        } catch (IOException | RuntimeException broken) {
            lock.close();
            throw broken;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private void readFolder() throws IOException {
        for (Path file : files()) {
            try {
                Segment segment = Segment.of(file);
                if (segment.batches() == 0) {
                    segment.discard();
                } else {
                    segments.put(segment.firstId(), segment);
                }
            } catch (IOException unreadable) {
                setAside.take(file, unreadable);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            for (Path file : all) {
                if (file.toString().endsWith(Segment.COMPACTED_SUFFIX)) {
                    Files.delete(file);
                }
            }
            return all.stream().filter(Segment::isOne).toList();
        }
    }

    /** The highest place that was ever used, as far as the folder tells; 0 for none. */
    long lastId() {
        return segments.isEmpty() ? 0 : segments.lastEntry().getValue().lastId();
    }

    long batches() {
        return segments.values().stream().mapToLong(Segment::batches).sum();
    }

    /** Of all files, those set aside among them. */
    long bytes() {
        return setAside.bytes() + segments.values().stream().mapToLong(Segment::bytes).sum();
    }

    /** On the disk for good when it returns. Places ascend. */
    void add(Spooled spooled) throws IOException {
        if (2L * spooled.batch().bytes() > bytesMax / 2) {
            losses.forRoom(spooled.batch().samples(), bytesMax, "delivery.spool_max");
            return;
        }
        makeRoom(spooled.batch());
        Segment segment = writing.isPresent() ? writing.get() : begin(spooled.id());
        try {
            segment.add(spooled);
        } catch (IOException broken) {
            writing = Optional.empty(); // what it holds is there; it takes no more
            throw broken;
        }
        if (segment.isFull(segmentBytesMax)) {
            finish(segment);
        }
    }

    private Segment begin(long id) throws IOException {
        Segment segment = Segment.create(folder, id);
        segments.put(id, segment);
        writing = Optional.of(segment);
        return segment;
    }

    private void finish(Segment segment) {
        writing = Optional.empty();
        compact(segment);
    }

    private static void compact(Segment segment) {
        try {
            segment.compact();
        } catch (IOException broken) {
            // Read anew when its turn comes: larger than it might be, or damaged.
            LOG.debug("{} cannot be compacted", segment.file(), broken);
        }
    }

    /** For a batch, the writing segment's growth and its compaction. */
    private void makeRoom(Batch batch) throws IOException {
        long needed = 2L * batch.bytes() + 2 * segmentBytesMax;
        while (hasOld() && bytesOfOld() + needed > bytesMax) {
            dropOldest(samples -> losses.forRoom(samples, bytesMax, "delivery.spool_max"));
        }
        while (hasOld() && oldest().newest().isBefore(batch.sealedAt().minus(ageMax))) {
            dropOldest(samples -> losses.forAge(samples, ageMax));
        }
    }

    private boolean hasOld() {
        return !segments.isEmpty() && !writing.equals(Optional.of(oldest()));
    }

    private Segment oldest() {
        return segments.firstEntry().getValue();
    }

    private long bytesOfOld() {
        return bytes() - writing.map(Segment::bytes).orElse(0L);
    }

    private void dropOldest(LongConsumer count) throws IOException {
        Segment oldest = oldest();
        segments.remove(oldest.firstId());
        count.accept(oldest.samples());
        oldest.discard();
    }

    /** The first batch at or after one place and before another. */
    Optional<Spooled> next(long from, long to) throws IOException {
        Long at = segments.floorKey(from);
        Map.Entry<Long, Segment> each =
                at == null ? segments.firstEntry() : segments.floorEntry(from);
        while (each != null && each.getKey() < to) {
            Optional<Spooled> found = next(each.getValue(), from);
            if (found.isPresent()) {
                return found.filter(spooled -> spooled.id() < to);
            }
            each = segments.higherEntry(each.getKey());
        }
        return Optional.empty();
    }

    private Optional<Spooled> next(Segment segment, long from) throws IOException {
        if (segment.lastId() < from || segment.batches() == 0) {
            return Optional.empty();
        }
        closeOthers(segment);
        try {
            Optional<Spooled> found = segment.next(from);
            if (found.isEmpty() && from <= segment.firstId()) {
                throw new IOException(
                        "%s: %d batches cannot be found"
                                .formatted(segment.file().getFileName(), segment.batches()));
            }
            return found;
        } catch (IOException damaged) {
            return salvage(segment, damaged).next(from);
        }
    }

    private void closeOthers(Segment used) {
        for (Segment segment : segments.values()) {
            if (segment != used && segment.isOpen() && !writing.equals(Optional.of(segment))) {
                segment.close();
            }
        }
    }

    /** Replaces a damaged segment by one with what can still be read, and sets it aside. */
    private Segment salvage(Segment damaged, IOException reason) throws IOException {
        if (writing.equals(Optional.of(damaged))) {
            writing = Optional.empty();
        }
        segments.remove(damaged.firstId());
        damaged.close();
        Path aside = setAside.take(damaged.file(), reason);
        Segment saved = Segment.create(folder, damaged.firstId());
        segments.put(saved.firstId(), saved);
        try (Segment source = damaged.movedTo(aside)) {
            long end = source.canBeOpened() ? source.lastId() : source.firstId() - 1;
            for (long id = source.firstId(); id <= end; id++) {
                Optional<Spooled> readable = source.salvage(id);
                if (readable.isPresent()) {
                    saved.add(readable.get());
                }
            }
        }
        compact(saved);
        long lost = Math.max(0, damaged.samples() - saved.samples());
        losses.forDamage(lost);
        LOG.warn(
                "{} of {} samples in it were saved; {} are lost.",
                saved.samples(),
                damaged.samples(),
                lost);
        return saved;
    }

    /** From each segment that has it: a write that was taken for failed has been repeated. */
    void remove(long id) throws IOException {
        for (Segment segment : List.copyOf(segments.headMap(id, true).values())) {
            if (segment.lastId() >= id) {
                remove(segment, id);
            }
        }
    }

    private void remove(Segment from, long id) throws IOException {
        Segment segment = from;
        closeOthers(segment);
        try {
            segment.remove(id);
        } catch (IOException damaged) {
            segment = salvage(segment, damaged);
            segment.remove(id);
        }
        boolean isWriting = writing.equals(Optional.of(segment));
        if (isWriting ? segment.isWorn() : segment.batches() == 0) {
            writing = writing.filter(other -> !isWriting);
            segments.remove(segment.firstId());
            segment.discard();
        }
    }

    @Override
    public void close() {
        segments.values().forEach(Segment::close);
        try {
            lock.close();
        } catch (IOException gone) {
            LOG.debug("The lock of {} did not close", folder, gone);
        }
    }
}
