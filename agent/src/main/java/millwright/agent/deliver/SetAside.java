package millwright.agent.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Damaged files of the spool, kept for whoever looks for the cause: the newest two. */
final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private static final String PREFIX = "damaged-";
    private static final int KEPT = 2;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;
    private long bytes;

    SetAside(Path folder) throws IOException {
        this.folder = folder;
        this.bytes = total();
    }

    /** Of all that is set aside. */
    long bytes() {
        return bytes;
    }

    /** Renames a file, with the time when it was last written in its name, and tells it. */
    Path take(Path file, IOException reason) throws IOException {
        String time = TIME.format(Files.getLastModifiedTime(file).toInstant());
        Path aside = folder.resolve(PREFIX + time + "-" + file.getFileName());
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn(
                "A file of the spool is damaged and set aside as {} ({}). Delivery goes on without"
                        + " it; if it happens again, look at the disk.",
                aside,
                reason.getMessage());
        List<Path> all = files();
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
        bytes = total();
        return aside;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private long total() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += Files.size(file);
        }
        return sum;
    }
}
