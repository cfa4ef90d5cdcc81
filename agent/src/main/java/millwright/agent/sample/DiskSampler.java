package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

/**
 * Each real file system as {@code disk}. As {@code df} does: {@code free} is what a user may still
 * write, and the part reserved for root is neither used nor free.
 */
final class DiskSampler implements Sampler {
    private static final boolean LOCAL_ONLY = true;

    private final FileSystem fileSystem;
    private final RealFileSystems real;

    DiskSampler(FileSystem fileSystem, RealFileSystems real) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.real = requireNonNull(real, "real");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        // One walk for all: updateAttributes() would walk the mounts again for each.
        real.among(fileSystem.getFileStores(LOCAL_ONLY)).forEach(store -> add(store, at, batch));
    }

    private static void add(OSFileStore store, Instant at, SampleBatch batch) {
        long totalBytes = store.getTotalSpace();
        long usedBytes = Math.max(0, totalBytes - store.getFreeSpace());
        long freeBytes = Math.max(0, store.getUsableSpace());
        SampleLine line =
                batch.add("disk", at)
                        .tag("path", store.getMount())
                        .tag("fstype", store.getType())
                        .tag("device", device(store.getVolume()))
                        .field("total", totalBytes)
                        .field("used", usedBytes)
                        .field("free", freeBytes);
        if (usedBytes + freeBytes > 0) {
            line.field("used_percent", Percent.of(usedBytes, usedBytes + freeBytes));
        }
        long inodes = store.getTotalInodes();
        // Windows and btrfs have no fixed number of inodes and answer 0 or less
        if (inodes > 0 && store.getFreeInodes() >= 0) {
            line.field("inodes_total", inodes)
                    .field("inodes_free", store.getFreeInodes())
                    .field(
                            "inodes_used_percent",
                            Percent.of(inodes - store.getFreeInodes(), inodes));
        }
    }

    private static String device(String volume) {
        return volume.startsWith("/dev/") ? volume.substring("/dev/".length()) : volume;
    }
}
