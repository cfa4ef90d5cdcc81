package millwright.agent.sample;

import java.util.List;
import oshi.hardware.CentralProcessor;

/** Processors whose ticks and loads the test sets; everything else is of no interest. */
final class FakeProcessor implements CentralProcessor {
    long[] ticks = new long[TickType.values().length];
    long[][] cores = {};
    double[] loads = {0.5, 0.25, 0.125};

    /** Sets ticks in the order user, nice, system, idle, iowait, irq, softirq, steal. */
    FakeProcessor at(long... ticks) {
        this.ticks = ticks.clone();
        return this;
    }

    /** Sets idle and user ticks of each logical processor, two by two. */
    FakeProcessor cores(long... idleAndUser) {
        cores = new long[idleAndUser.length / 2][TickType.values().length];
        for (int core = 0; core < cores.length; core++) {
            cores[core][TickType.IDLE.getIndex()] = idleAndUser[2 * core];
            cores[core][TickType.USER.getIndex()] = idleAndUser[2 * core + 1];
        }
        return this;
    }

    @Override
    public long[] getSystemCpuLoadTicks() {
        return ticks.clone();
    }

    @Override
    public double[] getSystemLoadAverage(int count) {
        return loads.clone();
    }

    @Override
    public int getLogicalProcessorCount() {
        return 4;
    }

    @Override
    public ProcessorIdentifier getProcessorIdentifier() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getMaxFreq() {
        return 0;
    }

    @Override
    public long[] getCurrentFreq() {
        return new long[0];
    }

    @Override
    public List<LogicalProcessor> getLogicalProcessors() {
        return List.of();
    }

    @Override
    public List<PhysicalProcessor> getPhysicalProcessors() {
        return List.of();
    }

    @Override
    public List<ProcessorCache> getProcessorCaches() {
        return List.of();
    }

    @Override
    public List<String> getFeatureFlags() {
        return List.of();
    }

    @Override
    public double getSystemCpuLoadBetweenTicks(long[] before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double getSystemCpuLoadBetweenTicks(long[] before, long[] after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double[] getProcessorCpuLoadBetweenTicks(long[][] before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double[] getProcessorCpuLoadBetweenTicks(long[][] before, long[][] after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long[][] getProcessorCpuLoadTicks() {
        return cores.clone();
    }

    @Override
    public int getPhysicalProcessorCount() {
        return 2;
    }

    @Override
    public int getPhysicalPackageCount() {
        return 1;
    }

    @Override
    public long getContextSwitches() {
        return 0;
    }

    @Override
    public long getInterrupts() {
        return 0;
    }
}
