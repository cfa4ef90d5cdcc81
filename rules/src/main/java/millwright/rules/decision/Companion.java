package millwright.rules.decision;

import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: trouble without a ticket that is one with other hosts': the same indicator, in the same
 * service, at about the same time.
 *
 * @param service of both hosts
 * @param lead a key whose ticket is open, or opens in this turn
 */
public record Companion(IndicatorKey key, String service, IndicatorKey lead) {}
