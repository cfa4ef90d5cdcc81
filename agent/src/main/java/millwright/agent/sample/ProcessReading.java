package millwright.agent.sample;

import java.time.Duration;
import java.time.Instant;

/**
 * One process as it stands.
 *
 * @param cpuTime user and system time since its start
 * @param started tells a process from a later one with the same pid
 */
record ProcessReading(
        String name,
        long pid,
        Instant started,
        Duration cpuTime,
        long residentBytes,
        long virtualBytes,
        long threads) {

    /**
     * The name that all of its kind share. A kernel thread, which has no memory of its own, carries
     * its processor and its work behind a slash ({@code kworker/0:1-events}); they come and go.
     */
    String family() {
        int slash = name.indexOf('/');
        return residentBytes == 0 && slash > 0 ? name.substring(0, slash) : name;
    }
}
