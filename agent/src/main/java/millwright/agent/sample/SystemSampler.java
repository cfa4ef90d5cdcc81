package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;

/**
 * Load averages, uptime in seconds and the number of logical processors as {@code system}. Windows
 * has no load average; the fields are absent there.
 */
final class SystemSampler implements Sampler {
    private static final String[] LOADS = {"load1", "load5", "load15"};

    private final OperatingSystem system;
    private final CentralProcessor processor;

    SystemSampler(OperatingSystem system, CentralProcessor processor) {
        this.system = requireNonNull(system, "system");
        this.processor = requireNonNull(processor, "processor");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        SampleLine line = batch.add("system", at);
        double[] loads = processor.getSystemLoadAverage(LOADS.length);
        for (int i = 0; i < loads.length; i++) {
            if (loads[i] >= 0) {
                line.field(LOADS[i], Math.round(loads[i] * 100) / 100.0);
            }
        }
        line.field("uptime", system.getSystemUptime());
        line.field("n_cpus", (long) processor.getLogicalProcessorCount());
    }
}
