package millwright.rules.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import millwright.config.ConfigNode;
import millwright.config.Value;

/**
 * Sections that have names, read on top of standard ones: of one that the standard has too only
 * what differs is given, {@code off: true} takes it away, and the others stay.
 *
 * @param <T> what a section describes
 */
final class NamedSections<T> {
    /**
     * Reads one section.
     *
     * @param <T> what it describes
     */
    interface Reader<T> {
        /**
         * @param standard of the same name
         * @return empty if it was refused
         */
        Optional<T> read(ConfigNode node, Standard<T> standard);
    }

    /**
     * What a section does not give.
     *
     * @param <T> what the section describes
     */
    record Standard<T>(Optional<T> value) {
        <V> V given(Value<V> read, Function<T, V> ofStandard) {
            return value.map(ofStandard)
                    .map(read::orElse)
                    .orElseGet(() -> read.required("it: there is no standard of that name"));
        }

        <V> V given(Value<V> read, Function<T, V> ofStandard, V fallback) {
            return read.orElse(value.map(ofStandard).orElse(fallback));
        }

        <V> Optional<V> optional(Value<V> read, Function<T, Optional<V>> ofStandard) {
            return read.optional().or(() -> value.flatMap(ofStandard));
        }
    }

    private record Read<T>(String name, boolean off, Optional<T> value) {}

    private final Map<String, T> standard = new LinkedHashMap<>();

    NamedSections(List<T> standard, Function<T, String> name) {
        standard.forEach(each -> this.standard.put(name.apply(each), each));
    }

    List<T> read(ConfigNode parent, String key, Reader<T> reader) {
        Map<String, T> result = new LinkedHashMap<>(standard);
        for (Read<T> each : parent.sections(key, node -> one(node, reader))) {
            if (each.off()) {
                result.remove(each.name());
            } else {
                each.value().ifPresent(value -> result.put(each.name(), value));
            }
        }
        return new ArrayList<>(result.values());
    }

    private Read<T> one(ConfigNode node, Reader<T> reader) {
        Optional<T> known = Optional.ofNullable(standard.get(node.name()));
        boolean off = node.flag("off").describedAs("takes away what is standard").orElse(false);
        return new Read<>(node.name(), off, reader.read(node, new Standard<>(known)));
    }
}
