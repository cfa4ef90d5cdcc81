package millwright.collector.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one segment that an earlier process left. What cannot be read at its end is a record that
 * was being written when that process ended, never acknowledged: it is cut off. What cannot be read
 * before a good record is damage.
 */
final class JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Pattern NAME = Pattern.compile("journal-(\\d{12})\\.mwj(\\.corrupt)?");

    private final List<JournalRecord> records = new ArrayList<>();
    private final long bytes;
    private boolean damaged;

    private JournalReader(Path path, ByteBuffer file) throws IOException {
        int at = Journal.FILE_HEADER_BYTES;
        int good = at;
        checkHeader(path, file);
        while (at < file.limit()) {
            Optional<JournalRecord> record = JournalRecord.read(file, at);
            if (record.isEmpty()) {
                at++;
                continue;
            }
            damaged |= at != good;
            records.add(record.get());
            at += record.get().bytes();
            good = at;
        }
        if (damaged) {
            LOG.warn(
                    "{} is damaged: a disk or a copy has changed it. {} requests in it are readable"
                            + " and will be stored; then it is set aside as {}.corrupt",
                    path,
                    records.size(),
                    path.getFileName());
        } else if (good < file.limit()) {
            LOG.info(
                    "Cut {} bytes off {}: a request that was not acknowledged yet",
                    file.limit() - good,
                    path);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(good);
            }
        }
        bytes = damaged ? file.limit() : Math.min(good, file.limit());
    }

    static JournalReader open(Path path) throws IOException {
        return new JournalReader(path, ByteBuffer.wrap(Files.readAllBytes(path)));
    }

    /** The segments of a folder, oldest first. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(
                            path -> path.getFileName().toString().matches("journal-\\d{12}\\.mwj"))
                    .sorted()
                    .toList();
        }
    }

    /** Of the segments, also those that were set aside; 0 if there are none. */
    static long highestNumber(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    /** Those that are readable, in the order in which they were written. */
    List<JournalRecord> records() {
        return records;
    }

    /** Size of the file. */
    long bytes() {
        return bytes;
    }

    boolean isDamaged() {
        return damaged;
    }

    private void checkHeader(Path path, ByteBuffer file) throws IOException {
        if (file.limit() < Journal.FILE_HEADER_BYTES) {
            return; // ended while it was made: nothing is in it
        }
        if (file.getInt(0) != Journal.MAGIC || file.getInt(4) != ~file.getInt(8)) {
            damaged = true;
        } else if (file.getInt(4) > Journal.VERSION) {
            throw new IOException(
                    "%s was written by a newer version (format %d, this one reads up to %d): install that version again, or move the journal's folder away and lose what is in it"
                            .formatted(path, file.getInt(4), Journal.VERSION));
        }
    }
}
