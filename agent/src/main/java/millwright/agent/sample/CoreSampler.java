package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/**
 * How busy each logical processor was since the last reading. {@code cpu_core} tells of the busiest
 * on any machine, so that one program that fills one core of many is seen; {@code cpu} with tag
 * {@code cpu0}, {@code cpu1} … has a line for each where they are few. The first reading only sets
 * the base.
 */
final class CoreSampler implements Sampler {
    private final CentralProcessor processor;
    private final int linesMax;
    private long[][] previous = {};

    /**
     * @param linesMax a machine with more logical processors than that has no line for each
     */
    CoreSampler(CentralProcessor processor, int linesMax) {
        this.processor = requireNonNull(processor, "processor");
        this.linesMax = linesMax;
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long[][] now = processor.getProcessorCpuLoadTicks();
        if (now.length == previous.length) {
            double busiest = -1;
            for (int core = 0; core < now.length; core++) {
                double active = active(previous[core], now[core]);
                busiest = Math.max(busiest, active);
                if (active >= 0 && now.length <= linesMax) {
                    batch.add("cpu", at).tag("cpu", "cpu" + core).field("usage_active", active);
                }
            }
            if (busiest >= 0) {
                batch.add("cpu_core", at)
                        .field("busiest_percent", busiest)
                        .field("count", (long) now.length);
            }
        }
        previous = now;
    }

    /** Percent; below 0 where no time has passed, as on a processor that is off. */
    private static double active(long[] before, long[] now) {
        long total = 0;
        for (int i = 0; i < now.length; i++) {
            total += Math.max(0, now[i] - before[i]);
        }
        int idle = TickType.IDLE.getIndex();
        return total == 0 ? -1 : Percent.of(total - Math.max(0, now[idle] - before[idle]), total);
    }
}
