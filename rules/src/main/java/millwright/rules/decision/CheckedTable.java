package millwright.rules.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A table whose every cell can be read.
 *
 * @param columns what each column is for, as its code cell says
 * @param heading the row that people read as the heading, from 0
 * @param rows by their names
 */
record CheckedTable(
        String file,
        Grid grid,
        Map<String, Integer> columns,
        int heading,
        Map<String, TableRow> rows) {
    CheckedTable {
        columns = Map.copyOf(columns);
        rows = Map.copyOf(rows);
    }

    /** From top to bottom. */
    List<TableRow> inOrder() {
        return rows.values().stream().sorted(Comparator.comparing(TableRow::number)).toList();
    }

    /**
     * @param column what the column is for, such as {@code limit}
     */
    RuleProblem problem(TableRow row, String column, String message) {
        return problem(
                file, grid, heading, row.number() - 1, columns.getOrDefault(column, 0), message);
    }

    /**
     * @param row from 0
     * @param column from 0
     */
    static RuleProblem problem(
            String file, Grid grid, int heading, int row, int column, String message) {
        String where =
                "cell %s%d (%s): ".formatted(letters(column), row + 1, grid.text(heading, column));
        return new RuleProblem(file, row + 1, column + 1, where + message);
    }

    /** A, B, …, Z, AA, AB, …, as a spreadsheet names its columns. */
    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
