package millwright.agent.probe.file;

import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.TOO_LARGE;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.tail.PathPattern.TooManyEntriesException;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * The newest file of a pattern as {@code file_newest}. That there is none is a finding, not a
 * failure: {@code exists} 0, and neither age nor size.
 */
final class FileTarget implements Target {
    private final FileConfig config;

    FileTarget(FileConfig config) {
        this.config = config;
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        try {
            look(at, batch);
        } catch (NoSuchFileException missing) {
            throw new TargetDownException(
                    UNREADABLE,
                    "there is no folder %s. Is its disk mounted?".formatted(config.path().folder()),
                    missing);
        } catch (AccessDeniedException denied) {
            throw new TargetDownException(
                    PERMISSION,
                    "%s may not be listed by user %s. Give that user rx on the folder"
                            .formatted(denied.getFile(), System.getProperty("user.name")),
                    denied);
        } catch (TooManyEntriesException many) {
            throw new TargetDownException(TOO_LARGE, many.getMessage(), many);
        } catch (IOException broken) {
            throw new TargetDownException(
                    UNREADABLE, "%s: %s".formatted(config.path(), broken), broken);
        }
    }

    private void look(Instant at, SampleBatch batch) throws IOException {
        Optional<BasicFileAttributes> newest = Optional.empty();
        long files = 0;
        long tooSmall = 0;
        for (Path path : config.path().list()) {
            Optional<BasicFileAttributes> file = attributes(path);
            if (file.isEmpty() || !file.get().isRegularFile()) {
                continue;
            }
            if (file.get().size() < config.least().bytes()) {
                tooSmall++;
                continue;
            }
            files++;
            if (newest.isEmpty() || modified(file.get()).isAfter(modified(newest.get()))) {
                newest = file;
            }
        }
        SampleLine line =
                batch.add("file_newest", at)
                        .tag("target", config.schedule().name())
                        .field("exists", newest.isPresent() ? 1L : 0L)
                        .field("files", files)
                        .field("files_too_small", tooSmall);
        if (newest.isPresent()) {
            Duration age = Duration.between(modified(newest.get()), at);
            // a file of the future is a new one: another machine's clock wrote it
            line.field("age_seconds", age.isNegative() ? 0 : age.toMillis() / 1000.0)
                    .field("size_bytes", newest.get().size());
        }
    }

    /** Empty where it went while the folder was listed. */
    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static Instant modified(BasicFileAttributes file) {
        return file.lastModifiedTime().toInstant();
    }
}
