package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of this module as they are shipped. */
final class Dashboards {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Dashboards() {}

    /** Every dashboard by file name. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("grafana"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                dashboards.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    static List<Panel> panels() throws IOException {
        List<Panel> panels = new ArrayList<>();
        all().forEach(
                        (name, dashboard) -> {
                            for (JsonNode panel : dashboard.path("panels")) {
                                panels.add(Panel.of(name, panel));
                            }
                        });
        return panels;
    }

    /** The names in {@code metrics.txt}; a line that starts with # is a remark. */
    static Set<String> metrics() throws IOException {
        return Files.readAllLines(Path.of("metrics.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
