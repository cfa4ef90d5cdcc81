package millwright.rules.decision;

import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: trouble that an active emergency window has declared beforehand.
 *
 * @param window its id
 */
public record Expected(IndicatorKey key, String window) {}
