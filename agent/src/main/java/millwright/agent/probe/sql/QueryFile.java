package millwright.agent.probe.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.agent.probe.sql.DatabaseKind.Flavor;

/**
 * Reads a question from its file: comment lines {@code -- key: value} first, then prose for people,
 * then SQL.
 */
final class QueryFile {
    private static final Set<String> KEYS =
            Set.of(
                    "group",
                    "measurement",
                    "every",
                    "version",
                    "rights",
                    "requires",
                    "tags",
                    "columns",
                    "texts",
                    "yes",
                    "total",
                    "percent",
                    "rate",
                    "change",
                    "masked",
                    "largest",
                    "absent");

    private final String name;
    private final Map<String, List<String>> head = new LinkedHashMap<>();
    private final StringBuilder sql = new StringBuilder();

    private QueryFile(String name, String text) {
        this.name = name;
        boolean isInHead = true;
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(": ");
            if (!line.startsWith("--")) {
                isInHead = false;
                sql.append(line).append('\n');
            } else if (isInHead && colon > 3 && !line.substring(3, colon).contains(" ")) {
                put(line.substring(3, colon), line.substring(colon + 2).strip());
            } else {
                isInHead = false; // prose
            }
        }
    }

    private void put(String key, String value) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("%s.sql: unknown key %s".formatted(name, key));
        }
        head.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }

    /** A shipped file; its name without the version that may follow it is the question's. */
    static Query ofResource(Flavor flavor, String file) {
        String path = flavor.name().toLowerCase(java.util.Locale.ROOT) + "/" + file + ".sql";
        try (InputStream in = QueryFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("this agent lacks its file " + path);
            }
            String name = file.contains("-") ? file.substring(0, file.indexOf('-')) : file;
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("this agent's file " + path, unreadable);
        }
    }

    static Query parse(String name, String text) {
        return new QueryFile(name, text).query();
    }

    private Query query() {
        Optional<String> version = one("version");
        return new Query(
                name,
                required("measurement"),
                required("group"),
                one("every").map(QueryFile::duration).orElse(Duration.ZERO),
                version.filter(text -> text.endsWith("+")).map(Version::parse),
                version.filter(text -> text.startsWith("before "))
                        .map(text -> Version.parse(text.substring(7))),
                required("rights"),
                one("requires"),
                pairs("tags"),
                pairs("columns"),
                Set.copyOf(words("texts")),
                pairs("yes"),
                pairs("total"),
                derived(),
                Set.copyOf(words("masked")),
                one("largest").map(QueryFile::largest),
                words("absent").stream().map(Integer::valueOf).collect(Collectors.toSet()),
                sql.toString().strip());
    }

    private String required(String key) {
        return one(key).orElseThrow(
                        () -> new IllegalArgumentException("%s.sql: no %s".formatted(name, key)));
    }

    private Optional<String> one(String key) {
        return head.getOrDefault(key, List.of()).stream().findFirst();
    }

    private List<String> words(String key) {
        return one(key).map(text -> Arrays.asList(text.split("\\s*,\\s*"))).orElse(List.of());
    }

    /** {@code name = column}, or one word for both. */
    private Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words(key)) {
            String[] sides = word.split("\\s*=\\s*");
            pairs.put(sides[0], sides[sides.length - 1]);
        }
        return pairs;
    }

    private List<Derived> derived() {
        List<Derived> derived = new ArrayList<>();
        for (Derived.How how : Derived.How.values()) {
            String key = how.name().toLowerCase(java.util.Locale.ROOT);
            head.getOrDefault(key, List.of())
                    .forEach(text -> derived.add(Derived.parse(how, text)));
        }
        return derived;
    }

    private static Query.Largest largest(String text) {
        String[] words = text.split(" ");
        return new Query.Largest(words[0], Integer.parseInt(words[1]));
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }
}
