package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The kernel's own view of its clock as {@code clock}: what it still has to correct, how wrong it
 * may be at most, and whether a time service (chrony, ntpd, systemd-timesyncd) keeps it.
 */
final class ClockSampler implements Sampler {
    private final Supplier<Timex> clock;

    ClockSampler(Supplier<Timex> clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        Timex now = clock.get();
        batch.add("clock", at)
                .field("offset_seconds", seconds(now.offset()))
                .field("max_error_seconds", seconds(now.maxError()))
                .field("estimated_error_seconds", seconds(now.estimatedError()))
                .field("synchronized", now.isSynchronized() ? 1 : 0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
