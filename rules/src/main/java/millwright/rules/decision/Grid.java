package millwright.rules.decision;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drools.decisiontable.parser.csv.CsvLineParser;
import org.drools.decisiontable.parser.xls.ExcelParser;
import org.drools.template.parser.DataListener;

/** The cells of a table, of whichever format, by row and column from 0; blank past the end. */
final class Grid implements DataListener {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * @param mergedFrom column where the merged cell begins, or {@link DataListener#NON_MERGED}
     */
    private record Cell(String text, int mergedFrom) {
        static final Cell BLANK = new Cell("", NON_MERGED);
    }

    /**
     * @throws RulesException if it is of no format that we know, or does not follow it
     */
    static Grid read(ThresholdTable table) {
        Grid grid = new Grid();
        if (table.isCsv()) {
            grid.readCsv(table);
        } else if (table.isSpreadsheet()) {
            grid.readSpreadsheet(table);
        } else {
            throw refused(table, 0, "the name must end in .csv or .xlsx, which tells the format.");
        }
        return grid;
    }

    private void readCsv(ThresholdTable table) {
        List<String> lines = decode(table).lines().toList();
        CsvLineParser parser = new CsvLineParser();
        for (int row = 0; row < lines.size(); row++) {
            String line = lines.get(row);
            if (line.startsWith("RuleSet;")) {
                throw refused(table, row + 1, "cells are parted by ; here. Save it with commas.");
            }
            if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
                throw refused(
                        table,
                        row + 1,
                        "a quotation mark is not closed in this line. A cell must stay in one"
                                + " line.");
            }
            newRow(row, 0);
            List<String> cells = parser.parse(line);
            for (int column = 0; column < cells.size(); column++) {
                newCell(row, column, cells.get(column), NON_MERGED);
            }
        }
    }

    private static String decode(ThresholdTable table) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(table.content()))
                            .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused(table, 0, "it is not UTF-8. Save it as \"CSV UTF-8\".");
        }
    }

    private void readSpreadsheet(ThresholdTable table) {
        try {
            new ExcelParser(this).parseFile(new ByteArrayInputStream(table.content()));
        } catch (RuntimeException e) {
            throw refused(table, 0, "it cannot be read as a spreadsheet: " + e.getMessage());
        }
    }

    private static RulesException refused(ThresholdTable table, int line, String message) {
        return new RulesException(List.of(new RuleProblem(table.name(), line, 0, message)));
    }

    int rowCount() {
        return rows.size();
    }

    int columnCount(int row) {
        return row < rows.size() ? rows.get(row).size() : 0;
    }

    String text(int row, int column) {
        return column < columnCount(row) ? rows.get(row).get(column).text().strip() : "";
    }

    boolean isBlank(int row) {
        for (int column = 0; column < columnCount(row); column++) {
            if (!text(row, column).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The row that people read as the heading: below {@code RuleTable}, the kinds, objects and code
     * of its columns. The row count, where there is no table.
     */
    int headingRow() {
        int table = 0;
        while (table < rows.size() && !text(table, 0).startsWith("RuleTable")) {
            table++;
        }
        return Math.min(table + 4, rows.size());
    }

    /** Hands every cell to Drools, without the blank rows, at which it would stop reading. */
    void replay(DataListener listener) {
        listener.startSheet("thresholds");
        int heading = headingRow();
        int given = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (row > heading && isBlank(row)) {
                continue;
            }
            List<Cell> cells = rows.get(row);
            listener.newRow(given, cells.size());
            for (int column = 0; column < cells.size(); column++) {
                Cell cell = cells.get(column);
                listener.newCell(given, column, cell.text().strip(), cell.mergedFrom());
            }
            given++;
        }
        listener.finishSheet();
    }

    @Override
    public void startSheet(String name) {}

    @Override
    public void finishSheet() {}

    @Override
    public void newRow(int row, int columns) {
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
    }

    @Override
    public void newCell(int row, int column, String text, int mergedFrom) {
        newRow(row, 0);
        List<Cell> cells = rows.get(row);
        while (cells.size() <= column) {
            cells.add(Cell.BLANK);
        }
        cells.set(column, new Cell(text == null ? "" : text, mergedFrom));
    }
}
