package millwright.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Texts by names that the user chooses; {@code a=b,c=d} in an environment variable. */
final class EntriesKind implements Kind<Map<String, String>> {
    @Override
    public String name() {
        return "names and texts";
    }

    @Override
    public String hint() {
        return "Write names with one text each, such as {site: kuwait}";
    }

    @Override
    public Map<String, String> read(Node node) throws Refusal {
        if (!(node instanceof MappingNode mapping)) {
            throw new Refusal("has no names");
        }
        Map<String, String> entries = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || !(tuple.getValueNode() instanceof ScalarNode value)
                    || key.getValue().isBlank()
                    || value.getValue().isBlank()) {
                throw new Refusal("has an entry that is not a name with one text");
            }
            put(entries, key.getValue(), value.getValue());
        }
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public Map<String, String> read(String text) throws Refusal {
        Map<String, String> entries = new TreeMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (part.isBlank()) {
                continue;
            }
            if (equals < 1 || part.substring(equals + 1).isBlank()) {
                throw new Refusal("\"%s\" is not name=text".formatted(part.strip()));
            }
            put(entries, part.substring(0, equals).strip(), part.substring(equals + 1).strip());
        }
        return Collections.unmodifiableMap(entries);
    }

    private static void put(Map<String, String> entries, String name, String text) throws Refusal {
        if (entries.putIfAbsent(name, text) != null) {
            throw new Refusal("has %s twice".formatted(name));
        }
    }

    @Override
    public String print(Map<String, String> value) {
        return value.isEmpty()
                ? "none"
                : value.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Map<String, String> standIn() {
        return Map.of();
    }

    @Override
    public int compare(Map<String, String> a, Map<String, String> b) {
        throw new IllegalStateException("names and texts have no order, so they have no bounds");
    }
}
