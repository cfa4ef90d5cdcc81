package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import millwright.rules.indicator.Priority;

/**
 * How soon somebody must act on a ticket of one priority, and how soon it must be solved (L-013
 * §2.3).
 *
 * @param response until somebody acts; zero is at once
 * @param resolution until it is solved, from the same start; empty means the next maintenance
 *     window
 * @param hours the time that counts; P1 and P2 run round the clock
 */
public record SlaTarget(
        Priority priority, Duration response, Optional<Duration> resolution, ClockHours hours) {
    public SlaTarget {
        requireNonNull(priority, "priority");
        requireNonNull(hours, "hours");
        boolean urgent = priority.isMoreUrgentThan(Priority.P3);
        if (urgent && hours != ClockHours.ROUND_THE_CLOCK) {
            throw new IllegalArgumentException(
                    "a clock of %s runs round the clock. Write hours: round-the-clock."
                            .formatted(priority));
        }
        if (urgent && resolution.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s cannot wait for the next window. Write a resolution such as 4h."
                            .formatted(priority));
        }
        if (response.isNegative()) {
            throw new IllegalArgumentException(
                    "the response target %s is negative. Write 0s or more."
                            .formatted(Words.of(response)));
        }
        resolution.ifPresent(target -> check(response, target));
    }

    private static void check(Duration response, Duration resolution) {
        if (resolution.isNegative() || resolution.isZero()) {
            throw new IllegalArgumentException(
                    "the resolution target %s leaves no time. Write one such as 4h."
                            .formatted(Words.of(resolution)));
        }
        if (response.compareTo(resolution) > 0) {
            throw new IllegalArgumentException(
                    "the response target %s is later than the resolution target %s. Swap them."
                            .formatted(Words.of(response), Words.of(resolution)));
        }
    }
}
