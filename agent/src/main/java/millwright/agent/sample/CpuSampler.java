package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/**
 * All processors together as {@code cpu}: where their time went since the last reading, in percent.
 * {@code usage_active} is everything but idle time, waiting for disks included, as Telegraf counts
 * it; {@code usage_iowait} tells how much of it was waiting. The first reading only sets the base.
 */
final class CpuSampler implements Sampler {
    private final CentralProcessor processor;
    private long[] previous = {};

    CpuSampler(CentralProcessor processor) {
        this.processor = requireNonNull(processor, "processor");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long[] now = processor.getSystemCpuLoadTicks();
        long[] spent = since(now);
        previous = now.clone();
        long total = 0;
        for (long ticks : spent) {
            total += ticks;
        }
        if (total == 0) {
            return;
        }
        long idle = spent[TickType.IDLE.getIndex()];
        SampleLine line = batch.add("cpu", at).tag("cpu", "cpu-total");
        line.field("usage_active", Percent.of(total - idle, total));
        for (TickType type : TickType.values()) {
            String name = "usage_" + type.name().toLowerCase(Locale.ROOT);
            line.field(name, Percent.of(spent[type.getIndex()], total));
        }
    }

    /** Linux lets iowait run backwards now and then; time never does, so that counts as none. */
    private long[] since(long[] now) {
        long[] spent = new long[now.length];
        for (int i = 0; i < now.length && previous.length == now.length; i++) {
            spent[i] = Math.max(0, now[i] - previous[i]);
        }
        return spent;
    }
}
