package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A sampler with its name and how often it reads.
 *
 * @param name unique within the agent, such as {@code sql/erp}; tags and logs show it
 */
public record ScheduledSampler(String name, Duration interval, Sampler sampler) {
    public ScheduledSampler {
        requireNonNull(sampler, "sampler");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a sampler needs a name");
        }
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("%s: interval is %s".formatted(name, interval));
        }
    }
}
