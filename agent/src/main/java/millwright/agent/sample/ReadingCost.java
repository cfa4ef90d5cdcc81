package millwright.agent.sample;

import java.time.Duration;

/**
 * What the readings of one sampler have cost since the start.
 *
 * @param last how long the newest took, waiting included
 * @param total how long all took
 * @param cpu CPU time of all; zero where it is not known
 */
record ReadingCost(long readings, Duration last, Duration total, Duration cpu) {
    static final ReadingCost NONE = new ReadingCost(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    ReadingCost plus(Duration took, Duration cpuSpent) {
        return new ReadingCost(readings + 1, took, total.plus(took), cpu.plus(cpuSpent));
    }
}
