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

    static boolean isInflux(String dashboard) {
        return dashboard.contains("-influxdb");
    }

    /** Headings too. */
    static List<ShownPanel> everything() throws IOException {
        List<ShownPanel> panels = new ArrayList<>();
        for (Map.Entry<String, JsonNode> dashboard : all().entrySet()) {
            dashboard
                    .getValue()
                    .path("panels")
                    .forEach(panel -> panels.add(new ShownPanel(dashboard.getKey(), panel)));
        }
        return panels;
    }

    static List<ShownPanel> panels() throws IOException {
        return everything().stream().filter(panel -> !panel.isHeading()).toList();
    }

    /** The names in {@code metrics.txt}; a line that starts with # is a remark. */
    static Set<String> metrics() throws IOException {
        return Files.readAllLines(Path.of("metrics.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
