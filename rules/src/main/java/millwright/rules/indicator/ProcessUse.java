package millwright.rules.indicator;

/**
 * What one process used at its latest reading.
 *
 * @param cpuPercent of one core, so 250 is two and a half cores
 * @param memoryBytes resident memory
 * @param memoryGrowth of resident memory over the last while, in bytes an hour; 0 where it holds
 *     steady, shrinks, or is not known yet
 */
public record ProcessUse(
        String name, long pid, double cpuPercent, long memoryBytes, long memoryGrowth) {
    /** Slower growth is the breathing of a cache. */
    private static final long LEAK_BYTES_AN_HOUR = 16L << 20;

    private static final double LEAK_SHARE_AN_HOUR = 0.01;

    /** Whether it grows like a leak: by 16 MiB an hour at least, and by 1 % of its size. */
    public boolean seemsToLeak() {
        return memoryGrowth >= LEAK_BYTES_AN_HOUR
                && memoryGrowth >= LEAK_SHARE_AN_HOUR * memoryBytes;
    }
}
