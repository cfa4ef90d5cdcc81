package millwright.collector.rulebook;

/**
 * A file of the site.
 *
 * @param kind {@code rules}, {@code thresholds} or {@code indicators}
 */
public record RuleFile(String name, String kind) {}
