package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import millwright.collector.ingest.SeriesKey;

/**
 * One entry of the mapping.
 *
 * @param tags tags that a series must have with exactly these values
 * @param resource the first of these tags that a series has names the resource; where it has none,
 *     the resource is empty
 */
record MappedField(
        String measurement,
        String field,
        Map<String, String> tags,
        String indicator,
        String unit,
        List<String> resource,
        Part as) {
    MappedField {
        requireNonNull(measurement, "measurement is missing");
        requireNonNull(field, "field is missing");
        requireNonNull(indicator, "indicator is missing");
        requireNonNull(unit, "unit is missing");
        tags = Map.copyOf(requireNonNullElse(tags, Map.of()));
        resource = List.copyOf(requireNonNullElse(resource, List.of()));
        as = requireNonNullElse(as, Part.VALUE);
    }

    boolean fits(SeriesKey series) {
        return tags.entrySet().stream()
                .allMatch(tag -> tag.getValue().equals(series.tags().get(tag.getKey())));
    }

    String resourceOf(SeriesKey series) {
        for (String tag : resource) {
            String value = series.tags().get(tag);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
