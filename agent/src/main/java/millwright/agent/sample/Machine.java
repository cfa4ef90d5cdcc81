package millwright.agent.sample;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The samplers of this machine by name, on OSHI's objects, which they share. */
final class Machine {
    private static final boolean LOOPBACK = false;
    private static final Path PROC = Path.of("/proc");

    /** USER_HZ, in which Linux tells CPU times on every machine that a JDK runs on. */
    private static final int TICKS_PER_SECOND = 100;

    private final SystemInfo info = new SystemInfo();
    private final HardwareAbstractionLayer hardware = info.getHardware();
    private final OperatingSystem system = info.getOperatingSystem();
    private final GlobalMemory memory = hardware.getMemory();
    private final boolean isLinux = Platform.isLinux() && Native.LONG_SIZE == 8;
    private Unreadable unreadable;

    private Machine() {
        unreadable = isLinux ? Unreadable.onLinux(PROC, processTable()) : Unreadable.elsewhere();
    }

    /**
     * @throws IllegalStateException if OSHI's native code does not load; the message says what to
     *     do
     */
    static Machine here() {
        try {
            return new Machine();
        } catch (LinkageError noNativeCode) {
            throw new IllegalStateException(
                    "This machine cannot be measured: the native library of JNA does not load (%s). It is unpacked into %s, which must be writable and not mounted noexec. Start Java with -Djna.tmpdir=DIR for another folder."
                            .formatted(
                                    noNativeCode.getMessage(),
                                    System.getProperty(
                                            "jna.tmpdir", System.getProperty("java.io.tmpdir"))),
                    noNativeCode);
        }
    }

    /**
     * @return in the order in which people read them; one that is off is never made, one that this
     *     machine has no figures for is absent
     */
    Map<String, Supplier<Sampler>> samplers(SamplersConfig config) {
        CentralProcessor processor = hardware.getProcessor();
        RealFileSystems real = new RealFileSystems(config.diskInclude(), config.diskExclude());
        Map<String, Supplier<Sampler>> samplers = new LinkedHashMap<>();
        samplers.put("cpu", () -> new CpuSampler(processor));
        samplers.put("cpu_core", () -> new CoreSampler(processor, config.coreLinesMax()));
        samplers.put("mem", () -> new MemorySampler(memory));
        samplers.put("swap", () -> new SwapSampler(memory));
        samplers.put("disk", () -> new DiskSampler(system.getFileSystem(), real));
        samplers.put("diskio", () -> new DiskIoSampler(disks()));
        samplers.put(
                "net",
                () -> new NetSampler(() -> hardware.getNetworkIFs(LOOPBACK), config.netExclude()));
        samplers.put("system", () -> new SystemSampler(system, processor));
        samplers.put("processes", () -> new ProcessesSampler(system));
        samplers.put(
                "procstat_top", () -> new TopProcessesSampler(processTable(), config.topCount()));
        if (isLinux) {
            onLinux(samplers);
        }
        return samplers;
    }

    private void onLinux(Map<String, Supplier<Sampler>> samplers) {
        samplers.put("linux_sysctl_fs", () -> new FileHandlesSampler(system.getFileSystem()));
        if (Unreadable.canRead(PROC.resolve("pressure/cpu"))) {
            samplers.put("pressure", () -> new PressureSampler(PROC.resolve("pressure")));
        }
        try {
            var unused = Libc.clock();
            samplers.put("clock", () -> new ClockSampler(Libc::clock));
        } catch (SamplingException | LinkageError refused) {
            unreadable =
                    unreadable.with(
                            "clock is left out: %s (ProtectClock= in the service's unit or a container's profile forbids it)"
                                    .formatted(refused.getMessage()));
        }
    }

    /** What the samplers cannot read here. */
    Unreadable unreadable() {
        return unreadable;
    }

    /** This agent itself. */
    OwnProcess ownProcess() {
        ProcessTable processes = processTable();
        return new OwnProcess(isLinux ? linuxSelf() : this::oshiSelf, processes);
    }

    private Supplier<Optional<ProcessReading>> linuxSelf() {
        ProcStat stat = procStat();
        SmallFile file = new SmallFile();
        return () -> {
            try {
                return Optional.of(stat.parse(file.read("/proc/self/stat")));
            } catch (IOException hidden) {
                return Optional.empty();
            }
        };
    }

    private Optional<ProcessReading> oshiSelf() {
        OSProcess self = system.getCurrentProcess();
        return Optional.ofNullable(self).map(OshiProcesses::reading);
    }

    private Supplier<List<DiskReading>> disks() {
        return isLinux
                ? new DiskStats(PROC.resolve("diskstats"), Path.of("/sys/block"))
                : () -> DiskReading.of(hardware.getDiskStores());
    }

    private ProcessTable processTable() {
        return isLinux ? new LinuxProcesses(PROC, procStat()) : new OshiProcesses(system);
    }

    private ProcStat procStat() {
        Instant boot = Instant.ofEpochSecond(system.getSystemBootTime());
        return new ProcStat(boot, TICKS_PER_SECOND, memory.getPageSize());
    }

    /** CPU time of the calling thread; zero where it is not known. */
    Supplier<Duration> threadCpuTime() {
        if (!isLinux) {
            return () -> Duration.ZERO;
        }
        try {
            var unused = Libc.threadCpuTime();
            return Libc::threadCpuTime;
        } catch (LinkageError absent) {
            return () -> Duration.ZERO;
        }
    }
}
