package millwright.rules.decision;

import java.time.Duration;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: how often a key has gone bad of late.
 *
 * @param count with the one that is on
 * @param within the time up to now that is looked at
 * @param flappingFrom how many the policy calls flapping
 */
public record Episodes(IndicatorKey key, int count, Duration within, int flappingFrom) {}
