package millwright.agent.sample;

import java.util.List;
import java.util.Optional;
import oshi.hardware.HWDiskStore;

/**
 * The counters of one disk since boot.
 *
 * @param name such as {@code vda} or {@code PHYSICALDRIVE0}
 * @param ioMillis during which at least one request was under way
 * @param times of the requests; empty where the operating system does not tell
 */
record DiskReading(
        String name,
        long reads,
        long writes,
        long readBytes,
        long writeBytes,
        long ioMillis,
        long inProgress,
        Optional<Times> times) {
    /**
     * How long requests took, all together, their wait in the queue included.
     *
     * @param weightedMillis requests under way times the milliseconds that they were
     */
    record Times(
            long readMillis,
            long writeMillis,
            long weightedMillis,
            long mergedReads,
            long mergedWrites) {}

    static List<DiskReading> of(List<HWDiskStore> disks) {
        return disks.stream().map(DiskReading::of).toList();
    }

    private static DiskReading of(HWDiskStore disk) {
        return new DiskReading(
                name(disk.getName()),
                disk.getReads(),
                disk.getWrites(),
                disk.getReadBytes(),
                disk.getWriteBytes(),
                disk.getTransferTime(),
                disk.getCurrentQueueLength(),
                Optional.empty());
    }

    /** {@code vda} of {@code /dev/vda}, {@code PHYSICALDRIVE0} of {@code \\.\PHYSICALDRIVE0}. */
    private static String name(String device) {
        return device.substring(Math.max(device.lastIndexOf('/'), device.lastIndexOf('\\')) + 1);
    }
}
