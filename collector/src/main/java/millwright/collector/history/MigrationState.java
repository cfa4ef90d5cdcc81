package millwright.collector.history;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** How far a migration is, in a file that is whole at every moment. */
final class MigrationState {
    private static final String TARGET = "target";

    private final Path file;
    private final Properties done = new Properties();

    private MigrationState(Path file) {
        this.file = file;
    }

    /**
     * @throws HistoryException if it is of another target
     */
    static MigrationState open(Path file, String target) throws IOException {
        MigrationState state = new MigrationState(file);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                state.done.load(reader);
            }
            String before = state.done.getProperty(TARGET, "");
            if (!before.equals(target)) {
                throw new HistoryException(
                        "%s is of a migration to %s, and this one goes to %s. Name another file with --state, or remove it to begin anew."
                                .formatted(file, before, target),
                        null);
            }
        }
        state.done.setProperty(TARGET, target);
        return state;
    }

    /** Up to where all of a kind is at the target, in microseconds; -1 where nothing is known. */
    long until(String kind) {
        return Long.parseLong(done.getProperty(kind, "-1"));
    }

    void done(String kind, long untilMicros) throws IOException {
        done.setProperty(kind, Long.toString(untilMicros));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            done.store(writer, "How far the history's migration is; the same command goes on here");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
