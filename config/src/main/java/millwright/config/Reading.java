package millwright.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all nodes of one reading share. */
final class Reading {
    private static final String PREFIX = "MILLWRIGHT_";
    private static final List<String> OF_OTHERS =
            List.of("MILLWRIGHT_TEST_", "MILLWRIGHT_HOME", "MILLWRIGHT_JAVA_OPTS");

    final Path folder;
    final Problems problems = new Problems();

    /** Whether only the declarations are wanted, and no file may be touched. */
    final boolean manual;

    private final Map<String, String> environment;
    private final List<Declared> declared = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();

    Reading(Path folder, Map<String, String> environment, boolean manual) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.manual = manual;
    }

    void declare(Declared key) {
        declared.add(key);
        if (!key.isHead()) {
            variables.put(variable(key.path()), key.path());
        }
    }

    List<Declared> declared() {
        return List.copyOf(declared);
    }

    /** What the environment says of a key. Elements of a list without a name have no variables. */
    Optional<String> fromEnvironment(String path) {
        return path.indexOf('[') >= 0
                ? Optional.empty()
                : Optional.ofNullable(environment.get(variable(path)));
    }

    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Refuses variables that look like ours and mean nothing. */
    void checkVariables() {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!name.startsWith(PREFIX) || isOfOthers(name) || variables.containsKey(name)) {
                continue;
            }
            Optional<String> nearest = nearestVariable(name);
            if (nearest.isPresent()) {
                problems.at(name, "unknown variable. Did you mean " + nearest.get() + "?");
            } else if (startsWithSection(name)) {
                problems.at(name, "unknown variable. Remove it; the manual lists every key.");
            }
        }
    }

    /** Judged without the prefix, which would make all of them look alike. */
    private Optional<String> nearestVariable(String name) {
        List<String> known =
                variables.keySet().stream().map(each -> each.substring(PREFIX.length())).toList();
        return Nearest.of(name.substring(PREFIX.length()), known).map(PREFIX::concat);
    }

    private static boolean isOfOthers(String name) {
        return OF_OTHERS.stream().anyMatch(name::startsWith);
    }

    private boolean startsWithSection(String name) {
        return declared.stream()
                .map(Declared::section)
                .filter(section -> !section.isEmpty() && section.indexOf('[') < 0)
                .anyMatch(section -> name.startsWith(variable(section) + "_"));
    }

    /** A key that was probably meant: one that sounds alike, or the same name elsewhere. */
    Optional<String> suggestion(String section, String key) {
        List<String> paths =
                declared.stream().filter(d -> !d.isHead()).map(Declared::path).toList();
        String path = section.isEmpty() ? key : section + "." + key;
        Optional<String> alike = Nearest.of(path, paths);
        if (alike.isPresent()) {
            return alike;
        }
        return declared.stream().filter(d -> d.key().equals(key)).map(Declared::path).findFirst();
    }
}
