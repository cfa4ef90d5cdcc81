package millwright.rules.forecast;

/**
 * The values that an indicator can have at all; infinite where there is no end.
 *
 * @param floor in the indicator's own unit
 * @param ceiling above the floor
 */
public record Range(double floor, double ceiling) {
    /** Any number. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);

    public static final Range PERCENT = new Range(0, 100);

    public Range {
        if (!(floor < ceiling)) {
            throw new IllegalArgumentException(
                    "the floor %s is not below the ceiling %s".formatted(floor, ceiling));
        }
    }

    double clamp(double value) {
        return Math.min(ceiling, Math.max(floor, value));
    }
}
