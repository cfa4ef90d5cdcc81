package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules as text: rule files by name, and the table of thresholds. Not yet checked.
 *
 * @param files DRL text by file name, such as {@code tickets.drl}
 */
public record RuleSet(SortedMap<String, String> files, ThresholdTable table) {
    private static final List<String> SHIPPED =
            List.of(
                    "tickets.drl",
                    "recovery.drl",
                    "silence.drl",
                    "correlation.drl",
                    "flapping.drl",
                    "late.drl",
                    "forecast.drl",
                    "sla.drl",
                    "emergency.drl",
                    "windows.drl",
                    "plan.drl");

    public RuleSet {
        requireNonNull(table, "table");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The rules that Millwright ships. */
    public static RuleSet shipped() {
        SortedMap<String, String> files = new TreeMap<>();
        SHIPPED.forEach(name -> files.put(name, Shipped.text("decision/" + name)));
        return new RuleSet(files, ThresholdTable.shipped());
    }

    /** The same rule files with another table. */
    public RuleSet withTable(ThresholdTable other) {
        return new RuleSet(files, other);
    }

    /** The same rules with one file more, or another text for it. */
    public RuleSet withFile(String name, String drl) {
        SortedMap<String, String> more = new TreeMap<>(files);
        more.put(name, drl);
        return new RuleSet(more, table);
    }
}
