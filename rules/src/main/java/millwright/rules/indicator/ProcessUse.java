package millwright.rules.indicator;

/**
 * What one process used at its latest reading.
 *
 * @param cpuPercent of one core, so 250 is two and a half cores
 * @param memoryBytes resident memory
 */
public record ProcessUse(String name, long pid, double cpuPercent, long memoryBytes) {}
