package millwright.collector.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder of one store: held by one process at a time, and of a format that this version knows.
 *
 * <pre>
 * lock     locked while a process has the store open
 * format   the number of the format, as text
 * db/      QuestDB's
 * </pre>
 */
final class StoreFolder implements AutoCloseable {
    static final int FORMAT = 1;

    private final Path folder;
    private final FileChannel channel;

    private StoreFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static StoreFolder open(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock(folder, channel);
            StoreFolder opened = new StoreFolder(folder, channel);
            opened.checkFormat();
            Files.createDirectories(opened.database());
            return opened;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new HistoryException(
                    "The history folder %s cannot be written (%s). Give the user that runs the collector write access to it, or set another folder."
                            .formatted(folder, reason(e)),
                    e);
        } catch (HistoryException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    Path database() {
        return folder.resolve("db");
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    // The lock lives as long as its channel.
    private static void lock(Path folder, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new HistoryException(
                    "The history in %s is in use by another process. Stop the other collector, or give this one a folder of its own."
                            .formatted(folder),
                    null);
        }
    }

    private void checkFormat() throws IOException {
        Path file = folder.resolve("format");
        if (!Files.exists(file)) {
            refuseForeignFiles();
            Path draft = folder.resolve("format.new");
            Files.writeString(draft, FORMAT + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        String written = Files.readString(file).strip();
        if (!written.equals(Integer.toString(FORMAT))) {
            throw new HistoryException(
                    "The history in %s has format %s, and this version reads format %d: a newer Millwright wrote it. Start that version again, or give this one an empty folder."
                            .formatted(folder, written, FORMAT),
                    null);
        }
    }

    private void refuseForeignFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            String foreign =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals("lock") && !name.equals("format.new"))
                            .sorted()
                            .findFirst()
                            .orElse("");
            if (!foreign.isEmpty()) {
                throw new HistoryException(
                        "%s is no history of Millwright's: it holds %s, but no file named format. Set a folder that is empty or does not exist."
                                .formatted(folder, foreign),
                        null);
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // the lock goes with the process at the latest
            }
        }
    }
}
