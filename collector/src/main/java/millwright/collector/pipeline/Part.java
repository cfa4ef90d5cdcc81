package millwright.collector.pipeline;

/** What a series' value is to its indicator. */
enum Part {
    VALUE,
    /** The indicator is 100 less the value. */
    COMPLEMENT,
    /** The value without its sign: how far off, whichever way. */
    ABSOLUTE,
    /** The counter below the line of a ratio. */
    REQUESTS,
    /** The counter above the line of a ratio. */
    ERRORS;

    /** What the value of a series that is no counter is to the indicator. */
    double indicator(double value) {
        return switch (this) {
            case COMPLEMENT -> 100 - value;
            case ABSOLUTE -> Math.abs(value);
            default -> value;
        };
    }

    boolean isCounter() {
        return this == REQUESTS || this == ERRORS;
    }
}
