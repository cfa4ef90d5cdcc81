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

    boolean isCounter() {
        return this == REQUESTS || this == ERRORS;
    }
}
