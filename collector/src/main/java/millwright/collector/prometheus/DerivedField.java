package millwright.collector.prometheus;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One field of ours, and of which series of an exporter it is made. */
final class DerivedField {
    private final String measurement;
    private final String field;
    private final SortedMap<String, List<String>> tags;
    private final ExpressionParser.Parsed value;

    /**
     * As the file has it.
     *
     * @param tags for each of our tags the labels of which the first that a series has gives its
     *     value; one that begins with an equals sign stands for the word after it
     */
    record Entry(String measurement, String field, Map<String, Object> tags, String value) {}

    DerivedField(Entry entry) {
        measurement = requireNonNull(entry.measurement(), "measurement is missing");
        field = requireNonNull(entry.field(), measurement + ": field is missing");
        tags = new TreeMap<>();
        requireNonNullElse(entry.tags(), Map.<String, Object>of())
                .forEach((tag, labels) -> tags.put(tag, texts(labels)));
        try {
            value =
                    ExpressionParser.parse(
                            requireNonNull(entry.value(), "value is missing").strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s %s: %s".formatted(measurement, field, e.getMessage()), e);
        }
    }

    static List<String> texts(Object oneOrMore) {
        return oneOrMore instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(oneOrMore));
    }

    String measurement() {
        return measurement;
    }

    String field() {
        return field;
    }

    List<Selector> selectors() {
        return value.selectors();
    }

    double of(double[] sums) {
        return value.expression().of(sums);
    }

    /** Its tags for such a series; empty where the series lacks one of them. */
    Optional<SortedMap<String, String>> tagsOf(Labels labels) {
        SortedMap<String, String> found = new TreeMap<>();
        for (Map.Entry<String, List<String>> tag : tags.entrySet()) {
            Optional<String> value = first(tag.getValue(), labels);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            found.put(tag.getKey(), value.get());
        }
        return Optional.of(found);
    }

    static Optional<String> first(List<String> names, Labels labels) {
        for (String name : names) {
            Optional<String> value =
                    name.startsWith("=") ? Optional.of(name.substring(1)) : labels.find(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }
}
