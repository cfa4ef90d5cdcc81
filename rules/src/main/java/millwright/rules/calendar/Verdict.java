package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Whether work is permitted at one instant, and what decides it.
 *
 * @param by the name of the exemption, blackout, freeze or window; empty where there is no window
 */
public record Verdict(boolean permitted, Optional<String> by, String reason) {
    public Verdict {
        requireNonNull(by, "by");
        requireNonNull(reason, "reason");
    }
}
