package millwright.rules.forecast;

/**
 * A power of two that a series is divided by while it is looked at, so that the squares of its
 * values neither overflow nor vanish. It is 1 for every series that means anything; a broken
 * exporter's 1e300 gets a forecast that is of no use, and not an exception.
 *
 * @param power of two; 0 leaves all as it is
 */
record Magnitude(int power) {
    /** Values from 2^-200 to 2^200, some 1e60, leave room for squares and products of them. */
    private static final int EXPONENT_MAX = 200;

    static Magnitude of(Observations history) {
        double largest = 0;
        for (int i = 0; i < history.size(); i++) {
            largest = Math.max(largest, Math.abs(history.value(i)));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        return new Magnitude(exponent - Math.max(-EXPONENT_MAX, Math.min(EXPONENT_MAX, exponent)));
    }

    /** The request with all values in this magnitude. */
    ForecastRequest reduced(ForecastRequest request) {
        return power == 0
                ? request
                : new ForecastRequest(
                        request.history().scaled(-power),
                        request.at(),
                        request.horizon(),
                        request.limits().stream().map(this::reduced).toList(),
                        reduced(request.range()),
                        request.maintenance(),
                        request.days());
    }

    private Limit reduced(Limit limit) {
        double value = finite(Math.scalb(limit.value(), -power));
        return new Limit(limit.name(), limit.direction(), value, limit.hard());
    }

    /** A range that vanishes, or lies out of reach, beside such values bounds nothing. */
    private Range reduced(Range range) {
        double floor = Math.scalb(range.floor(), -power);
        double ceiling = Math.scalb(range.ceiling(), -power);
        return floor < ceiling ? new Range(floor, ceiling) : Range.ANY;
    }

    double restored(double value) {
        return finite(Math.scalb(value, power));
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }
}
