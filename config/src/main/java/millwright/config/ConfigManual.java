package millwright.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The manual of a configuration, written from the declarations that read it. */
public final class ConfigManual {
    private ConfigManual() {}

    /** A Markdown table for each section, in the order of declaration, with a heading each. */
    public static String of(Function<ConfigNode, ?> reader) {
        Reading reading = new Reading(Path.of(""), Map.of(), true);
        var unused = reader.apply(new ConfigNode(reading, "", "", Optional.empty()));
        Map<String, List<Declared>> bySection = new LinkedHashMap<>();
        for (Declared declared : reading.declared()) {
            bySection.computeIfAbsent(declared.section(), key -> new ArrayList<>()).add(declared);
        }
        StringBuilder manual = new StringBuilder();
        bySection.forEach((section, keys) -> write(section, keys, manual));
        return manual.toString();
    }

    private static void write(String section, List<Declared> keys, StringBuilder manual) {
        if (manual.length() > 0) {
            manual.append('\n');
        }
        manual.append("## ").append(section.isEmpty() ? "At the top" : "`" + section + "`");
        manual.append("\n\n");
        keys.stream()
                .filter(Declared::isHead)
                .forEach(head -> manual.append(head.description()).append("\n\n"));
        if (keys.stream().allMatch(Declared::isHead)) {
            return;
        }
        manual.append("| key | type | default | bounds | description |\n");
        manual.append("|---|---|---|---|---|\n");
        keys.stream().filter(key -> !key.isHead()).forEach(key -> row(key, manual));
    }

    private static void row(Declared key, StringBuilder manual) {
        manual.append("| `").append(key.path()).append("` | ");
        manual.append(key.kind()).append(" | ");
        manual.append(cell(key.fallback())).append(" | ");
        manual.append(cell(key.bounds())).append(" | ");
        manual.append(cell(key.description())).append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
