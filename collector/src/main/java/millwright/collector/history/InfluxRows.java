package millwright.collector.history;

import java.util.List;
import java.util.Map;

/** Sees the answer of a query while it comes. */
interface InfluxRows {
    /**
     * @param columns the first is the time
     */
    void series(String measurement, Map<String, String> tags, List<String> columns);

    /** A number of the series that came last. */
    default void number(int column, long micros, double value) {}

    default void text(int column, long micros, String value) {}
}
