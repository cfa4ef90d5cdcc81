package millwright.collector.api;

import java.util.List;
import millwright.collector.rulebook.RuleCheck;
import millwright.rules.decision.RuleProblem;

/** What is wrong with the rule files as they are now. */
record CheckAnswer(boolean usable, List<RuleProblem> problems, List<RuleProblem> warnings) {
    static CheckAnswer of(RuleCheck check) {
        return new CheckAnswer(check.isUsable(), check.problems(), check.warnings());
    }
}
