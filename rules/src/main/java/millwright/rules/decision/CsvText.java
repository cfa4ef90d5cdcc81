package millwright.rules.decision;

import java.util.ArrayList;
import java.util.List;

/** A table's cells as lines of CSV: commas, quotation marks doubled, UTF-8. */
final class CsvText {
    private CsvText() {}

    static String of(Grid grid) {
        int columns = 0;
        for (int r = 0; r < grid.rowCount(); r++) {
            columns = Math.max(columns, grid.columnCount(r));
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < grid.rowCount(); r++) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                cells.add(quoted(grid.text(r, c)));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
