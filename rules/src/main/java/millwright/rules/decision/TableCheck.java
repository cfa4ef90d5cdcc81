package millwright.rules.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.rules.indicator.Glob;

/**
 * Reads the table as the person did who wrote it, and says which cell is wrong. Drools alone would
 * only say that a rule it generated does not compile. What a column means is told by its code cell,
 * so columns may be moved.
 */
final class TableCheck {
    private static final Pattern CODE = Pattern.compile("(\\w+)\\s*\\(\\s*\"\\$param\"");
    private static final Map<String, BiConsumer<LevelRow, String>> SETTERS =
            Map.of(
                    "level", LevelRow::level,
                    "limit", LevelRow::limit,
                    "sustain", LevelRow::sustain,
                    "rearm", LevelRow::rearm,
                    "rearmTime", LevelRow::rearmTime,
                    "minimumCount", LevelRow::minimumCount,
                    "priority", LevelRow::priority,
                    "action", LevelRow::action,
                    "runbook", LevelRow::runbook);
    private static final Set<String> PATTERNS =
            Set.of("isOnHost", "isOfResource", "isInEnvironment");
    private static final int PATTERN_CHARS_MAX = 500;

    private static final List<String> REQUIRED =
            List.of(
                    "name",
                    "isIndicator",
                    "level",
                    "limit",
                    "sustain",
                    "rearm",
                    "rearmTime",
                    "priority");

    private final String file;
    private final Grid grid;
    private final List<RuleProblem> problems = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, TableRow> rows = new HashMap<>();
    private int heading;

    private TableCheck(String file, Grid grid) {
        this.file = file;
        this.grid = grid;
    }

    /**
     * @throws RulesException naming every cell that is wrong
     */
    static CheckedTable check(String file, Grid grid) {
        TableCheck check = new TableCheck(file, grid);
        if (check.findColumns()) {
            for (int row = check.heading + 1; row < grid.rowCount(); row++) {
                if (!grid.isBlank(row)) {
                    check.checkRow(row);
                }
            }
        }
        if (check.rows.isEmpty() && check.problems.isEmpty()) {
            check.refuseTable(0, "the table has no rows below its heading.");
        }
        if (!check.problems.isEmpty()) {
            throw new RulesException(check.problems);
        }
        return new CheckedTable(file, grid, check.columns, check.heading, check.rows);
    }

    private boolean findColumns() {
        heading = grid.headingRow();
        if (heading == grid.rowCount()) {
            refuseTable(
                    0,
                    "no cell of column A begins with RuleTable. Keep the rows above the heading as"
                            + " they were shipped.");
            return false;
        }
        int table = heading - 4;
        for (int column = 0; column < grid.columnCount(table + 1); column++) {
            Matcher code = CODE.matcher(grid.text(table + 3, column));
            if (grid.text(table + 1, column).equals("NAME")) {
                columns.put("name", column);
            } else if (code.find()) {
                columns.put(code.group(1), column);
            }
        }
        for (String required : REQUIRED) {
            if (!columns.containsKey(required)) {
                refuseTable(
                        table + 4,
                        "no column of the heading is for %s. Keep the rows above the heading as they were shipped."
                                .formatted(required));
            }
        }
        return problems.isEmpty();
    }

    private void checkRow(int row) {
        int before = problems.size();
        LevelRow level = new LevelRow(cell(row, "name"));
        for (String required : REQUIRED) {
            if (cell(row, required).isEmpty()) {
                refuse(row, columns.get(required), "the cell is empty and must not be.");
            }
        }
        columns.forEach((field, column) -> checkCell(row, field, column, level));
        checkName(row);
        if (problems.size() == before) {
            checkWhole(row, level);
        }
    }

    private void checkCell(int row, String field, int column, LevelRow level) {
        String text = grid.text(row, column);
        if (PATTERNS.contains(field) && text.length() > PATTERN_CHARS_MAX) {
            refuse(
                    row,
                    column,
                    "a pattern has at most %d characters, and this one has %d."
                            .formatted(PATTERN_CHARS_MAX, text.length()));
        } else if (text.indexOf('\\') >= 0 || (field.equals("name") && text.indexOf('"') >= 0)) {
            refuse(row, column, "leave out \\ and, in a name, quotation marks.");
        } else if (SETTERS.containsKey(field) && !text.isEmpty()) {
            try {
                SETTERS.get(field).accept(level, text);
            } catch (IllegalArgumentException e) {
                refuse(row, column, e.getMessage());
            }
        }
    }

    private void checkName(int row) {
        TableRow earlier = rows.get(cell(row, "name"));
        if (earlier != null) {
            refuse(
                    row,
                    columns.get("name"),
                    "row %d has this name already. Tickets quote it, so each row needs its own."
                            .formatted(earlier.number()));
        }
    }

    private void checkWhole(int row, LevelRow level) {
        try {
            TableRow whole =
                    new TableRow(
                            row + 1,
                            cell(row, "isIndicator"),
                            Glob.of(cell(row, "isOnHost")),
                            Glob.of(cell(row, "isOfResource")),
                            Glob.of(cell(row, "isInEnvironment")),
                            level.level());
            rows.put(whole.level().row(), whole);
        } catch (IllegalArgumentException e) {
            refuse(row, columns.get("rearm"), e.getMessage() + ".");
        }
    }

    private String cell(int row, String field) {
        Integer column = columns.get(field);
        return column == null ? "" : grid.text(row, column);
    }

    private void refuse(int row, int column, String message) {
        problems.add(CheckedTable.problem(file, grid, heading, row, column, message));
    }

    private void refuseTable(int line, String message) {
        problems.add(new RuleProblem(file, line, 0, message));
    }
}
