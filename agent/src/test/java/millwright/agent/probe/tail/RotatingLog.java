package millwright.agent.probe.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** A log as an application and logrotate leave it on the disk. */
final class RotatingLog {
    private static final int KEPT = 9;

    final Path file;

    RotatingLog(Path file) {
        this.file = file;
    }

    RotatingLog append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    /** {@code mv}, and a new empty file: {@code log.1} becomes {@code log.2} and so on. */
    RotatingLog rename() throws IOException {
        shift();
        Files.move(file, rotated(1, ""));
        return append("");
    }

    /** {@code cp} and {@code truncate}. */
    RotatingLog copyAndTruncate() throws IOException {
        shift();
        Files.copy(file, rotated(1, ""));
        return truncate();
    }

    RotatingLog truncate() throws IOException {
        Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING).close();
        return this;
    }

    RotatingLog delete() throws IOException {
        Files.delete(file);
        return append("");
    }

    /** {@code gzip log.1}, where there is one that is not packed yet. */
    RotatingLog pack() throws IOException {
        Path plain = rotated(1, "");
        if (Files.exists(plain)) {
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(rotated(1, ".gz")))) {
                Files.copy(plain, out);
            }
            Files.delete(plain);
        }
        return this;
    }

    private void shift() throws IOException {
        for (int i = KEPT; i >= 1; i--) {
            for (String packed : new String[] {"", ".gz"}) {
                if (Files.exists(rotated(i, packed))) {
                    Files.move(
                            rotated(i, packed),
                            rotated(i + 1, packed),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Path rotated(int number, String packed) {
        return file.resolveSibling(file.getFileName() + "." + number + packed);
    }
}
