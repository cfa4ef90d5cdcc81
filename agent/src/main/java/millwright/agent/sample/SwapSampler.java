package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/**
 * Swap space as {@code swap}; {@code in} and {@code out} count bytes since boot. A host without
 * swap has {@code total} 0 and no percentage.
 */
final class SwapSampler implements Sampler {
    private final GlobalMemory memory;

    SwapSampler(GlobalMemory memory) {
        this.memory = requireNonNull(memory, "memory");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        VirtualMemory swap = memory.getVirtualMemory();
        long totalBytes = swap.getSwapTotal();
        long usedBytes = Math.min(swap.getSwapUsed(), totalBytes);
        SampleLine line =
                batch.add("swap", at)
                        .field("total", totalBytes)
                        .field("used", usedBytes)
                        .field("free", totalBytes - usedBytes)
                        .field("in", swap.getSwapPagesIn() * memory.getPageSize())
                        .field("out", swap.getSwapPagesOut() * memory.getPageSize());
        if (totalBytes > 0) {
            line.field("used_percent", Percent.of(usedBytes, totalBytes));
        }
    }
}
