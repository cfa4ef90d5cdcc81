package millwright.rules.decision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The decision table as a spreadsheet for whoever owns the limits: the same cells, with the code
 * rows hidden, the heading kept in sight, and lists to choose levels and priorities from.
 */
final class TableExport {
    /** Rows that somebody may add below the last one and still has the lists for. */
    private static final int ROWS_TO_COME = 500;

    private static final int CHARACTER = 256;
    private static final int WIDTH_DEFAULT = 12;
    private static final Map<String, Integer> WIDTHS =
            Map.of(
                    "name", 30,
                    "isIndicator", 24,
                    "isOnHost", 16,
                    "isOfResource", 18,
                    "isInEnvironment", 20,
                    "action", 60,
                    "runbook", 40);

    private final CheckedTable table;
    private final XSSFWorkbook book;

    private TableExport(CheckedTable table, XSSFWorkbook book) {
        this.table = table;
        this.book = book;
    }

    static byte[] spreadsheet(CheckedTable table) {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new TableExport(table, book).fill(book.createSheet("Thresholds"));
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the spreadsheet could not be written", e);
        }
    }

    private void fill(Sheet sheet) {
        Grid grid = table.grid();
        for (int r = 0; r < grid.rowCount(); r++) {
            Row row = sheet.createRow(r);
            for (int c = 0; c < grid.columnCount(r); c++) {
                write(row, c, grid.text(r, c), r > table.heading());
            }
        }
        heading(sheet);
        hideCode(sheet);
        table.columns()
                .forEach(
                        (field, column) ->
                                sheet.setColumnWidth(
                                        column,
                                        WIDTHS.getOrDefault(field, WIDTH_DEFAULT) * CHARACTER));
        list(sheet, "level", "1", "2", "3");
        list(sheet, "priority", "P1", "P2", "P3", "P4");
    }

    private static void write(Row row, int column, String text, boolean mayBeNumber) {
        if (text.isEmpty()) {
            return;
        }
        Cell cell = row.createCell(column);
        if (mayBeNumber && text.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            cell.setCellValue(Double.parseDouble(text));
        } else {
            cell.setCellValue(text);
        }
    }

    private void heading(Sheet sheet) {
        CellStyle style = book.createCellStyle();
        Font font = book.createFont();
        font.setBold(true);
        style.setFont(font);
        style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        Row heading = sheet.getRow(table.heading());
        heading.forEach(cell -> cell.setCellStyle(style));
        sheet.createFreezePane(1, table.heading() + 1);
        sheet.setAutoFilter(
                new CellRangeAddress(
                        table.heading(), sheet.getLastRowNum(), 0, heading.getLastCellNum() - 1));
    }

    /** What is above the heading and means nothing to people; the notes stay in sight. */
    private void hideCode(Sheet sheet) {
        for (int r = 0; r < table.heading(); r++) {
            if (!table.grid().text(r, 0).equals("Notes")) {
                sheet.getRow(r).setZeroHeight(true);
            }
        }
    }

    private void list(Sheet sheet, String field, String... choices) {
        Integer column = table.columns().get(field);
        if (column == null) {
            return;
        }
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation validation =
                helper.createValidation(
                        helper.createExplicitListConstraint(choices),
                        new CellRangeAddressList(
                                table.heading() + 1,
                                sheet.getLastRowNum() + ROWS_TO_COME,
                                column,
                                column));
        validation.setShowErrorBox(true);
        validation.createErrorBox(
                "Not known here", "Choose one of " + String.join(", ", List.of(choices)) + ".");
        sheet.addValidationData(validation);
    }
}
