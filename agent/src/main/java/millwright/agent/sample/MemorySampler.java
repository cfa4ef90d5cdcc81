package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import oshi.hardware.GlobalMemory;

/** Physical memory as {@code mem}: percent in use, the page cache counted as free. */
final class MemorySampler implements Sampler {
    private final GlobalMemory memory;

    MemorySampler(GlobalMemory memory) {
        this.memory = requireNonNull(memory, "memory");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        long totalBytes = memory.getTotal();
        long availableBytes = memory.getAvailable();
        if (totalBytes <= 0 || availableBytes < 0 || availableBytes > totalBytes) {
            throw new SamplingException(
                    "the host says that %d of %d bytes of memory are available"
                            .formatted(availableBytes, totalBytes));
        }
        long usedBytes = totalBytes - availableBytes;
        batch.add("mem", at)
                .field("used_percent", Percent.of(usedBytes, totalBytes))
                .field("available_percent", Percent.of(availableBytes, totalBytes))
                .field("total", totalBytes)
                .field("available", availableBytes)
                .field("used", usedBytes);
    }
}
