package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Through OSHI, where there is no {@code /proc}. */
final class OshiProcesses implements ProcessTable {
    private final OperatingSystem system;

    OshiProcesses(OperatingSystem system) {
        this.system = requireNonNull(system, "system");
    }

    @Override
    public List<ProcessReading> readAll() {
        return system.getProcesses(null, null, 0).stream().map(OshiProcesses::reading).toList();
    }

    @Override
    public OptionalLong openFiles(long pid) {
        OSProcess process = system.getProcess((int) pid);
        long count = process == null ? -1 : process.getOpenFiles();
        return count > 0 ? OptionalLong.of(count) : OptionalLong.empty();
    }

    static ProcessReading reading(OSProcess process) {
        return new ProcessReading(
                process.getName(),
                process.getProcessID(),
                Instant.ofEpochMilli(process.getStartTime()),
                Duration.ofMillis(process.getKernelTime() + process.getUserTime()),
                process.getResidentMemory(),
                process.getVirtualSize(),
                process.getThreadCount());
    }
}
