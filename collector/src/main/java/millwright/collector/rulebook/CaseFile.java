package millwright.collector.rulebook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import millwright.rules.policy.Services;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the cases of one YAML file; says in which line something is wrong. */
final class CaseFile {
    private static final Set<String> KEYS =
            Set.of("name", "interval", "environment", "services", "series", "until", "expect");
    private static final Set<String> SERVICE_KEYS = Set.of("hosts", "depends_on");
    private static final Set<String> TYPES =
            Set.of(
                    "ticket-opened",
                    "ticket-raised",
                    "ticket-occurrence",
                    "ticket-reopened",
                    "ticket-resolved",
                    "member-joined",
                    "member-recovered",
                    "breach-held",
                    "recovery-held",
                    "cause-linked",
                    "flapping-started",
                    "flapping-ended",
                    "late-breach-recorded",
                    "sla-warning",
                    "sla-missed",
                    "ticket-escalated",
                    "emergency-requested");
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final String file;

    private CaseFile(String file) {
        this.file = file;
    }

    /**
     * @param file its name, for messages
     * @throws IllegalArgumentException if it is no case file; says where and what to write
     */
    static List<RuleCase> parse(String file, String yaml) {
        CaseFile reader = new CaseFile(file);
        try {
            Optional<Node> top =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(yaml);
            List<RuleCase> cases = new ArrayList<>();
            for (Node node : reader.list(top)) {
                cases.add(reader.oneCase(node));
            }
            return cases;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new IllegalArgumentException(
                    "%s line %d: %s".formatted(file, line, e.getProblem()), e);
        }
    }

    private List<Node> list(Optional<Node> top) {
        if (top.isPresent() && top.get() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new IllegalArgumentException(
                file + ": a case file is a list: each case begins with \"- name: …\".");
    }

    private RuleCase oneCase(Node node) {
        Map<String, Node> entries = entries(node);
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                throw refused(
                        entry.getValue(),
                        "%s: unknown key. A case has name, interval, environment, services, series, until and expect."
                                .formatted(entry.getKey()));
            }
        }
        Duration interval =
                optional(entries, "interval").map(n -> read(n, Spans::parse)).orElse(INTERVAL);
        if (interval.isZero()) {
            throw refused(entries.get("interval"), "an interval is longer than nothing.");
        }
        List<RuleCase.Series> series = series(required(node, entries, "series"), interval);
        int longest = series.stream().mapToInt(s -> s.slots().size()).max().orElse(1);
        return new RuleCase(
                text(required(node, entries, "name")),
                "%s line %d".formatted(file, line(node)),
                interval,
                optional(entries, "environment").map(this::text).orElse(""),
                optional(entries, "services").map(this::services).orElse(Services.none()),
                series,
                optional(entries, "until")
                        .map(n -> read(n, Spans::parse))
                        .orElse(interval.multipliedBy(longest - 1L)),
                expected(required(node, entries, "expect"), series.size() == 1));
    }

    /** As in a policy file: the name, its hosts' patterns, and what it depends on. */
    private Services services(Node node) {
        SortedMap<String, Services.Service> byName = new TreeMap<>();
        entries(node)
                .forEach(
                        (name, service) -> {
                            Map<String, Node> parts = entries(service);
                            if (!SERVICE_KEYS.containsAll(parts.keySet())) {
                                throw refused(service, "a service has hosts and depends_on.");
                            }
                            byName.put(
                                    name,
                                    new Services.Service(
                                            names(parts, "hosts"),
                                            Set.copyOf(names(parts, "depends_on"))));
                        });
        try {
            return new Services(byName);
        } catch (IllegalArgumentException e) {
            throw refused(node, e.getMessage());
        }
    }

    private List<String> names(Map<String, Node> parts, String key) {
        return optional(parts, key).stream()
                .flatMap(node -> oneOrMany(node).stream())
                .map(this::text)
                .toList();
    }

    private List<RuleCase.Series> series(Node node, Duration interval) {
        List<RuleCase.Series> series = new ArrayList<>();
        entries(node)
                .forEach(
                        (name, samples) ->
                                series.add(
                                        new RuleCase.Series(
                                                name.strip(),
                                                read(
                                                        samples,
                                                        text ->
                                                                SeriesNotation.parse(
                                                                        text, interval)))));
        if (series.isEmpty()) {
            throw refused(
                    node, "a case needs a series, such as \"db-07 disk_free /var: 26 19x5\".");
        }
        return series;
    }

    private List<RuleCase.Expected> expected(Node node, boolean keyMayBeLeftOut) {
        List<RuleCase.Expected> expected = new ArrayList<>();
        if (node instanceof ScalarNode scalar && scalar.getValue().strip().equals("nothing")) {
            return expected;
        }
        entries(node)
                .forEach(
                        (at, decisions) -> {
                            Duration time = at(at, decisions);
                            for (Node one : oneOrMany(decisions)) {
                                expected.add(decision(time, one, keyMayBeLeftOut));
                            }
                        });
        if (expected.isEmpty()) {
            throw refused(node, "write what is decided (at 15m: ticket-opened P3), or nothing.");
        }
        return expected;
    }

    private Duration at(String key, Node node) {
        if (!key.startsWith("at ")) {
            throw refused(
                    node, "\"%s\" is no time. Write at 15m: and the decision.".formatted(key));
        }
        try {
            return Spans.parse(key.substring(3));
        } catch (IllegalArgumentException e) {
            throw refused(node, e.getMessage());
        }
    }

    private static List<Node> oneOrMany(Node node) {
        return node instanceof SequenceNode many ? many.getValue() : List.of(node);
    }

    private RuleCase.Expected decision(Duration at, Node node, boolean keyMayBeLeftOut) {
        String[] words = text(node).strip().split("\\s+", 3);
        if (words.length < 2 || !TYPES.contains(words[0]) || !words[1].matches("P[1-4]")) {
            throw refused(
                    node,
                    "\"%s\" is no decision. Write one such as ticket-opened P3, with a type of %s."
                            .formatted(
                                    text(node),
                                    String.join(", ", TYPES.stream().sorted().toList())));
        }
        String key = words.length == 3 ? words[2] : "";
        if (key.isEmpty() && !keyMayBeLeftOut) {
            throw refused(
                    node,
                    "of several series: say which, as in %s %s db-07 disk_free /var."
                            .formatted(words[0], words[1]));
        }
        return new RuleCase.Expected(at, words[0] + " " + words[1], key);
    }

    private Map<String, Node> entries(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, "keys with values are wanted here, as in name: …");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            if (entries.put(key, entry.getValueNode()) != null) {
                throw refused(
                        entry.getKeyNode(),
                        "\"%s\" stands here twice. Several decisions at one time are a list: [a, b]."
                                .formatted(key));
            }
        }
        return entries;
    }

    private static Optional<Node> optional(Map<String, Node> entries, String key) {
        return Optional.ofNullable(entries.get(key));
    }

    private Node required(Node of, Map<String, Node> entries, String key) {
        return optional(entries, key)
                .orElseThrow(() -> refused(of, "the case has no %s.".formatted(key)));
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refused(node, "a text is wanted here.");
    }

    private <T> T read(Node node, Function<String, T> parser) {
        String text = text(node);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(node, e.getMessage());
        }
    }

    private IllegalArgumentException refused(Node node, String message) {
        return new IllegalArgumentException("%s line %d: %s".formatted(file, line(node), message));
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
