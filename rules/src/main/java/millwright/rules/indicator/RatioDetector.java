package millwright.rules.indicator;

/**
 * An indicator that is a share of something counted: 100 × errors / requests over the sustain time
 * of each level, in percent. Both are ever-growing counters; one that drops has started again from
 * zero. Below a level's minimum count the ratio says nothing.
 */
public interface RatioDetector extends IndicatorDetector {
    /**
     * Adds a reading of the counter below the line; of two with the same time the later call wins.
     *
     * @param micros microseconds since the epoch
     */
    void observeRequests(long micros, double counter);

    /** The same for the counter above the line. */
    void observeErrors(long micros, double counter);
}
