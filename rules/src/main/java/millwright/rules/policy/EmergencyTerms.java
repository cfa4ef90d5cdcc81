package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import millwright.rules.indicator.Priority;

/**
 * On which terms an emergency window opens (L-013 §4.2).
 *
 * @param priority P1 or P2: nothing less is an emergency
 * @param authority the role that approves it
 * @param deputy the role that may approve in its place
 * @param longest the most that one window may take
 * @param notice from the approval to the start; zero is at once
 * @param overridesBlackout whether it may start in a blackout; if not, it waits for the end of it
 */
public record EmergencyTerms(
        Priority priority,
        String authority,
        Optional<String> deputy,
        Duration longest,
        Duration notice,
        boolean overridesBlackout) {
    public EmergencyTerms {
        requireNonNull(deputy, "deputy");
        if (!priority.isMoreUrgentThan(Priority.P3)) {
            throw new IllegalArgumentException(
                    "%s is no emergency. Only P1 and P2 have emergency windows."
                            .formatted(priority));
        }
        if (authority.isBlank() || deputy.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "an authority has no name. Write a role such as IT Director.");
        }
        if (deputy.filter(authority::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "%s cannot be its own deputy. Write another role.".formatted(authority));
        }
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException(
                    "the longest window %s leaves no time. Write one such as 2h."
                            .formatted(Words.of(longest)));
        }
        if (notice.isNegative()) {
            throw new IllegalArgumentException(
                    "the notice %s is negative. Write 0s or more.".formatted(Words.of(notice)));
        }
    }
}
