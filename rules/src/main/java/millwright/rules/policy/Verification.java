package millwright.rules.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When work has proved itself: what the indicators of its systems must stay below (L-013 §7.3,
 * Appendix B).
 *
 * @param watch how long after the end of the work
 * @param below limits in the indicator's own unit, by the indicator's id
 */
public record Verification(Duration watch, SortedMap<String, Double> below) {
    public Verification {
        below = Collections.unmodifiableSortedMap(new TreeMap<>(below));
        if (watch.isNegative()) {
            throw new IllegalArgumentException(
                    "watch %s is negative. Write 0s or more.".formatted(Words.of(watch)));
        }
    }

    /** The same from text, such as of a policy. */
    static Verification of(Duration watch, Map<String, String> below) {
        SortedMap<String, Double> limits = new TreeMap<>();
        below.forEach((indicator, limit) -> limits.put(indicator, number(indicator, limit)));
        return new Verification(watch, limits);
    }

    private static double number(String indicator, String text) {
        try {
            double limit = Double.parseDouble(text.strip());
            if (Double.isFinite(limit)) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException(
                "%s must be below \"%s\", which is no number. Write one in its unit, such as 50."
                        .formatted(indicator, text));
    }

    /** Empty for an indicator that proves nothing. */
    public Optional<Double> below(String indicator) {
        return Optional.ofNullable(below.get(indicator));
    }
}
