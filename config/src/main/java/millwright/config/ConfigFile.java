package millwright.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a configuration: a YAML file, overridden by {@code MILLWRIGHT_…} variables ({@code
 * MILLWRIGHT_DELIVERY_INTERVAL} for {@code delivery.interval}).
 */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * @param environment as of {@link System#getenv()}
     * @param reader makes the configuration's record; must have no effect outside
     * @throws ConfigException with every problem, if there is one
     */
    public static <T> T read(
            Path file, Map<String, String> environment, Function<ConfigNode, T> reader) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return readText(file.toString(), textOf(file), folder, environment, reader);
    }

    /**
     * @param name what the messages call the text, such as {@code agent.yaml}
     */
    public static <T> T readText(
            String name,
            String yaml,
            Map<String, String> environment,
            Function<ConfigNode, T> reader) {
        return readText(name, yaml, Path.of("").toAbsolutePath(), environment, reader);
    }

    /** No file: defaults and environment only. */
    public static <T> T readDefaults(
            Map<String, String> environment, Function<ConfigNode, T> reader) {
        return readText("the configuration (environment only, no file)", "", environment, reader);
    }

    private static <T> T readText(
            String name,
            String yaml,
            Path folder,
            Map<String, String> environment,
            Function<ConfigNode, T> reader) {
        Reading reading = new Reading(folder, environment, false);
        ConfigNode root = new ConfigNode(reading, "", "", compose(name, yaml));
        T config = apply(reader, root, reading, name);
        root.checkUnknown();
        reading.checkVariables();
        if (!reading.problems.isEmpty()) {
            throw reading.problems.asException(name);
        }
        return config;
    }

    private static <T> T apply(
            Function<ConfigNode, T> reader, ConfigNode root, Reading reading, String name) {
        try {
            return reader.apply(root);
        } catch (IllegalArgumentException refusedByRecord) {
            // A record's own check: the last word where a bound of one key cannot tell.
            if (reading.problems.isEmpty()) {
                reading.problems.at("together", refusedByRecord.getMessage());
            }
            throw reading.problems.asException(name);
        }
    }

    private static Optional<Node> compose(String name, String yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        Problems problems = new Problems();
        try {
            return new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException broken) {
            String words = "is no YAML: " + broken.getProblem() + advice(broken);
            broken.getProblemMark()
                    .or(broken::getContextMark)
                    .ifPresentOrElse(
                            mark -> problems.atLine(mark.getLine() + 1, words),
                            () -> problems.at("somewhere", words));
        } catch (YamlEngineException broken) {
            problems.at("somewhere", "is no YAML: " + broken.getMessage());
        }
        throw problems.asException(name);
    }

    private static String advice(MarkedYamlEngineException broken) {
        String problem = String.valueOf(broken.getProblem());
        if (problem.contains("\\t")) {
            return ". Indent with spaces, not with tabs.";
        }
        return problem.contains("mapping values are not allowed")
                ? ". Check the indent, and quote a value that has a colon and a space."
                : ".";
    }

    private static String textOf(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "is a folder. Give the YAML file in it");
            }
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "does not exist. Create it or give another path with --config");
        } catch (AccessDeniedException denied) {
            throw unreadable(
                    file,
                    "may not be read by user %s. Run: ls -l %s"
                            .formatted(System.getProperty("user.name"), file));
        } catch (CharacterCodingException binary) {
            throw unreadable(file, "is not UTF-8 text. Save it as UTF-8");
        } catch (IOException broken) {
            throw unreadable(file, "could not be read: " + broken.getMessage());
        }
    }

    private static ConfigException unreadable(Path file, String why) {
        return new ConfigException(file + " " + why + ".", List.of());
    }
}
