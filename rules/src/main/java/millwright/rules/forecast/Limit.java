package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import millwright.rules.indicator.Direction;

/**
 * A value that the indicator should not pass.
 *
 * @param name as people know it, such as {@code level 1} or {@code hard limit}; one each in a
 *     request
 * @param value in the indicator's own unit, finite; the value itself is not past it
 * @param hard whether nothing is left there, such as a full disk
 */
public record Limit(String name, Direction direction, double value, boolean hard) {
    public Limit {
        requireNonNull(direction, "direction");
        if (name.isBlank() || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "a limit needs a name and a finite value: '%s', %s".formatted(name, value));
        }
    }

    /** A level of the decision table; level 1 is the first to be passed. */
    public static Limit level(int number, Direction direction, double value) {
        return new Limit("level " + number, direction, value, false);
    }

    /** Where nothing is left. */
    public static Limit hard(Direction direction, double value) {
        return new Limit("hard limit", direction, value, true);
    }

    /** Whether a crossing of it is worth a ticket: of the levels only the first one is. */
    public boolean isTicketed() {
        return hard || name.equals("level 1");
    }

    public boolean isPast(double observed) {
        return direction.isPast(observed, value);
    }
}
