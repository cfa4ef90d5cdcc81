package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** All processes of one name in one reading. */
final class ProcessGroup {
    private static final Comparator<Member> BY_SIZE =
            Comparator.comparing(Member::cpuSpent)
                    .thenComparingLong(member -> member.process().residentBytes());

    private final String name;
    private Member biggest;
    private Duration cpuSpent = Duration.ZERO;
    private long residentBytes;
    private long virtualBytes;
    private long threads;
    private long processes;

    private record Member(ProcessReading process, Duration cpuSpent) {}

    /** Empty; of no use before the first {@link #add}. */
    ProcessGroup(String name) {
        this.name = name;
    }

    /**
     * @param spent CPU time since the last reading, not negative
     */
    void add(ProcessReading process, Duration spent) {
        Member member = new Member(process, spent);
        if (biggest == null || BY_SIZE.compare(member, biggest) > 0) {
            biggest = member;
        }
        cpuSpent = cpuSpent.plus(spent);
        residentBytes += process.residentBytes();
        virtualBytes += process.virtualBytes();
        threads += process.threads();
        processes++;
    }

    Duration cpuSpent() {
        return cpuSpent;
    }

    long residentBytes() {
        return residentBytes;
    }

    /**
     * Sums; {@code pid} is of the process that used most CPU, or holds most memory where none used
     * any.
     *
     * @param elapsed since the last reading; zero or less where there was none, then the line has
     *     no {@code cpu_usage}
     */
    void write(Duration elapsed, Instant at, SampleBatch batch) {
        SampleLine line = batch.add("procstat_top", at).tag("process_name", name);
        if (elapsed.toMillis() > 0) {
            line.field("cpu_usage", Percent.of(cpuSpent.toMillis(), elapsed.toMillis()));
        }
        line.field("memory_rss", residentBytes)
                .field("memory_vms", virtualBytes)
                .field("num_threads", threads)
                .field("processes", processes)
                .field("pid", biggest.process().pid());
    }
}
