package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What compose.yaml gives each service, for programs of this machine instead of images: a folder
 * stands for the root of its container, and an address of this machine for that of a service.
 */
final class Compose {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode services;
    private final Path folder;
    private final Map<String, String> replacements;

    /**
     * @param replacements an address here for each of a service, a value for each of the variables
     *     that compose.yaml asks of its user
     */
    Compose(Path folder, Map<String, String> replacements) throws IOException {
        services = YAML.readTree(Path.of("compose.yaml").toFile()).path("services");
        this.folder = folder;
        this.replacements = replacements;
    }

    /** Copies what is mounted, and makes the volumes. What is built is left out. */
    void mount(String service) throws IOException {
        for (JsonNode mount : services.path(service).path("volumes")) {
            String[] parts = mount.asText().split(":");
            Path target = inside(service, parts[1]);
            if (parts[0].startsWith("./")) {
                copy(Path.of(parts[0]), target);
            } else if (!parts[0].startsWith("../")) {
                Files.createDirectories(target);
            }
        }
    }

    private void copy(Path source, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(source)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, here(Files.readString(file)));
        }
    }

    /** Where a path of its container is. */
    Path inside(String service, String path) {
        return folder.resolve(service).resolve(path.substring(1));
    }

    /** Its variables, a path among them as it is here. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one :
                services.path(service).path("environment").properties()) {
            String value = here(one.getValue().asText());
            environment.put(
                    one.getKey(),
                    value.startsWith("/") ? inside(service, value).toString() : value);
        }
        return environment;
    }

    /** What follows its program. */
    List<String> arguments(String service) {
        List<String> arguments = new ArrayList<>();
        services.path(service).path("command").forEach(word -> arguments.add(here(word.asText())));
        return arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    }

    /** Of a mounted folder of YAML: the list of that name in each file. */
    List<JsonNode> mounted(String service, String path, String list) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(inside(service, path))) {
            for (Path file : files.sorted().toList()) {
                YAML.readTree(file.toFile()).path(list).forEach(all::add);
            }
        }
        return all;
    }

    private String here(String text) {
        String replaced = text.replaceAll("\\$\\{(\\w+):\\?[^}]*}", "\\${$1}");
        for (Map.Entry<String, String> one : replacements.entrySet()) {
            replaced = replaced.replace(one.getKey(), one.getValue());
        }
        return replaced;
    }
}
