package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import millwright.rules.indicator.Priority;

/**
 * An emergency window that could be asked for (L-013 §4.2).
 *
 * @param longest the most that one window may take
 * @param notice from the approval to the start
 * @param overridesBlackout whether it may break a blackout or freeze; if not, it waits for its end
 */
public record EmergencyRoute(
        Priority priority,
        String authority,
        Duration longest,
        Duration notice,
        boolean overridesBlackout) {
    public EmergencyRoute {
        requireNonNull(priority, "priority");
        requireNonNull(authority, "authority");
        requireNonNull(longest, "longest");
        requireNonNull(notice, "notice");
    }
}
