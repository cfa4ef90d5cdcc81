package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.collector.ingest.SeriesKey;

/**
 * One entry of the mapping.
 *
 * @param tags tags that a series must have with exactly these values
 * @param resource the first of these that a series has names the resource; where it has none, the
 *     resource is empty. Each is a tag, or several joined by a slash, all of which it must have; a
 *     part that begins with an equals sign stands for the word after it
 * @param forecast whether the indicator's course may be foretold; empty: this entry does not say
 */
record MappedField(
        String measurement,
        String field,
        Map<String, String> tags,
        String indicator,
        String unit,
        List<String> resource,
        Part as,
        Optional<Foretold> forecast) {
    MappedField {
        requireNonNull(measurement, "measurement is missing");
        requireNonNull(field, "field is missing");
        requireNonNull(indicator, "indicator is missing");
        requireNonNull(unit, "unit is missing");
        tags = Map.copyOf(requireNonNullElse(tags, Map.of()));
        resource = List.copyOf(requireNonNullElse(resource, List.of()));
        as = requireNonNullElse(as, Part.VALUE);
        forecast = requireNonNullElse(forecast, Optional.empty());
    }

    /**
     * @param hard the value at which nothing is left, in the indicator's unit; empty where there is
     *     none
     */
    record Foretold(Optional<Double> hard) {
        Foretold {
            hard = requireNonNullElse(hard, Optional.empty());
        }
    }

    boolean fits(SeriesKey series) {
        return tags.entrySet().stream()
                .allMatch(tag -> tag.getValue().equals(series.tags().get(tag.getKey())));
    }

    String resourceOf(SeriesKey series) {
        for (String tags : resource) {
            Optional<String> value = joined(tags, series);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "";
    }

    private static Optional<String> joined(String tags, SeriesKey series) {
        StringBuilder name = new StringBuilder();
        for (String part : tags.split("/", -1)) {
            String value = part.startsWith("=") ? part.substring(1) : series.tags().get(part);
            if (value == null) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : "/").append(value);
        }
        return Optional.of(name.toString());
    }
}
