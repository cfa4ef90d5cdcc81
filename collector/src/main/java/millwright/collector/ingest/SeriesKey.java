package millwright.collector.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names one series: what was measured, on what, and which field of it.
 *
 * @param tags by name; {@code host} is always among them
 */
public record SeriesKey(String measurement, SortedMap<String, String> tags, String field) {
    public SeriesKey {
        requireNonNull(measurement, "measurement");
        requireNonNull(field, "field");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public String host() {
        return tags.getOrDefault("host", "");
    }

    /** Such as {@code disk,host=db-07,path=/var used_percent}: for people, not for parsing. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(measurement);
        tags.forEach((name, value) -> text.append(',').append(name).append('=').append(value));
        return text.append(' ').append(field).toString();
    }
}
