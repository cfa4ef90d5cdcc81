package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Samples of one measurement, one resource and one instant: a line of the line protocol. */
public final class SampleLine {
    private final String measurement;
    private final Instant at;
    private final SortedMap<String, String> tags;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    SampleLine(String measurement, Instant at, Map<String, String> commonTags) {
        if (measurement.isBlank()) {
            throw new IllegalArgumentException("a line needs a measurement");
        }
        this.measurement = measurement;
        this.at = requireNonNull(at, "at");
        this.tags = new TreeMap<>(commonTags);
    }

    /** An empty value is no tag. */
    public SampleLine tag(String name, String value) {
        if (!value.isEmpty()) {
            tags.put(name, value);
        }
        return this;
    }

    /**
     * @param value finite: the wire has no word for anything else
     */
    public SampleLine field(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s %s is %s".formatted(measurement, name, value));
        }
        fields.put(name, value);
        return this;
    }

    public SampleLine field(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public SampleLine field(String name, String value) {
        fields.put(name, requireNonNull(value, name));
        return this;
    }

    public String measurement() {
        return measurement;
    }

    public Instant at() {
        return at;
    }

    /** Sorted by name. */
    public SortedMap<String, String> tags() {
        return Collections.unmodifiableSortedMap(tags);
    }

    /** {@code Double}, {@code Long} or {@code String} by name, in the order of adding. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** For people, not for the wire. */
    @Override
    public String toString() {
        return measurement + tags + " " + fields + " " + at;
    }
}
