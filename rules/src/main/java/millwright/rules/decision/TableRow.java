package millwright.rules.decision;

import java.util.Comparator;
import millwright.rules.indicator.Level;

/**
 * A row of the table that has been checked.
 *
 * @param number as a spreadsheet counts it, from 1
 */
record TableRow(int number, Glob host, Glob resource, Level level) {
    /** The greatest wins. */
    static final Comparator<TableRow> BY_WEIGHT =
            Comparator.comparing(TableRow::host)
                    .thenComparing(TableRow::resource)
                    .thenComparing(TableRow::number);
}
