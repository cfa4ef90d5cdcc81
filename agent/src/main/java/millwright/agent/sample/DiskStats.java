package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads {@code /proc/diskstats}: the whole disks, not their partitions. OSHI gives no latency, and
 * asks udev for each disk each time.
 */
final class DiskStats implements Supplier<List<DiskReading>> {
    /** The kernel counts in these, whatever the disk's own sectors are. */
    private static final long SECTOR_BYTES = 512;

    private static final int FIELDS = 14;

    private final Path file;
    private final Path blocks;
    private final SmallFile reader = new SmallFile();

    /**
     * @param file {@code /proc/diskstats}
     * @param blocks {@code /sys/block}, which names the whole disks
     */
    DiskStats(Path file, Path blocks) {
        this.file = requireNonNull(file, "file");
        this.blocks = requireNonNull(blocks, "blocks");
    }

    @Override
    public List<DiskReading> get() {
        String[] whole = blocks.toFile().list();
        try {
            return parse(reader.read(file.toString()), whole == null ? Set.of() : Set.of(whole));
        } catch (IOException refused) {
            throw new SamplingException("%s: %s".formatted(file, refused.getMessage()));
        }
    }

    /**
     * @param whole the disks to keep
     */
    static List<DiskReading> parse(String text, Set<String> whole) {
        List<DiskReading> disks = new ArrayList<>();
        text.lines()
                .map(line -> line.strip().split(" +"))
                // the kernel writes ! where the name has a slash, such as cciss!c0d0
                .filter(f -> f.length >= FIELDS && whole.contains(f[2].replace('/', '!')))
                .forEach(fields -> disks.add(of(fields)));
        return disks;
    }

    private static DiskReading of(String[] fields) {
        long[] n = new long[FIELDS];
        for (int i = 3; i < FIELDS; i++) {
            n[i] = Long.parseLong(fields[i]);
        }
        return new DiskReading(
                fields[2],
                n[3],
                n[7],
                n[5] * SECTOR_BYTES,
                n[9] * SECTOR_BYTES,
                n[12],
                n[11],
                Optional.of(new DiskReading.Times(n[6], n[10], n[13], n[4], n[8])));
    }
}
