package millwright.rules.decision;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: two troubles at about the same time, of which one may explain the other, because one host
 * needs the other's service or both are on one host. Whether it does is for a rule to say.
 *
 * @param key what is troubled
 * @param on trouble of what the key's host needs
 * @param sameHost whether both are on one host
 * @param at when the later of them showed
 */
public record Dependence(IndicatorKey key, IndicatorKey on, boolean sameHost, Instant at) {}
