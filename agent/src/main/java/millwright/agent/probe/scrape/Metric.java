package millwright.agent.probe.scrape;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of an exposition.
 *
 * @param labels sorted by name
 * @param value may be infinite or no number
 */
record Metric(String name, SortedMap<String, String> labels, double value) {
    private static final double REASONABLE_MAX = 1e18;

    Metric(String name, Map<String, String> labels, double value) {
        this(name, Collections.unmodifiableSortedMap(new TreeMap<>(labels)), value);
    }

    /** Whether it may be a count or a time: hostile figures would overflow when they are added. */
    boolean isReasonable() {
        return Math.abs(value) <= REASONABLE_MAX;
    }

    /** An empty label is none, as Prometheus sees it. */
    String label(String label, String fallback) {
        String value = labels.getOrDefault(label, "");
        return value.isEmpty() ? fallback : value;
    }
}
