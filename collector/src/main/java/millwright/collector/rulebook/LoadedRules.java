package millwright.collector.rulebook;

import java.time.Instant;
import java.util.List;
import millwright.collector.pipeline.IndicatorMapping;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleProblem;

/**
 * Rules that can be used.
 *
 * @param version the same for the same texts; 12 hexadecimal digits
 * @param loadedAt when they were compiled
 * @param files the site's own; what is not among them is as shipped
 * @param doubtful what works and will hardly do what somebody meant
 */
public record LoadedRules(
        DecisionEngine engine,
        IndicatorMapping mapping,
        String version,
        Instant loadedAt,
        List<RuleFile> files,
        List<RuleProblem> doubtful) {
    public LoadedRules {
        files = List.copyOf(files);
        doubtful = List.copyOf(doubtful);
    }
}
