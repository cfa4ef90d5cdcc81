package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

/**
 * An indicator that something measures, as the mapping of series says.
 *
 * @param unit such as {@code percent}; what its values can be follows from it
 * @param ratio whether it is taken from two counters over the sustain time
 */
public record MeasuredIndicator(String id, String unit, boolean ratio) {
    public MeasuredIndicator {
        requireNonNull(id, "id");
        requireNonNull(unit, "unit");
    }

    /** Smallest value that can come. */
    double least() {
        return unit.equals("days") ? Double.NEGATIVE_INFINITY : 0;
    }

    /** Greatest value that can come. */
    double greatest() {
        return switch (unit) {
            case "percent" -> 100;
            case "up", "ratio" -> 1;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
