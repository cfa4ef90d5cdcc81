package millwright.collector.prometheus;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says which series of which exporter become which field of ours, and of which host. Immutable. */
public final class ExporterMapping {
    private static final String SHIPPED = "exporters.yaml";

    private final List<String> hostLabels;
    private final Map<String, String> hostNames;
    private final Set<String> ignored;
    private final SortedMap<String, List<String>> tags;
    private final List<Selector> dropped;
    private final Map<String, List<Use>> byName = new HashMap<>();

    /** A selector of a field, which wants series of its name. */
    record Use(DerivedField field, int selector) {}

    /**
     * The file.
     *
     * @param host whose a series is
     * @param ignore labels that do not make another series of it
     * @param tags of every line, where a series has one of the labels
     * @param drop patterns of labels; series that fit all of one entry are of no use
     */
    private record File(
            Host host,
            List<String> ignore,
            Map<String, Object> tags,
            List<Map<String, String>> drop,
            List<DerivedField.Entry> fields) {}

    /**
     * @param labels the first that a series has names its host; a port behind it is cut off
     * @param names our names of hosts by what such a label says, with its port or without
     */
    private record Host(List<String> labels, Map<String, String> names) {}

    private ExporterMapping(File file) {
        Host host = requireNonNullElse(file.host(), new Host(null, null));
        hostLabels = List.copyOf(requireNonNullElse(host.labels(), List.of("host", "instance")));
        hostNames = Map.copyOf(requireNonNullElse(host.names(), Map.of()));
        ignored = Set.copyOf(requireNonNullElse(file.ignore(), List.of()));
        tags = new TreeMap<>();
        requireNonNullElse(file.tags(), Map.<String, Object>of())
                .forEach((tag, labels) -> tags.put(tag, DerivedField.texts(labels)));
        dropped =
                requireNonNullElse(file.drop(), List.<Map<String, String>>of()).stream()
                        .map(ExporterMapping::droppedBy)
                        .toList();
        for (DerivedField.Entry entry :
                requireNonNullElse(file.fields(), List.<DerivedField.Entry>of())) {
            DerivedField field = new DerivedField(entry);
            for (int i = 0; i < field.selectors().size(); i++) {
                byName.computeIfAbsent(field.selectors().get(i).name(), name -> new ArrayList<>())
                        .add(new Use(field, i));
            }
        }
    }

    private static Selector droppedBy(Map<String, String> patterns) {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("an entry of drop names no label");
        }
        return new Selector(
                "",
                patterns.entrySet().stream()
                        .map(
                                one ->
                                        new Selector.Matcher(
                                                one.getKey(),
                                                Pattern.compile(one.getValue()),
                                                true))
                        .toList(),
                false);
    }

    /** The mapping that comes with Millwright. */
    public static ExporterMapping shipped() {
        try (InputStream in = ExporterMapping.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return parse(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file empty for the shipped one
     * @throws IOException if it cannot be read or is no mapping; says where and why
     */
    public static ExporterMapping open(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return shipped();
        }
        try {
            return parse(file.get().toString(), Files.readString(file.get()));
        } catch (IOException e) {
            throw new IOException(
                    "prometheus.mapping: %s cannot be read: %s".formatted(file.get(), e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("prometheus.mapping: " + e.getMessage(), e);
        }
    }

    /**
     * @param name of the file, for the error message
     * @throws IllegalArgumentException if the text is no mapping; says where and why
     */
    static ExporterMapping parse(String name, String yaml) {
        YAMLMapper mapper =
                YAMLMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        try {
            return new ExporterMapping(mapper.readValue(yaml, File.class));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "%s line %d: %s".formatted(name, line, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    boolean wants(String name) {
        return byName.containsKey(name);
    }

    /** What such a series is good for. */
    List<Use> usesOf(Labels labels) {
        if (dropped.stream().anyMatch(drop -> drop.fits(labels))) {
            return List.of();
        }
        return byName.getOrDefault(labels.name(), List.of()).stream()
                .filter(use -> use.field().selectors().get(use.selector()).fits(labels))
                .toList();
    }

    /** Whose the series is; empty where no label tells. */
    Optional<String> hostOf(Labels labels) {
        return DerivedField.first(hostLabels, labels)
                .map(told -> hostNames.getOrDefault(told, named(withoutPort(told))));
    }

    private String named(String address) {
        return hostNames.getOrDefault(address, address);
    }

    /** {@code db-07} of {@code db-07:9100}, {@code ::1} of {@code [::1]:9100}. */
    static String withoutPort(String address) {
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            return address.substring(1, address.indexOf(']'));
        }
        int colon = address.lastIndexOf(':');
        boolean isOnly = colon > 0 && address.indexOf(':') == colon;
        return isOnly && address.substring(colon + 1).matches("[0-9]+")
                ? address.substring(0, colon)
                : address;
    }

    /** Tags that every line of such a series has beside its own. */
    SortedMap<String, String> tagsOf(Labels labels) {
        SortedMap<String, String> found = new TreeMap<>();
        tags.forEach(
                (tag, names) ->
                        DerivedField.first(names, labels)
                                .ifPresent(value -> found.put(tag, value)));
        return found;
    }

    /** The labels that tell one series from another. */
    Labels identity(Labels labels) {
        return labels.without(ignored);
    }
}
