package millwright.collector.forecast;

/** How a forecast of a crossing turned out. */
public enum Outcome {
    /** It came within the interval. */
    HIT,
    /** Predicted too early: it came after the interval. */
    EARLY,
    /** Predicted too late: it came before the interval. */
    LATE,
    /** It came, and none was predicted. */
    MISSED,
    /** Predicted, and it did not come within the horizon. */
    NEVER,
    /** None was predicted, and none came. */
    QUIET,
    /** It cannot be known, or work changed the course; counts for nothing. */
    UNSCORED
}
