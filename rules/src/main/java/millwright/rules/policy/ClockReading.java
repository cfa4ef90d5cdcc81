package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an SLA clock shows at one instant.
 *
 * @param elapsed the time that counted so far: running, and in the clock's hours
 * @param usedPercent of the target, also past 100; of a target of zero 0 until it starts, then 100
 * @param due when the target is reached if the clock keeps running, or was reached; empty while it
 *     is paused before that, and when it has stopped in time
 */
public record ClockReading(
        Duration elapsed, Duration target, double usedPercent, Optional<Instant> due, State state) {
    /**
     * RUNNING and PAUSED become each other as people decide; either becomes MET when the clock
     * stops before the target. MISSED follows from the instant of the target on, whether the clock
     * runs, pauses or has stopped, and stays.
     */
    public enum State {
        RUNNING,
        PAUSED,
        MET,
        MISSED
    }

    public ClockReading {
        requireNonNull(elapsed, "elapsed");
        requireNonNull(target, "target");
        requireNonNull(due, "due");
        requireNonNull(state, "state");
    }

    /** What is left of the target on the clock; negative past it. */
    public Duration remaining() {
        return target.minus(elapsed);
    }
}
