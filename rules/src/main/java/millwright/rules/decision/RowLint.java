package millwright.rules.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Threshold;

/** Looks at rows together: which can never win, which fight, and do their levels get worse. */
final class RowLint {
    private final CheckedTable table;
    private final List<TableRow> rows;
    private final List<RuleProblem> doubtful = new ArrayList<>();

    RowLint(CheckedTable table) {
        this.table = table;
        this.rows = table.inOrder();
        for (TableRow row : rows) {
            if (!isShadowed(row)) {
                overlaps(row);
                levels(row);
            }
        }
    }

    List<RuleProblem> doubtful() {
        return doubtful;
    }

    private boolean isShadowed(TableRow row) {
        for (TableRow other : rows) {
            if (!other.equals(row)
                    && other.covers(row)
                    && TableRow.BY_WEIGHT.compare(other, row) > 0) {
                doubt(
                        row,
                        "name",
                        "this row can never win: row %d (%s) applies wherever it does, and comes before it. Remove one of them or change its patterns."
                                .formatted(other.number(), other.level().row()));
                return true;
            }
        }
        return false;
    }

    /** Rows of the same weight that meet: which of them wins is told by nothing but their order. */
    private void overlaps(TableRow row) {
        for (TableRow lower : rows) {
            if (lower.number() > row.number()
                    && lower.indicator().equals(row.indicator())
                    && lower.level().number() == row.level().number()
                    && isSameWeight(row, lower)
                    && !lower.covers(row)) {
                meeting(row, lower)
                        .ifPresent(
                                where ->
                                        doubt(
                                                lower,
                                                "name",
                                                "overlaps with row %d (%s): both apply to %s, and this one wins only because it stands lower. Make the patterns of one of them longer."
                                                        .formatted(
                                                                row.number(),
                                                                row.level().row(),
                                                                where)));
            }
        }
    }

    private static boolean isSameWeight(TableRow a, TableRow b) {
        return a.host().compareTo(b.host()) == 0
                && a.resource().compareTo(b.resource()) == 0
                && a.environment().compareTo(b.environment()) == 0;
    }

    private static Optional<String> meeting(TableRow a, TableRow b) {
        Optional<String> host = a.host().meet(b.host());
        Optional<String> resource = a.resource().meet(b.resource());
        Optional<String> environment = a.environment().meet(b.environment());
        if (host.isEmpty() || resource.isEmpty() || environment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "host %s%s%s"
                        .formatted(
                                named("", host.get()),
                                named(", resource ", resource.get()),
                                named(", environment ", environment.get())));
    }

    private static String named(String before, String name) {
        if (name.isEmpty()) {
            return before.isEmpty() ? "names of any kind" : "";
        }
        return before + "\"" + name + "\"";
    }

    /** The levels that are in force where this row is: each must be worse than the one before. */
    private void levels(TableRow row) {
        Subject subject = row.witness();
        Map<Integer, TableRow> inForce = new TreeMap<>();
        for (TableRow other : rows) {
            if (other.isOf(subject)) {
                inForce.merge(
                        other.level().number(),
                        other,
                        (a, b) -> TableRow.BY_WEIGHT.compare(a, b) >= 0 ? a : b);
            }
        }
        if (inForce.get(row.level().number()).number() != row.number()) {
            return;
        }
        for (TableRow other : inForce.values()) {
            boolean neighbours = Math.abs(other.level().number() - row.level().number()) == 1;
            // Of two that apply to the same subjects the lower one tells of both.
            boolean once = !isSameWeight(row, other) || other.number() < row.number();
            if (neighbours && once) {
                boolean isWorse = row.level().number() > other.level().number();
                order(row, isWorse ? other : row, isWorse ? row : other);
            }
        }
    }

    private void order(TableRow at, TableRow milder, TableRow worse) {
        Threshold mild = milder.level().threshold();
        Threshold bad = worse.level().threshold();
        TableRow other = at.number() == worse.number() ? milder : worse;
        if (mild.direction() != bad.direction()) {
            doubt(
                    at,
                    "limit",
                    "contradicts row %d (%s): one level is bad above its limit, the other below it."
                            .formatted(other.number(), other.level().row()));
        } else if (bad.direction().isPast(mild.limit(), bad.limit())) {
            doubt(
                    at,
                    "limit",
                    "contradicts row %d (%s): level %d (%s) would be milder than level %d (%s)."
                            .formatted(
                                    other.number(),
                                    other.level().row(),
                                    worse.level().number(),
                                    words(worse.level()),
                                    milder.level().number(),
                                    words(milder.level())));
        } else if (mild.limit() == bad.limit() && bad.sustain().compareTo(mild.sustain()) <= 0) {
            doubt(
                    at,
                    "sustain",
                    "contradicts row %d (%s): with the same limit level %d must hold longer than level %d, or level %d never speaks."
                            .formatted(
                                    other.number(),
                                    other.level().row(),
                                    worse.level().number(),
                                    milder.level().number(),
                                    milder.level().number()));
        }
        if (milder.level().priority().isMoreUrgentThan(worse.level().priority())) {
            doubt(
                    at,
                    "priority",
                    "contradicts row %d (%s): level %d is %s, and the milder level %d is %s."
                            .formatted(
                                    other.number(),
                                    other.level().row(),
                                    worse.level().number(),
                                    worse.level().priority(),
                                    milder.level().number(),
                                    milder.level().priority()));
        }
    }

    private static String words(Level level) {
        Threshold threshold = level.threshold();
        return (threshold.direction() == Direction.ABOVE ? "> " : "< ") + threshold.limit();
    }

    private void doubt(TableRow row, String column, String message) {
        doubtful.add(table.problem(row, column, message));
    }
}
