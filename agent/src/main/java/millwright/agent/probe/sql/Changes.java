package millwright.agent.probe.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reckons a question's derived fields. Remembers the last reading of what counts up; a counter that
 * has become less (the server was started again) gives no rate that time.
 */
final class Changes {
    private record Reading(long nanos, Map<String, Number> numbers) {}

    private final List<Derived> derived;
    private Map<Map<String, String>, Reading> last = Map.of();

    Changes(List<Derived> derived) {
        this.derived = derived;
    }

    /**
     * @param nanos of a clock that never steps back
     */
    void add(List<Row> rows, long nanos) {
        if (derived.isEmpty()) {
            return;
        }
        Map<Map<String, String>, Reading> now = new HashMap<>();
        for (Row row : rows) {
            now.put(Map.copyOf(row.tags()), new Reading(nanos, Map.copyOf(row.numbers())));
            Reading before = last.get(row.tags());
            derived.forEach(field -> add(field, row, before, nanos));
        }
        last = now; // what is no longer there is forgotten
    }

    private static void add(Derived field, Row row, Reading before, long nanos) {
        switch (field.how()) {
            case PERCENT -> percent(row, field, row.number(field.from()), row.number(field.of()));
            case RATE -> {
                if (isGrowing(row, before, field.from()) && nanos > before.nanos()) {
                    double seconds = (nanos - before.nanos()) / 1e9;
                    row.numbers()
                            .put(field.field(), round(grown(row, before, field.from()) / seconds));
                }
            }
            case CHANGE -> {
                if (isGrowing(row, before, field.from()) && isGrowing(row, before, field.of())) {
                    percent(
                            row,
                            field,
                            grown(row, before, field.from()),
                            grown(row, before, field.of()));
                }
            }
        }
    }

    private static void percent(Row row, Derived field, double part, double whole) {
        boolean isThere =
                row.numbers().containsKey(field.from()) && row.numbers().containsKey(field.of());
        if (isThere && whole > 0) {
            row.numbers().put(field.field(), round(100 * part / whole));
        }
    }

    private static boolean isGrowing(Row row, Reading before, String counter) {
        return before != null
                && before.numbers().containsKey(counter)
                && row.numbers().containsKey(counter)
                && grown(row, before, counter) >= 0;
    }

    private static double grown(Row row, Reading before, String counter) {
        return row.number(counter) - before.numbers().get(counter).doubleValue();
    }

    /** Three decimals: more is noise that costs bytes on the wire. */
    private static double round(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
