package millwright.collector.ingest;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps every request on disk until its samples are in the history. Any number of threads append;
 * those that come while one waits for the disk share the next wait.
 *
 * <p>{@code writing} guards the order of records and the change of segments, {@code syncing} what
 * is known to be on disk; who takes both takes {@code writing} first. Records are counted by {@code
 * written}; those up to {@code synced} are durable, those up to {@code lost} and not durable have
 * failed for good: after a failed fsync a further one proves nothing about them.
 */
final class Journal implements AutoCloseable {
    static final int VERSION = 1;
    static final int FILE_HEADER_BYTES = 12; // magic, version, its complement
    static final int MAGIC = 0x4D574A4C;
    static final String SUFFIX = ".mwj";

    /** Opens a new file to write to. A test hands in one that fails. */
    interface Opener {
        FileChannel open(Path path) throws IOException;
    }

    private final Path folder;
    private final boolean sync;
    private final long segmentBytesMax;
    private final Opener opener;
    private final Timer fsyncs;
    private final FileChannel lock;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger segments = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private final List<Path> left;
    private long nextNumber;
    private boolean closed;
    private JournalSegment active;
    private volatile FileChannel channel;
    private volatile boolean rollWanted;
    private volatile long written;
    private long synced;
    private long lost;

    private Journal(
            Path folder,
            FileChannel lock,
            boolean sync,
            long segmentBytesMax,
            Opener opener,
            MeterRegistry meters)
            throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.sync = sync;
        this.segmentBytesMax = segmentBytesMax;
        this.opener = opener;
        left = JournalReader.files(folder);
        nextNumber = JournalReader.highestNumber(folder) + 1;
        fsyncs =
                Timer.builder("millwright.journal.fsync")
                        .description("How long the disk took to take the journal.")
                        .register(meters);
        Gauge.builder("millwright.journal.bytes", bytes, Number::doubleValue)
                .description("Bytes in the journal that the store has not confirmed yet.")
                .register(meters);
        Gauge.builder("millwright.journal.segments", segments, Number::doubleValue)
                .description("Files of the journal.")
                .register(meters);
    }

    /**
     * Opens the journal in a folder, which is made if need be. Then {@link #replay} comes first.
     *
     * @param sync whether {@link #append} waits for the disk; otherwise what was acknowledged
     *     survives the end of this process, but not a power cut
     * @throws IOException if it cannot be used, with a message that says what to do
     */
    static Journal open(Path folder, boolean sync, long segmentBytesMax, MeterRegistry meters)
            throws IOException {
        return open(folder, sync, segmentBytesMax, meters, path -> create(path));
    }

    static Journal open(
            Path folder, boolean sync, long segmentBytesMax, MeterRegistry meters, Opener opener)
            throws IOException {
        FileChannel lock;
        try {
            Files.createDirectories(folder);
            lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write to %s (%s): make it writable for the user that runs the collector, or set data"
                            .formatted(folder, e),
                    e);
        }
        try {
            if (lock.tryLock() == null) {
                throw new IOException(
                        "%s is in use by another collector: stop that one, or set data"
                                .formatted(folder));
            }
            return new Journal(folder, lock, sync, segmentBytesMax, opener, meters);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(folder + " is in use by this process", e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Reads what was left behind, oldest first. Each record is held until its segment is released
     * once for it.
     */
    void replay(ReplayedRecords into) throws IOException {
        for (Path path : left) {
            JournalSegment segment = new JournalSegment(path, this::forget);
            JournalReader reader = JournalReader.open(path);
            remember(segment, reader.bytes());
            segment.hold(); // while it is read
            if (reader.isDamaged()) {
                segment.damaged();
            }
            for (JournalRecord record : reader.records()) {
                segment.hold();
                into.accept(record, segment);
            }
            segment.seal();
            segment.release();
        }
    }

    /** Gets what a replay reads. */
    interface ReplayedRecords {
        void accept(JournalRecord record, JournalSegment segment) throws IOException;
    }

    /**
     * Durable on return, as far as {@code sync} asks for it.
     *
     * @return where it stands, held until it is released
     * @throws IOException if it could not be written; nothing of it will be replayed, unless the
     *     disk kept what it said it did not
     */
    JournalSegment append(JournalRecord record) throws IOException {
        JournalSegment segment;
        long mine;
        writing.lock();
        try {
            if (closed) {
                throw new IOException("the journal is closed");
            }
            if (channel == null || rollWanted || active.bytes() >= segmentBytesMax) {
                roll();
            }
            write(record);
            segment = active;
            segment.hold();
            mine = written + 1;
            written = mine;
        } finally {
            writing.unlock();
        }
        if (sync) {
            try {
                sync(mine);
            } catch (IOException e) {
                segment.release();
                throw e;
            }
        }
        return segment;
    }

    /** Lets go of the active segment if all of it is stored and it has at least that size. */
    void trim(long bytesMin) {
        writing.lock();
        try {
            if (active != null && !active.isHeld() && active.bytes() >= bytesMin) {
                seal();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Of all segments. */
    long bytes() {
        return bytes.get();
    }

    int segments() {
        return segments.get();
    }

    /** What is not released stays on disk, for the next start. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            closed = true;
            seal();
        } finally {
            writing.unlock();
            lock.close();
        }
    }

    private void write(JournalRecord record) throws IOException {
        long before = active.bytes();
        ByteBuffer[] parts = {record.header(), record.body().duplicate()};
        try {
            while (parts[1].hasRemaining() || parts[0].hasRemaining()) {
                channel.write(parts);
            }
            active.grow(record.bytes());
            bytes.addAndGet(record.bytes());
        } catch (IOException e) {
            takeBack(before);
            throw e;
        }
    }

    /** A record that is there in part would hide those after it. */
    private void takeBack(long size) {
        try {
            channel.truncate(size);
            channel.position(size);
        } catch (IOException e) {
            rollWanted = true; // nothing comes after it then
        }
    }

    private void sync(long mine) throws IOException {
        syncing.lock();
        try {
            if (mine <= synced) {
                return;
            }
            if (mine <= lost) {
                throw new IOException("the disk failed to take this and others");
            }
            force();
        } finally {
            syncing.unlock();
        }
    }

    /** Under {@code syncing}. */
    private void force() throws IOException {
        long upTo = written;
        long start = System.nanoTime();
        try {
            channel.force(false);
            synced = upTo;
        } catch (IOException e) {
            lost = written;
            rollWanted = true;
            throw e;
        } finally {
            fsyncs.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private void roll() throws IOException {
        seal();
        Path path =
                folder.resolve(String.format(Locale.ROOT, "journal-%012d%s", nextNumber++, SUFFIX));
        FileChannel opened = opener.open(path);
        JournalSegment segment = new JournalSegment(path, this::forget);
        try {
            ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_BYTES);
            header.putInt(MAGIC).putInt(VERSION).putInt(~VERSION).flip();
            while (header.hasRemaining()) {
                opened.write(header);
            }
            if (sync) {
                opened.force(true);
                syncFolder();
            }
        } catch (IOException e) {
            opened.close();
            Files.deleteIfExists(path);
            throw e;
        }
        remember(segment, FILE_HEADER_BYTES);
        active = segment;
        channel = opened;
        rollWanted = false;
    }

    /** Under {@code writing}: nothing more goes into the active segment. */
    private void seal() {
        if (channel == null) {
            return;
        }
        syncing.lock();
        try {
            if (sync && synced < written) {
                force();
            }
        } catch (IOException e) {
            // Those who wait for it hear of it, because it counts as lost.
        } finally {
            closeQuietly(channel);
            channel = null;
            syncing.unlock();
        }
        active.seal();
        active = null;
    }

    private void remember(JournalSegment segment, long size) {
        segment.grow(size);
        bytes.addAndGet(size);
        segments.incrementAndGet();
    }

    private void forget(long size) {
        bytes.addAndGet(-size);
        segments.decrementAndGet();
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, CREATE_NEW, WRITE);
    }

    /** So that the new file's name survives a power cut; Windows does that by itself. */
    private void syncFolder() throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel names = FileChannel.open(folder, READ)) {
                names.force(true);
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is synced or lost already; closing adds nothing.
        }
    }
}
