package millwright.agent.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/** The samplers of this machine by name, on OSHI's objects, which they share. */
final class Machine {
    private static final boolean LOOPBACK = false;

    private Machine() {}

    /**
     * @return in the order in which people read them; one that is off is never made
     * @throws IllegalStateException if OSHI's native code does not load; the message says what to
     *     do
     */
    static Map<String, Supplier<Sampler>> samplers(SamplersConfig config) {
        try {
            return onOshi(config);
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

    private static Map<String, Supplier<Sampler>> onOshi(SamplersConfig config) {
        SystemInfo machine = new SystemInfo();
        HardwareAbstractionLayer hardware = machine.getHardware();
        OperatingSystem system = machine.getOperatingSystem();
        CentralProcessor processor = hardware.getProcessor();
        GlobalMemory memory = hardware.getMemory();
        RealFileSystems real = new RealFileSystems(config.diskInclude(), config.diskExclude());
        Map<String, Supplier<Sampler>> samplers = new LinkedHashMap<>();
        samplers.put("cpu", () -> new CpuSampler(processor));
        samplers.put("mem", () -> new MemorySampler(memory));
        samplers.put("swap", () -> new SwapSampler(memory));
        samplers.put("disk", () -> new DiskSampler(system.getFileSystem(), real));
        samplers.put("diskio", () -> new DiskIoSampler(hardware::getDiskStores));
        samplers.put(
                "net",
                () -> new NetSampler(() -> hardware.getNetworkIFs(LOOPBACK), config.netExclude()));
        samplers.put("system", () -> new SystemSampler(system, processor));
        samplers.put("processes", () -> new ProcessesSampler(system));
        samplers.put(
                "procstat_top",
                () ->
                        new TopProcessesSampler(
                                () -> ProcessReading.readAll(system), config.topCount()));
        return samplers;
    }
}
