package millwright.rules.indicator;

import java.time.Duration;
import java.time.Instant;

/**
 * Fact: a host has sent nothing for longer than a level of {@code agent_silent} allows.
 *
 * @param last time of the host's newest sample
 */
public record Silence(IndicatorKey key, Level level, Instant last, Instant at) {
    public Priority priority() {
        return level.priority();
    }

    public Duration length() {
        return Duration.between(last, at);
    }
}
