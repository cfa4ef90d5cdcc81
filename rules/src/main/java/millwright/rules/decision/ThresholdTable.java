package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The decision table of thresholds as it lies on disk; not yet checked.
 *
 * @param name its file name, which tells the format: {@code .csv} (UTF-8, commas) or {@code .xlsx}
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, copied in and never compared
public record ThresholdTable(String name, byte[] content) {
    public ThresholdTable {
        requireNonNull(name, "name");
        content = content.clone();
    }

    /** A table in CSV. */
    public static ThresholdTable csv(String name, String text) {
        return new ThresholdTable(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The table that Millwright ships. */
    public static ThresholdTable shipped() {
        return new ThresholdTable("thresholds.csv", Shipped.bytes("thresholds.csv"));
    }

    /**
     * The same cells as a spreadsheet (XLSX), made for people: this program's code is hidden.
     *
     * @throws RulesException if the table cannot be read
     */
    public byte[] toSpreadsheet() {
        return TableExport.spreadsheet(TableCheck.check(name, Grid.read(this)));
    }

    /**
     * The same cells as CSV.
     *
     * @throws RulesException if the table cannot be read
     */
    public String toCsv() {
        Grid grid = Grid.read(this);
        TableCheck.check(name, grid);
        return CsvText.of(grid);
    }

    boolean isCsv() {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    boolean isSpreadsheet() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xlsx") || lower.endsWith(".xls");
    }
}
