package millwright.collector.history;

import java.time.Instant;

/**
 * One hour of one series.
 *
 * @param hour start of the hour, UTC
 * @param count samples in it, a repeated one counted once
 */
public record HourlyRollUp(
        Instant hour, long count, double min, double max, double mean, double last) {}
