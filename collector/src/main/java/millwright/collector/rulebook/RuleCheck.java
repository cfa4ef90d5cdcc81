package millwright.collector.rulebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.rules.decision.RuleLint;
import millwright.rules.decision.RuleProblem;
import millwright.rules.decision.RulesException;

/**
 * All that can be said of rules without running them.
 *
 * @param problems why they cannot be used; empty where they can
 * @param warnings what works and will hardly do what somebody meant
 * @param rows of the decision table; 0 where it cannot be read
 * @param files with rules, the shipped ones among them
 */
public record RuleCheck(
        List<RuleProblem> problems, List<RuleProblem> warnings, int rows, int files) {
    public RuleCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    public static RuleCheck of(RuleSources sources) {
        try {
            return of(sources.read());
        } catch (RulesException e) {
            return new RuleCheck(e.problems(), List.of(), 0, 0);
        }
    }

    /** Where rules do not compile, the table is looked at all the same. */
    private static RuleCheck of(RuleTexts texts) {
        List<RuleProblem> problems = new ArrayList<>();
        List<RuleProblem> warnings = new ArrayList<>();
        int rows = 0;
        try {
            RuleLint lint = texts.lint();
            problems.addAll(lint.unusable());
            warnings.addAll(lint.doubtful());
            rows = texts.compile(Instant.EPOCH).engine().rowCount();
        } catch (RulesException e) {
            e.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
        }
        return new RuleCheck(problems, warnings, rows, texts.rules().files().size());
    }

    public boolean isUsable() {
        return problems.isEmpty();
    }
}
