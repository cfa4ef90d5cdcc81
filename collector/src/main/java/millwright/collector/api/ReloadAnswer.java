package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import millwright.collector.rulebook.RulebookStatus;
import millwright.rules.decision.RuleProblem;

/**
 * @param changed whether the rules are others than before
 */
record ReloadAnswer(boolean changed, String version, Instant loadedAt, List<RuleProblem> warnings) {
    static ReloadAnswer of(boolean changed, RulebookStatus status) {
        return new ReloadAnswer(
                changed,
                status.inForce().version(),
                status.inForce().loadedAt(),
                status.inForce().doubtful());
    }
}
