package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.software.os.FileSystem;

/**
 * Open files of the whole machine against its limit as {@code linux_sysctl_fs}. Where the limit is
 * none in practice (2⁶³ is common), {@code used_percent} stays at 0.
 */
final class FileHandlesSampler implements Sampler {
    private final FileSystem fileSystem;

    FileHandlesSampler(FileSystem fileSystem) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long open = fileSystem.getOpenFileDescriptors();
        long max = fileSystem.getMaxFileDescriptors();
        if (open <= 0 || max <= 0) {
            throw new SamplingException(
                    "the host says that %d of %d files are open".formatted(open, max));
        }
        batch.add("linux_sysctl_fs", at)
                .field("file-nr", open)
                .field("file-max", max)
                .field("used_percent", Percent.of(open, max));
    }
}
