package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.software.os.OperatingSystem;

/** How many processes and threads there are, as {@code processes}. */
final class ProcessesSampler implements Sampler {
    private final OperatingSystem system;

    ProcessesSampler(OperatingSystem system) {
        this.system = requireNonNull(system, "system");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        batch.add("processes", at)
                .field("total", (long) system.getProcessCount())
                .field("total_threads", (long) system.getThreadCount());
    }
}
