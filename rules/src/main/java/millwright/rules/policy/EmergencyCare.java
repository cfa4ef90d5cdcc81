package millwright.rules.policy;

import java.time.Duration;

/**
 * What an emergency window owes while it is on and afterwards (L-013 §4.2, §8.3).
 *
 * @param updateEvery between two status updates
 * @param reportWithin from the end of the window to its incident report
 */
public record EmergencyCare(Duration updateEvery, Duration reportWithin) {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    public EmergencyCare {
        check("update_every", updateEvery);
        check("report_within", reportWithin);
    }

    private static void check(String name, Duration length) {
        if (length.compareTo(A_MINUTE) < 0) {
            throw new IllegalArgumentException(
                    "%s is %s. Write 1m or more.".formatted(name, Words.of(length)));
        }
    }
}
