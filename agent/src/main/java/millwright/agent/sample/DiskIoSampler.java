package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Each physical disk as {@code diskio}: counters since boot, times in milliseconds, and of the time
 * since the last reading how busy the disk was ({@code io_util}, percent) and how long a request
 * took ({@code io_await}, {@code read_await}, {@code write_await}, milliseconds; absent where there
 * was no request). Loop, memory and optical devices are left out.
 */
final class DiskIoSampler implements Sampler {
    private static final Pattern UNREAL = Pattern.compile("(loop|ram|zram|sr|fd|nbd)[0-9]+");

    private final Supplier<List<DiskReading>> disks;
    private Map<String, DiskReading> previous = Map.of();
    private Optional<Instant> previousAt = Optional.empty();

    DiskIoSampler(Supplier<List<DiskReading>> disks) {
        this.disks = requireNonNull(disks, "disks");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long elapsedMillis =
                previousAt.map(then -> Duration.between(then, at).toMillis()).orElse(0L);
        Map<String, DiskReading> now = new HashMap<>();
        for (DiskReading disk : disks.get()) {
            if (UNREAL.matcher(disk.name()).matches()) {
                continue;
            }
            now.put(disk.name(), disk);
            SampleLine line = counters(disk, at, batch);
            DiskReading before = previous.get(disk.name());
            if (before != null && elapsedMillis > 0) {
                rates(line, before, disk, elapsedMillis);
            }
        }
        previous = now;
        previousAt = Optional.of(at);
    }

    private static SampleLine counters(DiskReading disk, Instant at, SampleBatch batch) {
        SampleLine line =
                batch.add("diskio", at)
                        .tag("name", disk.name())
                        .field("reads", disk.reads())
                        .field("writes", disk.writes())
                        .field("read_bytes", disk.readBytes())
                        .field("write_bytes", disk.writeBytes())
                        .field("io_time", disk.ioMillis())
                        .field("iops_in_progress", disk.inProgress());
        disk.times()
                .ifPresent(
                        times ->
                                line.field("read_time", times.readMillis())
                                        .field("write_time", times.writeMillis())
                                        .field("weighted_io_time", times.weightedMillis())
                                        .field("merged_reads", times.mergedReads())
                                        .field("merged_writes", times.mergedWrites()));
        return line;
    }

    private static void rates(
            SampleLine line, DiskReading before, DiskReading now, long elapsedMillis) {
        long busyMillis = now.ioMillis() - before.ioMillis();
        if (busyMillis >= 0) {
            // the kernel's clock and ours differ by a tick, and no disk is busier than always
            line.field("io_util", Math.min(100.0, Percent.of(busyMillis, elapsedMillis)));
        }
        if (now.times().isEmpty() || before.times().isEmpty()) {
            return;
        }
        DiskReading.Times was = before.times().get();
        DiskReading.Times is = now.times().get();
        long reads = now.reads() - before.reads();
        long writes = now.writes() - before.writes();
        long readMillis = is.readMillis() - was.readMillis();
        long writeMillis = is.writeMillis() - was.writeMillis();
        await(line, "read_await", readMillis, reads);
        await(line, "write_await", writeMillis, writes);
        await(line, "io_await", readMillis + writeMillis, reads + writes);
        await(line, "io_svctm", busyMillis, reads + writes);
    }

    private static void await(SampleLine line, String field, long millis, long requests) {
        if (requests > 0 && millis >= 0) {
            line.field(field, Math.round(1000.0 * millis / requests) / 1000.0);
        }
    }
}
