package millwright.rules.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is odd about rules that compile.
 *
 * @param unusable what cannot be judged by: with these the rules must not be loaded
 * @param doubtful what works and will not do what somebody meant by it
 */
public record RuleLint(List<RuleProblem> unusable, List<RuleProblem> doubtful) {
    public RuleLint {
        unusable = List.copyOf(unusable);
        doubtful = List.copyOf(doubtful);
    }

    /**
     * @param measured all that the mapping of series knows
     * @throws RulesException if the table cannot be read at all
     */
    public static RuleLint of(RuleSet rules, Collection<MeasuredIndicator> measured) {
        Grid grid = Grid.read(rules.table());
        CheckedTable table = TableCheck.check(rules.table().name(), grid);
        LimitLint limits = new LimitLint(table, measured);
        List<RuleProblem> doubtful = new ArrayList<>(limits.doubtful());
        doubtful.addAll(new RowLint(table).doubtful());
        rules.files().forEach((name, drl) -> doubtful.addAll(FileLint.of(name, drl)));
        return new RuleLint(
                RulesException.ordered(limits.unusable()), RulesException.ordered(doubtful));
    }

    public boolean isClean() {
        return unusable.isEmpty() && doubtful.isEmpty();
    }

    /**
     * @throws RulesException if something cannot be judged by
     */
    public void refuseUnusable() {
        if (!unusable.isEmpty()) {
            throw new RulesException(unusable);
        }
    }
}
