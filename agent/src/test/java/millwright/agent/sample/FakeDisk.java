package millwright.agent.sample;

import java.util.List;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HWPartition;

/** A disk with counters that tell one from another. */
record FakeDisk(String name) implements HWDiskStore {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getModel() {
        return "";
    }

    @Override
    public String getSerial() {
        return "";
    }

    @Override
    public long getSize() {
        return 1000;
    }

    @Override
    public long getReads() {
        return 1;
    }

    @Override
    public long getReadBytes() {
        return 512;
    }

    @Override
    public long getWrites() {
        return 2;
    }

    @Override
    public long getWriteBytes() {
        return 1024;
    }

    @Override
    public long getCurrentQueueLength() {
        return 3;
    }

    @Override
    public long getTransferTime() {
        return 40;
    }

    @Override
    public List<HWPartition> getPartitions() {
        return List.of();
    }

    @Override
    public long getTimeStamp() {
        return 0;
    }

    @Override
    public boolean updateAttributes() {
        return true;
    }
}
