package millwright.collector.api;

import java.util.List;
import millwright.rules.decision.RuleLint;
import millwright.rules.decision.RuleProblem;

/** What is wrong with the rule files as they are now. */
record CheckAnswer(boolean usable, List<RuleProblem> problems, List<RuleProblem> warnings) {
    static CheckAnswer usable(RuleLint lint) {
        return new CheckAnswer(true, List.of(), lint.doubtful());
    }

    static CheckAnswer unusable(List<RuleProblem> problems) {
        return new CheckAnswer(false, problems, List.of());
    }
}
