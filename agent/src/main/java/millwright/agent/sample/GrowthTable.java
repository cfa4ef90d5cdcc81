package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The growth of each process. Bounded: a thousand are followed (350 kB), each until it ends; beyond
 * that a new one gets the place of one that ended, the biggest first.
 */
final class GrowthTable {
    private static final int PROCESSES_MAX = 1000;

    private final Map<Long, MemoryGrowth> byPid = new HashMap<>();
    private Optional<Instant> lastPoint = Optional.empty();

    /** Takes a point of each if one is due. */
    void add(Instant at, List<ProcessReading> processes) {
        boolean isDue =
                lastPoint
                        .map(last -> Duration.between(last, at).abs())
                        .map(since -> since.compareTo(MemoryGrowth.BETWEEN_POINTS) >= 0)
                        .orElse(true);
        if (!isDue) {
            return;
        }
        lastPoint = Optional.of(at);
        forgetEnded(processes);
        for (ProcessReading process : followed(processes)) {
            byPid.computeIfAbsent(process.pid(), pid -> new MemoryGrowth(process.started()))
                    .add(at, process.residentBytes());
        }
    }

    private void forgetEnded(List<ProcessReading> processes) {
        Set<Long> alive = new HashSet<>();
        for (ProcessReading process : processes) {
            MemoryGrowth known = byPid.get(process.pid());
            if (known != null && known.isOf(process)) {
                alive.add(process.pid());
            }
        }
        byPid.keySet().retainAll(alive);
    }

    private List<ProcessReading> followed(List<ProcessReading> processes) {
        List<ProcessReading> ofUsers =
                processes.stream().filter(process -> process.residentBytes() > 0).toList();
        if (ofUsers.size() <= PROCESSES_MAX) {
            return ofUsers;
        }
        return ofUsers.stream()
                .sorted(
                        Comparator.comparing((ProcessReading p) -> !byPid.containsKey(p.pid()))
                                .thenComparing(
                                        ProcessReading::residentBytes, Comparator.reverseOrder()))
                .limit(PROCESSES_MAX)
                .toList();
    }

    /** Bytes an hour; empty before enough has been seen of this very process. */
    OptionalLong perHour(ProcessReading process) {
        MemoryGrowth growth = byPid.get(process.pid());
        return growth == null || !growth.isOf(process) ? OptionalLong.empty() : growth.perHour();
    }
}
