package millwright.rules.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.kie.api.KieBase;
import org.kie.api.runtime.StatelessKieSession;

/** Which limits apply to what, as the decision table says. Thread-safe. */
public final class Thresholds {
    private final KieBase base;
    private final Map<String, TableRow> rows;
    private final List<Glob> hosts;
    private final List<Glob> resources;
    private final List<Glob> environments;
    private final Map<Question, List<Level>> answers = new ConcurrentHashMap<>();

    /**
     * All that the answer depends on. Fleets are big and tables small, so that most keys ask what
     * has been asked before; an indicator name comes from the mapping, so their number is bounded.
     */
    private record Question(
            String indicator, BitSet hosts, BitSet resources, BitSet environments) {}

    Thresholds(KieBase base, Map<String, TableRow> rows) {
        this.base = base;
        this.rows = rows;
        hosts = rows.values().stream().map(TableRow::host).distinct().toList();
        resources = rows.values().stream().map(TableRow::resource).distinct().toList();
        environments = rows.values().stream().map(TableRow::environment).distinct().toList();
    }

    /**
     * @throws RulesException if the table cannot be used; names every cell that is wrong
     */
    public static Thresholds compile(ThresholdTable table) {
        Grid grid = Grid.read(table);
        Map<String, TableRow> rows = TableCheck.check(table.name(), grid).rows();
        return new Thresholds(new RuleCompiler().add(table.name(), drl(grid)).compile(), rows);
    }

    /** The table as rules, a rule for each row. */
    static String drl(Grid grid) {
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener();
        grid.replay(listener);
        return new SpreadsheetCompiler().listenerToString(listener);
    }

    /**
     * The levels of one indicator of one resource, mildest first; empty where no row speaks of it.
     * Equal answers are the same list, so detectors may share it. For each level the row whose host
     * pattern is the most literal wins, then whose resource pattern is, then whose environment
     * pattern is, then the lower one.
     *
     * @param environment as the host's tag says; empty where it has none
     */
    public List<Level> levels(IndicatorKey key, String environment) {
        Question question =
                new Question(
                        key.indicator(),
                        matching(hosts, key.host()),
                        matching(resources, key.resource()),
                        matching(environments, environment));
        List<Level> known = answers.get(question);
        return known != null
                ? known
                : answers.computeIfAbsent(question, q -> ask(key, environment));
    }

    /** As {@link #levels(IndicatorKey, String)}, of a host without an environment. */
    public List<Level> levels(IndicatorKey key) {
        return levels(key, "");
    }

    /** The longest sustain or rearm time of any row: so much of the past a level may need. */
    Duration longestWindow() {
        return rows.values().stream()
                .map(row -> row.level().threshold())
                .flatMap(threshold -> Stream.of(threshold.sustain(), threshold.rearmTime()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    int size() {
        return rows.size();
    }

    private static BitSet matching(List<Glob> patterns, String name) {
        BitSet matching = new BitSet(patterns.size());
        for (int i = 0; i < patterns.size(); i++) {
            matching.set(i, patterns.get(i).matches(name));
        }
        return matching;
    }

    private List<Level> ask(IndicatorKey key, String environment) {
        MatchingRows found = new MatchingRows();
        StatelessKieSession session = base.newStatelessKieSession();
        session.setGlobal("rows", found);
        session.execute(new Subject(key, environment));
        Map<Integer, TableRow> best = new TreeMap<>(Comparator.naturalOrder());
        for (String name : found.rows().keySet()) {
            TableRow row = rows.get(name);
            best.merge(
                    row.level().number(),
                    row,
                    (a, b) -> TableRow.BY_WEIGHT.compare(a, b) >= 0 ? a : b);
        }
        List<Level> levels = new ArrayList<>();
        best.values().forEach(row -> levels.add(found.rows().get(row.level().row()).level()));
        return List.copyOf(levels);
    }
}
