package millwright.agent.sample;

import java.util.List;
import oshi.hardware.GlobalMemory;
import oshi.hardware.PhysicalMemory;
import oshi.hardware.VirtualMemory;

/** Memory and swap in bytes. */
record FakeMemory(long total, long available, long swapTotal, long swapUsed)
        implements GlobalMemory {
    @Override
    public long getTotal() {
        return total;
    }

    @Override
    public long getAvailable() {
        return available;
    }

    @Override
    public long getPageSize() {
        return 4096;
    }

    @Override
    public List<PhysicalMemory> getPhysicalMemory() {
        return List.of();
    }

    @Override
    public VirtualMemory getVirtualMemory() {
        return new VirtualMemory() {
            @Override
            public long getSwapTotal() {
                return swapTotal;
            }

            @Override
            public long getSwapUsed() {
                return swapUsed;
            }

            @Override
            public long getVirtualMax() {
                return 0;
            }

            @Override
            public long getVirtualInUse() {
                return 0;
            }

            @Override
            public long getSwapPagesIn() {
                return 2;
            }

            @Override
            public long getSwapPagesOut() {
                return 3;
            }
        };
    }
}
