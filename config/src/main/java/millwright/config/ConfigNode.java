package millwright.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One section of a configuration. Its reader declares each key that it knows; what the file holds
 * besides them is refused. A refused value gives a stand-in of its type, so that reading goes on to
 * the next problem; the reader's result is then thrown away.
 */
public final class ConfigNode {
    private final Reading reading;
    private final String path;
    private final String name;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Map<String, ConfigNode> sections = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<ConfigNode> elements = new ArrayList<>();

    ConfigNode(Reading reading, String path, String name, Optional<Node> node) {
        this.reading = reading;
        this.path = path;
        this.name = name;
        node.ifPresent(this::take);
    }

    /** The section's own name: its key, the number of a list's element; empty at the top. */
    public String name() {
        return name;
    }

    public ConfigNode describedAs(String description) {
        reading.declare(Declared.head(path, description));
        return this;
    }

    /** The section of that name; an empty one where the file has none. */
    public ConfigNode section(String key) {
        ConfigNode again = sections.get(key);
        if (again != null) {
            return again;
        }
        ConfigNode section = new ConfigNode(reading, pathOf(key), key, node(key));
        know(key);
        sections.put(key, section);
        return section;
    }

    public Value<String> text(String key) {
        return new Value<>(this, key, ScalarKind.TEXT);
    }

    /** An address with scheme and host. */
    public Value<URI> uri(String key) {
        return new Value<>(this, key, ScalarKind.URI_KIND);
    }

    public Value<Duration> duration(String key) {
        return new Value<>(this, key, ScalarKind.DURATION);
    }

    public Value<ByteSize> size(String key) {
        return new Value<>(this, key, ScalarKind.SIZE);
    }

    public Value<Integer> integer(String key) {
        return new Value<>(this, key, ScalarKind.INTEGER);
    }

    public Value<Double> number(String key) {
        return new Value<>(this, key, ScalarKind.NUMBER);
    }

    public Value<Boolean> flag(String key) {
        return new Value<>(this, key, ScalarKind.FLAG);
    }

    /** A relative path is taken from the configuration file's folder. */
    public Value<Path> path(String key) {
        return new Value<>(this, key, ScalarKind.path(reading.folder));
    }

    public Value<List<String>> list(String key) {
        return new Value<>(this, key, new ListKind());
    }

    /** A value of a kind that only the reader knows. */
    public <T> Value<T> word(String key, Word<T> word) {
        return new Value<>(this, key, new WordKind<>(word));
    }

    /** Texts by names that the user chooses, such as tags; sorted by name. */
    public Value<Map<String, String>> entries(String key) {
        return new Value<>(this, key, new EntriesKind());
    }

    /** From {@code key}, from the file that {@code key_file} names, or from the environment. */
    public SecretValue secret(String key) {
        return new SecretValue(this, key);
    }

    /**
     * Sub-sections that the user names (a map) or lists; {@link #name} tells an element's name. One
     * of a list that has a {@code name} key is called by it in messages and variables.
     *
     * @param element reads one; also called once for the manual, and its result thrown away
     */
    public <T> List<T> sections(String key, Function<ConfigNode, T> element) {
        know(key);
        if (reading.manual) {
            var unused =
                    element.apply(
                            new ConfigNode(
                                    reading, pathOf(key) + ".<name>", "<name>", Optional.empty()));
            return List.of();
        }
        Optional<Node> node = node(key);
        if (node.isEmpty() || isEmpty(node.get())) {
            return List.of();
        }
        List<ConfigNode> found = elements(key, node.get());
        elements.addAll(found);
        return found.stream().map(element).toList();
    }

    private List<ConfigNode> elements(String key, Node node) {
        List<ConfigNode> found = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            Set<String> names = new HashSet<>();
            for (Node element : list.getValue()) {
                int number = found.size() + 1;
                String at =
                        nameIn(element)
                                .filter(names::add)
                                .map(name -> pathOf(key) + "." + name)
                                .orElse("%s[%d]".formatted(pathOf(key), number));
                found.add(new ConfigNode(reading, at, "" + number, Optional.of(element)));
            }
        } else if (node instanceof MappingNode) {
            ConfigNode map = new ConfigNode(reading, pathOf(key), key, Optional.of(node));
            map.entries.forEach((name, tuple) -> found.add(map.section(name)));
        } else {
            refuse(key, "must hold sections, not one value.");
        }
        return found;
    }

    /** By it the environment can speak of the element, as if it stood in a map. */
    private static Optional<String> nameIn(Node element) {
        if (!(element instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> scalar(tuple.getKeyNode()).equals(Optional.of("name")))
                .findFirst()
                .flatMap(tuple -> scalar(tuple.getValueNode()))
                .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9_-]*"));
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode text ? Optional.of(text.getValue()) : Optional.empty();
    }

    /** Declares a key of the past: whoever still has it is told its successor. */
    public void retired(String key, String successor) {
        know(key);
        if (entries.containsKey(key) || reading.fromEnvironment(pathOf(key)).isPresent()) {
            refuse(key, "is no longer used. Write %s instead.".formatted(successor));
        }
    }

    /**
     * Reports that a key's value does not fit others, which no bound of its own could tell.
     *
     * @param why a sentence that says what to do, with its full stop
     */
    public void refuse(String key, String why) {
        String words = pathOf(key) + ": " + why;
        if (reading.fromEnvironment(pathOf(key)).isPresent()) {
            reading.problems.at(Reading.variable(pathOf(key)), words);
        } else if (entries.containsKey(key)) {
            reading.problems.atLine(line(entries.get(key).getKeyNode()), words);
        } else {
            reading.problems.at("missing", words);
        }
    }

    /** Whether the file or the environment gives the key. */
    boolean has(String key) {
        return entries.containsKey(key) || reading.fromEnvironment(pathOf(key)).isPresent();
    }

    Reading reading() {
        return reading;
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void declare(String key, String kind, String fallback, String bounds, String description) {
        know(key);
        reading.declare(new Declared(path, key, kind, fallback, bounds, description));
    }

    private void know(String key) {
        if (known.contains(key)) {
            throw new IllegalStateException(pathOf(key) + " is declared twice");
        }
        known.add(key);
    }

    /** Refuses what the file holds and no reader asked for, here and below. */
    void checkUnknown() {
        entries.forEach(
                (key, tuple) -> {
                    if (!known.contains(key)) {
                        refuse(key, "unknown key. " + advice(key));
                    }
                });
        sections.values().forEach(ConfigNode::checkUnknown);
        elements.forEach(ConfigNode::checkUnknown);
    }

    private String advice(String key) {
        return reading.suggestion(path, key)
                .or(() -> Nearest.of(key, known).map(this::pathOf))
                .map("Did you mean %s?"::formatted)
                .orElseGet(() -> "Known here: " + String.join(", ", known) + ".");
    }

    private void take(Node node) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else if (!isEmpty(node)) {
            String what = path.isEmpty() ? "the file" : path;
            reading.problems.atLine(line(node), what + ": must hold keys with values.");
        }
    }

    private void take(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        if (!(keyNode instanceof ScalarNode key)) {
            reading.problems.atLine(line(keyNode), path + ": a key must be one word.");
            return;
        }
        NodeTuple first = entries.putIfAbsent(key.getValue(), tuple);
        if (first != null) {
            reading.problems.atLine(
                    line(keyNode),
                    "%s: stands in line %d already. Keep one of them."
                            .formatted(pathOf(key.getValue()), line(first.getKeyNode())));
        }
    }

    /** A section whose keys are all commented out. */
    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    @Override
    public String toString() {
        return path + entries.keySet().stream().collect(Collectors.joining(", ", "{", "}"));
    }
}
