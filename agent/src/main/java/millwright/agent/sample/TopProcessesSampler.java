package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The biggest programs by CPU, by resident memory and by its growth as {@code procstat_top}: one
 * line for all processes of a name, because a tag with the pid would be a new series for each
 * process that ever was. {@code cpu_usage} is in percent of one core since the last reading, so 250
 * is two and a half cores; the first reading has none. Memory that processes share counts for each
 * of them. Growth is of each process by itself, so a restart begins anew.
 */
final class TopProcessesSampler implements Sampler {
    /** Who grows more slowly is no suspect: that is 24 MiB a day. */
    private static final long GROWTH_MIN_BYTES_PER_HOUR = 1 << 20;

    private final ProcessTable processes;
    private final int count;
    private final GrowthTable growth = new GrowthTable();
    private Map<Long, ProcessReading> previous = Map.of();
    private Optional<Instant> previousAt = Optional.empty();

    /**
     * @param count how many names by CPU, how many by memory, and how many by growth
     */
    TopProcessesSampler(ProcessTable processes, int count) {
        this.processes = requireNonNull(processes, "processes");
        this.count = count;
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        List<ProcessReading> now = processes.readAll();
        growth.add(at, now);
        Duration elapsed = previousAt.map(then -> Duration.between(then, at)).orElse(Duration.ZERO);
        Map<String, ProcessGroup> groups = new TreeMap<>();
        Map<Long, ProcessReading> byPid = new HashMap<>();
        for (ProcessReading process : now) {
            groups.computeIfAbsent(process.family(), ProcessGroup::new)
                    .add(process, cpuSpent(process), growth.perHour(process));
            byPid.put(process.pid(), process);
        }
        biggest(groups).forEach(group -> group.write(elapsed, processes::openFiles, at, batch));
        previous = byPid;
        previousAt = Optional.of(at);
    }

    /**
     * Since the last reading. A process that was not there before has used all of its time since.
     */
    private Duration cpuSpent(ProcessReading process) {
        if (previousAt.isEmpty()) {
            return Duration.ZERO;
        }
        ProcessReading before = previous.get(process.pid());
        boolean isSame = before != null && before.started().equals(process.started());
        Duration spent = isSame ? process.cpuTime().minus(before.cpuTime()) : process.cpuTime();
        return spent.isNegative() ? Duration.ZERO : spent;
    }

    /** Kernel threads have no memory of their own: they appear only where they use CPU. */
    private Set<ProcessGroup> biggest(Map<String, ProcessGroup> groups) {
        Set<ProcessGroup> biggest = new LinkedHashSet<>();
        groups.values().stream()
                .filter(group -> !group.cpuSpent().isZero())
                .sorted(Comparator.comparing(ProcessGroup::cpuSpent).reversed())
                .limit(count)
                .forEach(biggest::add);
        groups.values().stream()
                .filter(group -> group.residentBytes() > 0)
                .sorted(Comparator.comparingLong(ProcessGroup::residentBytes).reversed())
                .limit(count)
                .forEach(biggest::add);
        groups.values().stream()
                .filter(group -> group.growthPerHour() >= GROWTH_MIN_BYTES_PER_HOUR)
                .sorted(Comparator.comparingLong(ProcessGroup::growthPerHour).reversed())
                .limit(count)
                .forEach(biggest::add);
        return biggest;
    }
}
