package millwright.collector.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.rules.indicator.ProcessUse;

/**
 * The biggest processes of one host by their latest readings, so that a ticket can name suspects.
 */
final class ProcessTable {
    private static final int NAMED = 5;
    private static final int KEPT = 64;
    private static final long FRESH_MICROS = 300_000_000L;

    private final Map<String, Reading> byName = new HashMap<>();

    private static final class Reading {
        private long micros;
        private long pid;
        private double cpuPercent;
        private double memoryBytes;
        private double memoryGrowth;
    }

    void cpu(String name, long micros, double percent) {
        Reading reading = reading(name, micros);
        reading.cpuPercent = percent;
    }

    void memory(String name, long micros, double bytes) {
        reading(name, micros).memoryBytes = bytes;
    }

    void pid(String name, long micros, double pid) {
        reading(name, micros).pid = (long) pid;
    }

    /** In bytes an hour; a process that shrinks is no suspect. */
    void memoryGrowth(String name, long micros, double bytes) {
        reading(name, micros).memoryGrowth = Math.max(0, bytes);
    }

    /**
     * Those read not long before {@code micros}, biggest by CPU first; or by memory, but before
     * those one that seems to leak.
     */
    List<ProcessUse> biggest(boolean byMemory, long micros) {
        Comparator<ProcessUse> size =
                byMemory
                        ? Comparator.comparingLong(ProcessTable::leak)
                                .thenComparingLong(ProcessUse::memoryBytes)
                        : Comparator.comparingDouble(ProcessUse::cpuPercent);
        List<ProcessUse> uses = new ArrayList<>();
        byName.forEach(
                (name, reading) -> {
                    if (Math.abs(micros - reading.micros) <= FRESH_MICROS) {
                        uses.add(
                                new ProcessUse(
                                        name,
                                        reading.pid,
                                        reading.cpuPercent,
                                        (long) reading.memoryBytes,
                                        (long) reading.memoryGrowth));
                    }
                });
        uses.sort(size.reversed().thenComparing(ProcessUse::name));
        return List.copyOf(uses.subList(0, Math.min(NAMED, uses.size())));
    }

    private static long leak(ProcessUse use) {
        return use.seemsToLeak() ? use.memoryGrowth() : 0;
    }

    private Reading reading(String name, long micros) {
        if (byName.size() >= KEPT && !byName.containsKey(name)) {
            byName.values().removeIf(reading -> micros - reading.micros > FRESH_MICROS);
            if (byName.size() >= KEPT) {
                byName.clear(); // names change faster than we keep them: start over
            }
        }
        Reading reading = byName.computeIfAbsent(name, absent -> new Reading());
        if (micros > reading.micros) {
            reading.micros = micros;
        }
        return reading;
    }
}
