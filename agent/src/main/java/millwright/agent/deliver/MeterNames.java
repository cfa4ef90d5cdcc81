package millwright.agent.deliver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import millwright.agent.sample.SampleLine;

/**
 * Which field of which measurement becomes which meter, in Prometheus' base units. The biggest
 * processes are none: which they are changes with each reading, and a graph of them would be holes.
 */
final class MeterNames {
    /** How a field becomes a meter. */
    enum Shape {
        GAUGE,
        COUNTER
    }

    /**
     * @param name with dots, without its unit
     * @param unit base unit; empty for a plain count
     * @param factor from the field's unit to the base unit
     * @param mode the value of a label {@code mode}; empty for none
     */
    record Meaning(Shape shape, String name, String unit, double factor, String mode) {}

    private static final double PERCENT = 0.01;
    private static final double MILLISECONDS = 0.001;
    private static final double MICROSECONDS = 0.000_001;

    /** The kind of a line of one logical processor, which comes apart from that of all of them. */
    static final String ONE_CORE = "cpu of one core";

    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    MeterNames() {
        for (String mode : new String[] {"active", "user", "system", "idle", "iowait", "steal"}) {
            Meaning cpu = new Meaning(Shape.GAUGE, "cpu.usage", "ratio", PERCENT, mode);
            meanings.put("cpu usage_" + mode, cpu);
        }
        gauge(ONE_CORE + " usage_active", "cpu.core.usage", "ratio", PERCENT);
        gauge("cpu_core busiest_percent", "cpu.core.busiest", "ratio", PERCENT);
        gauge("mem used_percent", "memory.used", "ratio", PERCENT);
        gauge("mem total", "memory.size", "bytes", 1);
        gauge("mem available", "memory.available", "bytes", 1);
        gauge("mem used", "memory.used", "bytes", 1);
        gauge("swap used_percent", "swap.used", "ratio", PERCENT);
        gauge("swap total", "swap.size", "bytes", 1);
        gauge("swap used", "swap.used", "bytes", 1);
        gauge("disk used_percent", "disk.used", "ratio", PERCENT);
        gauge("disk total", "disk.size", "bytes", 1);
        gauge("disk free", "disk.free", "bytes", 1);
        gauge("disk used", "disk.used", "bytes", 1);
        gauge("disk inodes_total", "disk.inodes", "", 1);
        gauge("disk inodes_free", "disk.inodes.free", "", 1);
        counter("diskio reads", "disk.reads", "", 1);
        counter("diskio writes", "disk.writes", "", 1);
        counter("diskio read_bytes", "disk.read", "bytes", 1);
        counter("diskio write_bytes", "disk.written", "bytes", 1);
        counter("diskio io_time", "disk.io", "seconds", MILLISECONDS);
        counter("diskio read_time", "disk.read.time", "seconds", MILLISECONDS);
        counter("diskio write_time", "disk.write.time", "seconds", MILLISECONDS);
        counter("diskio weighted_io_time", "disk.io.weighted", "seconds", MILLISECONDS);
        gauge("diskio io_util", "disk.busy", "ratio", PERCENT);
        gauge("diskio io_await", "disk.await", "seconds", MILLISECONDS);
        gauge("diskio read_await", "disk.read.await", "seconds", MILLISECONDS);
        gauge("diskio write_await", "disk.write.await", "seconds", MILLISECONDS);
        counter("net bytes_recv", "network.received", "bytes", 1);
        counter("net bytes_sent", "network.sent", "bytes", 1);
        counter("net packets_recv", "network.received.packets", "", 1);
        counter("net packets_sent", "network.sent.packets", "", 1);
        counter("net err_in", "network.receive.errors", "", 1);
        counter("net err_out", "network.send.errors", "", 1);
        counter("net drop_in", "network.receive.drops", "", 1);
        gauge("system load1", "load1", "", 1);
        gauge("system load5", "load5", "", 1);
        gauge("system load15", "load15", "", 1);
        gauge("system uptime", "uptime", "seconds", 1);
        gauge("system n_cpus", "cpus", "", 1);
        gauge("processes total", "processes", "", 1);
        gauge("processes total_threads", "threads", "", 1);
        gauge("linux_sysctl_fs file-nr", "files.open", "", 1);
        gauge("linux_sysctl_fs file-max", "files.max", "", 1);
        gauge("linux_sysctl_fs used_percent", "files.used", "ratio", PERCENT);
        counter("pressure total", "pressure.waiting", "seconds", MICROSECONDS);
        gauge("pressure avg60", "pressure", "ratio", PERCENT);
        gauge("clock offset_seconds", "clock.offset", "seconds", 1);
        gauge("clock max_error_seconds", "clock.error.max", "seconds", 1);
        gauge("clock estimated_error_seconds", "clock.error.estimated", "seconds", 1);
        gauge("clock synchronized", "clock.synchronized", "", 1);
    }

    /** What comes together, in one batch: the measurement, but for that of one processor. */
    static String kind(SampleLine line) {
        boolean isOneCore =
                line.measurement().equals("cpu")
                        && !line.tags().getOrDefault("cpu", "cpu-total").equals("cpu-total");
        return isOneCore ? ONE_CORE : line.measurement();
    }

    /** Empty for what is not shown. */
    Optional<Meaning> find(String kind, String field) {
        return Optional.ofNullable(meanings.get(kind + " " + field));
    }

    private void gauge(String field, String name, String unit, double factor) {
        meanings.put(field, new Meaning(Shape.GAUGE, name, unit, factor, ""));
    }

    private void counter(String field, String name, String unit, double factor) {
        meanings.put(field, new Meaning(Shape.COUNTER, name, unit, factor, ""));
    }
}
