package millwright.rules.decision;

import java.util.Comparator;
import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;

/**
 * A row of the table that has been checked.
 *
 * @param number as a spreadsheet counts it, from 1
 */
record TableRow(
        int number, String indicator, Glob host, Glob resource, Glob environment, Level level) {
    /** The greatest wins. */
    static final Comparator<TableRow> BY_WEIGHT =
            Comparator.comparing(TableRow::host)
                    .thenComparing(TableRow::resource)
                    .thenComparing(TableRow::environment)
                    .thenComparing(TableRow::number);

    boolean isOf(Subject subject) {
        return indicator.equals(subject.key().indicator())
                && host.matches(subject.key().host())
                && resource.matches(subject.key().resource())
                && environment.matches(subject.environment());
    }

    /** Whether this row applies wherever the other one does. */
    boolean covers(TableRow other) {
        return indicator.equals(other.indicator)
                && level.number() == other.level.number()
                && host.covers(other.host)
                && resource.covers(other.resource)
                && environment.covers(other.environment);
    }

    /** What such a row says of a host that fits it and, as far as possible, no other row. */
    Subject witness() {
        return new Subject(
                new IndicatorKey(host.witness(), indicator, resource.witness()),
                environment.witness());
    }
}
