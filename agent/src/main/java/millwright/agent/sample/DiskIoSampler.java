package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import oshi.hardware.HWDiskStore;

/**
 * Each physical disk as {@code diskio}: counters since boot; {@code io_time} in milliseconds. Loop,
 * memory and optical devices are left out.
 */
final class DiskIoSampler implements Sampler {
    private static final Pattern UNREAL = Pattern.compile("(loop|ram|zram|sr|fd|nbd)[0-9]+");

    private final Supplier<List<HWDiskStore>> disks;

    DiskIoSampler(Supplier<List<HWDiskStore>> disks) {
        this.disks = requireNonNull(disks, "disks");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        for (HWDiskStore disk : disks.get()) {
            String name = name(disk.getName());
            if (UNREAL.matcher(name).matches()) {
                continue;
            }
            batch.add("diskio", at)
                    .tag("name", name)
                    .field("reads", disk.getReads())
                    .field("writes", disk.getWrites())
                    .field("read_bytes", disk.getReadBytes())
                    .field("write_bytes", disk.getWriteBytes())
                    .field("io_time", disk.getTransferTime())
                    .field("iops_in_progress", disk.getCurrentQueueLength());
        }
    }

    /** {@code vda} of {@code /dev/vda}, {@code PHYSICALDRIVE0} of {@code \\.\PHYSICALDRIVE0}. */
    private static String name(String device) {
        return device.substring(Math.max(device.lastIndexOf('/'), device.lastIndexOf('\\')) + 1);
    }
}
