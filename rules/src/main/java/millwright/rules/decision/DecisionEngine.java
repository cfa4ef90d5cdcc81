package millwright.rules.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import org.kie.api.KieBase;
import org.kie.api.runtime.StatelessKieSession;

/** Compiled rules. Immutable and thread-safe; a reload makes another one. */
public final class DecisionEngine {
    private static final List<Class<? extends Decision>> TYPES =
            List.of(
                    Decision.ResolveTicket.class,
                    Decision.WithdrawForecast.class,
                    Decision.OpenTicket.class,
                    Decision.ReopenTicket.class,
                    Decision.RaiseTicket.class,
                    Decision.AddOccurrence.class,
                    Decision.NoteLevel.class,
                    Decision.NoteForecast.class,
                    Decision.RecordLateBreach.class,
                    Decision.RequestEmergencyWindow.class,
                    Decision.WarnOfClock.class,
                    Decision.Escalate.class,
                    Decision.TellOfWindow.class,
                    Decision.CancelTask.class,
                    Decision.ScheduleTask.class,
                    Decision.MoveTask.class,
                    Decision.PlacementInfeasible.class,
                    Decision.RequestWindowForWork.class);

    /** About tickets that others of the same turn may open, so these come last, in this order. */
    private static final List<Class<? extends Decision>> FOLLOWING =
            List.of(
                    Decision.JoinTicket.class,
                    Decision.MarkFlapping.class,
                    Decision.HoldBreach.class,
                    Decision.HoldRecovery.class,
                    Decision.HoldSymptom.class,
                    Decision.MarkCollateral.class,
                    Decision.LinkCause.class);

    /** Total, so that the order in which rules fire shows nowhere. */
    private static final Comparator<Decision> ORDER =
            Comparator.<Decision>comparingInt(decision -> FOLLOWING.indexOf(decision.getClass()))
                    .thenComparing(Decision::key)
                    .thenComparing(decision -> TYPES.indexOf(decision.getClass()))
                    .thenComparing(Decision::at)
                    .thenComparing(Decision::rule)
                    .thenComparing(Decision::toString);

    private final KieBase base;
    private final Thresholds thresholds;
    private final RuleSet rules;

    private DecisionEngine(RuleSet rules, KieBase base, Thresholds thresholds) {
        this.rules = rules;
        this.base = base;
        this.thresholds = thresholds;
    }

    /**
     * Takes seconds when it is the first in its process; fractions of one later.
     *
     * @throws RulesException if they do not compile; says file, line and column of each problem
     */
    public static DecisionEngine compile(RuleSet rules) {
        Grid grid = Grid.read(rules.table());
        Map<String, TableRow> rows = TableCheck.check(rules.table().name(), grid).rows();
        RuleCompiler compiler = new RuleCompiler();
        compiler.add(rules.table().name(), Thresholds.drl(grid));
        rules.files().forEach(compiler::add);
        KieBase base = compiler.compile();
        return new DecisionEngine(rules, base, new Thresholds(base, rows));
    }

    /**
     * What should happen: first what stands for itself, sorted by key and then by type, then what
     * refers to other tickets, by type and then by key. Pure: the same facts and instant, in any
     * order, always give the same decisions.
     *
     * @param at event time of the decisions, from which the reopening of a ticket is reckoned
     */
    public List<Decision> decide(Facts facts, Instant at) {
        return facts.isEmpty() ? List.of() : decide(facts.with(new Now(at)));
    }

    /** The same of what the tickets themselves give to decide about. */
    public List<Decision> decide(CaseFacts facts, Instant at) {
        return facts.isEmpty() ? List.of() : decide(facts.with(new Now(at)));
    }

    private List<Decision> decide(List<Object> facts) {
        List<Object> added = new ArrayList<>();
        // Stateless: it is disposed when execute returns, so nothing grows.
        StatelessKieSession session = base.newStatelessKieSession();
        session.setGlobal("decisions", added);
        session.execute(facts);
        return added.stream().map(DecisionEngine::checked).sorted(ORDER).toList();
    }

    private static Decision checked(Object added) {
        if (added instanceof Decision decision) {
            return decision;
        }
        throw new IllegalStateException("a rule has added what is no decision: " + added);
    }

    /** What it was compiled from. */
    public RuleSet rules() {
        return rules;
    }

    /** As {@link Thresholds#levels}. */
    public List<Level> levels(IndicatorKey key, String environment) {
        return thresholds.levels(key, environment);
    }

    /** The levels of a host whose environment nobody has told. */
    public List<Level> levels(IndicatorKey key) {
        return thresholds.levels(key);
    }

    /** The longest sustain or rearm time of the table. */
    public Duration longestWindow() {
        return thresholds.longestWindow();
    }

    /** How many rows the table has. */
    public int rowCount() {
        return thresholds.size();
    }
}
