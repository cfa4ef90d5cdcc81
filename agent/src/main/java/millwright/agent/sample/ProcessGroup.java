package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** All processes of one name in one reading. */
final class ProcessGroup {
    /** Counting the open files of more would cost more than it tells. */
    private static final int COUNTED_MAX = 32;

    private static final Comparator<Member> BY_SIZE =
            Comparator.comparing(Member::cpuSpent)
                    .thenComparingLong(member -> member.process().residentBytes());

    private final String name;
    private final List<Long> pids = new ArrayList<>();
    private Member biggest;
    private Duration cpuSpent = Duration.ZERO;
    private long residentBytes;
    private long virtualBytes;
    private long threads;
    private OptionalLong growthPerHour = OptionalLong.empty();
    private long fastest;
    private long fastestPid;

    private record Member(ProcessReading process, Duration cpuSpent) {}

    /** Empty; of no use before the first {@link #add}. */
    ProcessGroup(String name) {
        this.name = name;
    }

    /**
     * @param spent CPU time since the last reading, not negative
     * @param growth of its resident bytes in an hour; empty where it is not known yet
     */
    void add(ProcessReading process, Duration spent, OptionalLong growth) {
        Member member = new Member(process, spent);
        if (biggest == null || BY_SIZE.compare(member, biggest) > 0) {
            biggest = member;
        }
        cpuSpent = cpuSpent.plus(spent);
        residentBytes += process.residentBytes();
        virtualBytes += process.virtualBytes();
        threads += process.threads();
        pids.add(process.pid());
        growth.ifPresent(bytes -> grow(process.pid(), bytes));
    }

    private void grow(long pid, long bytes) {
        if (growthPerHour.isEmpty() || bytes > fastest) {
            fastest = bytes;
            fastestPid = pid;
        }
        growthPerHour = OptionalLong.of(growthPerHour.orElse(0) + bytes);
    }

    Duration cpuSpent() {
        return cpuSpent;
    }

    long residentBytes() {
        return residentBytes;
    }

    /** Of those that are known for long enough, together; 0 where none is. */
    long growthPerHour() {
        return growthPerHour.orElse(0);
    }

    /**
     * Sums; {@code pid} is of the process that used most CPU, or holds most memory where none used
     * any; {@code memory_rss_growth_pid} of the one that grows fastest.
     *
     * @param elapsed since the last reading; zero or less where there was none, then the line has
     *     no {@code cpu_usage}
     * @param openFiles of a process
     */
    void write(
            Duration elapsed, LongFunction<OptionalLong> openFiles, Instant at, SampleBatch batch) {
        SampleLine line = batch.add("procstat_top", at).tag("process_name", name);
        if (elapsed.toMillis() > 0) {
            line.field("cpu_usage", Percent.of(cpuSpent.toMillis(), elapsed.toMillis()));
        }
        line.field("memory_rss", residentBytes)
                .field("memory_vms", virtualBytes)
                .field("num_threads", threads)
                .field("processes", (long) pids.size())
                .field("pid", biggest.process().pid());
        growthPerHour.ifPresent(
                bytes ->
                        line.field("memory_rss_growth_bytes_per_hour", bytes)
                                .field("memory_rss_growth_pid", fastestPid));
        openFiles(openFiles).ifPresent(count -> line.field("num_fds", count));
    }

    /** Empty if one of them may not be looked at: half a sum would mislead. */
    private OptionalLong openFiles(LongFunction<OptionalLong> ofProcess) {
        if (pids.size() > COUNTED_MAX || residentBytes == 0) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (long pid : pids) {
            OptionalLong count = ofProcess.apply(pid);
            if (count.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += count.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
