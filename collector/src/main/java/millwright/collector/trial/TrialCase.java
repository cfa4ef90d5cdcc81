package millwright.collector.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import millwright.rules.indicator.Direction;

/**
 * One question to the forecaster.
 *
 * @param cut what is after it is not to be known
 * @param threshold whose crossing is asked for; empty where the course itself is
 */
record TrialCase(
        String id,
        String series,
        Instant cut,
        Duration horizon,
        OptionalDouble threshold,
        Direction direction) {}
