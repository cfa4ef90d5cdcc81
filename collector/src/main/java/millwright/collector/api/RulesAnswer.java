package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.rulebook.RuleFile;
import millwright.collector.rulebook.RulebookStatus;
import millwright.rules.decision.RuleProblem;

/**
 * @param files the site's own
 * @param warnings what works and will hardly do what somebody meant
 */
record RulesAnswer(
        String version,
        Instant loadedAt,
        int rows,
        List<RuleFile> files,
        List<RuleProblem> warnings,
        long reloads,
        long failures,
        Optional<RefusedAnswer> refused) {
    record RefusedAnswer(Instant at, List<RuleProblem> problems) {}

    static RulesAnswer of(RulebookStatus status) {
        return new RulesAnswer(
                status.inForce().version(),
                status.inForce().loadedAt(),
                status.rows(),
                status.inForce().files(),
                status.inForce().doubtful(),
                status.reloads(),
                status.failures(),
                status.refused().map(r -> new RefusedAnswer(r.at(), r.problems())));
    }
}
