package millwright.rules.indicator;

/** An indicator that is past its limit when its value is: percent in use, seconds, free space. */
public interface SustainedDetector extends IndicatorDetector {
    /**
     * Adds a sample; of two with the same time the later call wins.
     *
     * @param micros microseconds since the epoch
     * @param value in the indicator's unit, finite
     */
    void observe(long micros, double value);
}
