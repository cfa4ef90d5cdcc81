package millwright.agent.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * One store of the disk queue: some megabytes of neighbouring batches in H2's MVStore. A queue of
 * such stores gives its room back to the disk by deleting a file, and a damaged one takes no other
 * with it. What it holds is known while it is closed. Not thread-safe.
 */
final class Segment implements AutoCloseable {
    private static final String PREFIX = "spool-";
    private static final String SUFFIX = ".mv";
    private static final String NAME = PREFIX + "[0-9]{19}" + SUFFIX;
    private static final int BATCHES_OF_A_COMMIT = 100;

    /** What a crash leaves while a segment is compacted; the segment itself is whole. */
    static final String COMPACTED_SUFFIX = ".compacted";

    /** A file of this size with nothing in it is replaced, which takes about a millisecond. */
    private static final long WORN_BYTES = 128 << 10;

    /** So many places a store covers at most; most of them are empty again where all is well. */
    private static final long SPAN_MAX = 200_000;

    private static final long SAMPLES = 1;
    private static final long LAST_ID = 2;
    private static final long NEWEST_MILLIS = 3;

    private final Path file;
    private final long firstId;
    private long lastId;
    private long batches;
    private long samples;
    private long bytes;
    private Instant newest = Instant.MIN;
    private Optional<Open> open = Optional.empty();

    /** Removed since the start, counted from the first place: not to come back by a salvage. */
    private final BitSet removed;

    /** The store with its two maps; the sums are written with each batch, in the same commit. */
    private record Open(MVStore store, MVMap<Long, byte[]> batches, MVMap<Long, Long> sums) {}

    private Segment(Path file, long firstId, BitSet removed) {
        this.removed = removed;
        this.file = file;
        this.firstId = firstId;
        this.lastId = firstId - 1;
    }

    /** A new and empty one, open. */
    static Segment create(Path folder, long firstId) throws IOException {
        Segment segment = new Segment(folder.resolve(name(firstId)), firstId, new BitSet());
        try {
            segment.open();
            return segment;
        } catch (IOException broken) {
            segment.discard();
            throw broken;
        }
    }

    /**
     * One that is there, closed.
     *
     * @throws IOException if it cannot be read at all
     */
    static Segment of(Path file) throws IOException {
        String name = file.getFileName().toString();
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        try (Segment segment = new Segment(file, Long.parseLong(digits), new BitSet())) {
            segment.open();
            segment.readSums();
            return segment;
        }
    }

    static boolean isOne(Path file) {
        return file.getFileName().toString().matches(NAME);
    }

    private static String name(long firstId) {
        return String.format(Locale.ROOT, "%s%019d%s", PREFIX, firstId, SUFFIX);
    }

    private Open open() throws IOException {
        if (open.isPresent()) {
            return open.get();
        }
        MVStore store = null;
        try {
            store =
                    new MVStore.Builder()
                            .fileName(file.toString())
                            .autoCommitDisabled() // no thread of its own
                            .cacheSize(0)
                            .pageSplitSize(8 * 1024)
                            .keysPerPage(5) // few: a batch's whole page is written with it
                            .open();
            // Each commit goes behind the one before: whatever a death leaves of it, the store
            // finds the last whole one by searching from the end. Where room is used again it
            // follows a chain of commits from its header; one that lies on a link of that chain
            // before the header is written brings an older state back, and nothing tells.
            store.setReuseSpace(false);
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            MVMap<Long, byte[]> batchMap =
                    store.openMap(
                            "batches",
                            new MVMap.Builder<Long, byte[]>()
                                    .keyType(new StoreTypes.Id())
                                    .valueType(new StoreTypes.Bytes()));
            MVMap<Long, Long> sums =
                    store.openMap(
                            "sums",
                            new MVMap.Builder<Long, Long>()
                                    .keyType(new StoreTypes.Id())
                                    .valueType(new StoreTypes.Id()));
            Open opened = new Open(store, batchMap, sums);
            open = Optional.of(opened);
            return opened;
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            abandon(store);
            throw words(broken);
        }
    }

    private static void abandon(MVStore store) {
        if (store != null && !store.isClosed()) {
            store.closeImmediately();
        }
    }

    /** The store meets what is damaged with errors of all kinds. */
    private IOException words(Throwable broken) {
        return new IOException(file.getFileName() + ": " + broken.getMessage(), broken);
    }

    private void readSums() throws IOException {
        try {
            Open store = open();
            batches = store.batches().sizeAsLong();
            samples = store.sums().getOrDefault(SAMPLES, 0L);
            Long lastKey = store.batches().lastKey();
            lastId =
                    Math.max(
                            store.sums().getOrDefault(LAST_ID, firstId - 1),
                            lastKey == null ? firstId - 1 : lastKey);
            newest = Instant.ofEpochMilli(store.sums().getOrDefault(NEWEST_MILLIS, 0L));
            bytes = Files.size(file);
            if (lastId < firstId - 1 || span() > SPAN_MAX || samples < 0) {
                throw new IllegalStateException("its sums are damaged");
            }
        } catch (RuntimeException | AssertionError | StackOverflowError damaged) {
            throw words(damaged);
        }
    }

    long firstId() {
        return firstId;
    }

    /** One before the first where nothing was ever added. */
    long lastId() {
        return lastId;
    }

    long batches() {
        return batches;
    }

    long samples() {
        return samples;
    }

    /** Of its file. */
    long bytes() {
        return bytes;
    }

    /** When its newest batch was sealed; the distant past where there is none. */
    Instant newest() {
        return newest;
    }

    Path file() {
        return file;
    }

    /** On the disk for good when it returns. */
    void add(Spooled spooled) throws IOException {
        Batch batch = spooled.batch();
        try {
            Open store = open();
            store.batches().put(spooled.id(), BatchCode.encode(spooled.id(), batch));
            store.sums().put(LAST_ID, spooled.id());
            store.sums().put(NEWEST_MILLIS, batch.sealedAt().toEpochMilli());
            store.sums().put(SAMPLES, samples + batch.samples());
            store.store().commit();
            store.store().sync();
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            close();
            throw words(broken);
        }
        lastId = spooled.id();
        newest = batch.sealedAt();
        batches++;
        samples += batch.samples();
        bytes = Files.size(file);
    }

    /**
     * The first batch at or after a place.
     *
     * @throws IOException if it cannot be read, or is not what was written
     */
    Optional<Spooled> next(long from) throws IOException {
        try {
            MVMap<Long, byte[]> map = open().batches();
            Long id = map.ceilingKey(from);
            if (id == null || id > lastId) { // behind is a write that was taken for failed
                return Optional.empty();
            }
            Batch batch =
                    Optional.ofNullable(map.get(id))
                            .flatMap(value -> BatchCode.decode(id, value))
                            .orElseThrow(() -> new IllegalStateException("batch %d".formatted(id)));
            return Optional.of(new Spooled(id, batch));
        } catch (RuntimeException | AssertionError | StackOverflowError damaged) {
            throw words(damaged);
        }
    }

    /** The same batches under another file name. */
    Segment movedTo(Path elsewhere) {
        Segment moved = new Segment(elsewhere, firstId, removed);
        moved.lastId = lastId;
        return moved;
    }

    boolean canBeOpened() {
        try {
            open();
            return true;
        } catch (IOException damaged) {
            return false;
        }
    }

    private long span() {
        return lastId - firstId + 1;
    }

    /** Whether it has taken its share. */
    boolean isFull(long bytesAimedAt) {
        return bytes >= bytesAimedAt || span() >= SPAN_MAX / 2;
    }

    /** Whether all that it held is delivered, and its file has grown meanwhile. */
    boolean isWorn() {
        return batches == 0 && bytes >= WORN_BYTES;
    }

    /** The batch at a place if it can be read, whatever else is damaged. */
    Optional<Spooled> salvage(long id) {
        if (removed.get((int) (id - firstId))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(open().batches().get(id))
                    .flatMap(value -> BatchCode.decode(id, value))
                    .map(batch -> new Spooled(id, batch));
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError damaged) {
            return Optional.empty();
        }
    }

    /** Written with the next commit: a batch that comes back after a crash is only sent twice. */
    void remove(long id) throws IOException {
        removed.set((int) (id - firstId));
        try {
            Open store = open();
            byte[] value = store.batches().remove(id);
            if (value != null) {
                int gone = BatchCode.decode(id, value).map(Batch::samples).orElse(0);
                batches--;
                samples = Math.max(0, samples - gone);
                store.sums().put(SAMPLES, samples);
            }
        } catch (RuntimeException | AssertionError | StackOverflowError damaged) {
            throw words(damaged);
        }
    }

    /**
     * Gives the room back that growing has cost, once nothing is added any more: the batches move
     * to a new file, which then takes the place of this one.
     */
    void compact() throws IOException {
        Path narrow = file.resolveSibling(file.getFileName() + COMPACTED_SUFFIX);
        Files.deleteIfExists(narrow);
        try (Segment copy = new Segment(narrow, firstId, new BitSet())) {
            copy.takeAll(open());
        } catch (RuntimeException | AssertionError | StackOverflowError broken) {
            throw words(broken);
        } finally {
            close();
        }
        Files.move(narrow, file, StandardCopyOption.REPLACE_EXISTING);
        bytes = Files.size(file);
    }

    private void takeAll(Open source) throws IOException {
        Open target = open();
        int taken = 0;
        Cursor<Long, byte[]> all = source.batches().cursor(null);
        while (all.hasNext()) {
            Long id = all.next();
            target.batches().put(id, all.getValue());
            if (++taken % BATCHES_OF_A_COMMIT == 0) {
                target.store().commit(); // so that little of it is in memory
            }
        }
        target.sums().putAll(source.sums());
        target.store().commit();
        target.store().sync();
    }

    boolean isOpen() {
        return open.isPresent();
    }

    /** With what was removed; without it where the disk refuses. */
    @Override
    public void close() {
        open.ifPresent(
                store -> {
                    try {
                        store.store().close();
                    } catch (RuntimeException | AssertionError | StackOverflowError broken) {
                        abandon(store.store());
                    }
                });
        open = Optional.empty();
    }

    /** Closes it and deletes its file. */
    void discard() throws IOException {
        open.ifPresent(store -> abandon(store.store()));
        open = Optional.empty();
        Files.deleteIfExists(file);
    }
}
