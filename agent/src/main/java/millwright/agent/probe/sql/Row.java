package millwright.agent.probe.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line's worth of an answer, while it is being put together. */
final class Row {
    private final SortedMap<String, String> tags = new TreeMap<>();
    private final Map<String, Number> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    SortedMap<String, String> tags() {
        return tags;
    }

    /** {@code Long} or {@code Double}, finite. */
    Map<String, Number> numbers() {
        return numbers;
    }

    Map<String, String> texts() {
        return texts;
    }

    /** 0 where there is no such number. */
    double number(String field) {
        return numbers.getOrDefault(field, 0).doubleValue();
    }

    /** Adds another's numbers to this one's. */
    void absorb(Row other) {
        other.numbers.forEach((field, number) -> numbers.merge(field, number, Row::sum));
    }

    static Number sum(Number a, Number b) {
        if (a instanceof Long && b instanceof Long) {
            return a.longValue() + b.longValue();
        }
        return a.doubleValue() + b.doubleValue();
    }
}
