package millwright.rules.policy;

/** In which time an SLA clock runs. */
public enum ClockHours {
    ROUND_THE_CLOCK,
    /** Only in the site's business hours (L-013 §4.1). */
    BUSINESS
}
