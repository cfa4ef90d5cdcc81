package millwright.collector;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Notices by its state file that {@code history migrate} copies the past into the store that this
 * collector writes to, which nothing else tells it.
 */
final class MigrationWatch {
    private final Path state;
    private final Runnable changed;
    private Optional<FileTime> seen;

    /**
     * @param state which may not be there; what it says by now is known
     * @param changed called at each look that finds it written since the one before
     */
    MigrationWatch(Path state, Runnable changed) {
        this.state = requireNonNull(state, "state");
        this.changed = requireNonNull(changed, "changed");
        seen = written();
    }

    void look() {
        Optional<FileTime> now = written();
        if (now.isPresent() && !now.equals(seen)) {
            changed.run();
        }
        seen = now;
    }

    private Optional<FileTime> written() {
        try {
            return Optional.of(Files.getLastModifiedTime(state));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read when %s was written".formatted(state), e);
        }
    }
}
