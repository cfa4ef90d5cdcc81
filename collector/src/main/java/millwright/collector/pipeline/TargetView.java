package millwright.collector.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that an agent asks for its state, as it answered last.
 *
 * @param kind such as {@code postgresql} or {@code http}
 * @param target its name in the agent's configuration
 * @param at when it was asked last
 * @param took how long the answer took, or the failure
 * @param reason why it is down, in a word; empty while it is up
 * @param detail the same in a sentence
 */
public record TargetView(
        String kind,
        String target,
        boolean up,
        Instant at,
        Duration took,
        String reason,
        String detail) {}
