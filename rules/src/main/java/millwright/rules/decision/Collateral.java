package millwright.rules.decision;

import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: trouble on a host of an active emergency window that the window has not declared, begun
 * while the work went on.
 *
 * @param window its id
 */
public record Collateral(IndicatorKey key, String window) {}
