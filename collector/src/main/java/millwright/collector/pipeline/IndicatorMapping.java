package millwright.collector.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.MeasuredIndicator;
import millwright.rules.indicator.IndicatorKey;

/** Says which series is which indicator. Immutable. */
public final class IndicatorMapping {
    private static final String SHIPPED = "indicators.yaml";

    private final Map<String, List<MappedField>> byField;
    private final Map<String, Forecastable> forecastable;

    private IndicatorMapping(List<MappedField> entries) {
        Map<String, List<MappedField>> index = new HashMap<>();
        for (MappedField entry : entries) {
            index.merge(
                    entry.measurement() + ' ' + entry.field(),
                    List.of(entry),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
        byField = Map.copyOf(index);
        forecastable = forecastable(entries);
    }

    /**
     * @throws IllegalArgumentException if two entries say different things of one indicator
     */
    private static Map<String, Forecastable> forecastable(List<MappedField> entries) {
        Map<String, Forecastable> all = new HashMap<>();
        for (MappedField entry : entries) {
            entry.forecast()
                    .map(foretold -> Forecastable.of(entry.unit(), foretold.hard()))
                    .ifPresent(
                            said -> {
                                Forecastable before = all.putIfAbsent(entry.indicator(), said);
                                if (before != null && !before.equals(said)) {
                                    throw new IllegalArgumentException(
                                            "%s: forecast is said twice, as %s and as %s; leave it at one entry"
                                                    .formatted(entry.indicator(), before, said));
                                }
                            });
        }
        return Map.copyOf(all);
    }

    /** The mapping that comes with Millwright: Telegraf's names and ours. */
    public static IndicatorMapping shipped() {
        try (InputStream in =
                IndicatorMapping.class.getResourceAsStream(
                        "/millwright/collector/pipeline/" + SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return parse(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name of the file, for the error message
     * @throws IllegalArgumentException if the text is no mapping; says where and why
     */
    public static IndicatorMapping parse(String name, String yaml) {
        YAMLMapper mapper =
                YAMLMapper.builder()
                        .addModule(new Jdk8Module())
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .build();
        try {
            return new IndicatorMapping(
                    mapper.readValue(yaml, new TypeReference<List<MappedField>>() {}));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "%s line %d: %s".formatted(name, line, e.getOriginalMessage()), e);
        }
    }

    /** All that it can tell, each once, by their ids. */
    public List<MeasuredIndicator> indicators() {
        Map<String, MeasuredIndicator> known = new TreeMap<>();
        byField.values().stream()
                .flatMap(List::stream)
                .forEach(
                        entry ->
                                known.put(
                                        entry.indicator(),
                                        new MeasuredIndicator(
                                                entry.indicator(),
                                                entry.unit(),
                                                entry.as().isCounter())));
        return List.copyOf(known.values());
    }

    /** How the course of an indicator is foretold; empty for one whose course is not. */
    public Optional<Forecastable> forecastable(String indicator) {
        return Optional.ofNullable(forecastable.get(indicator));
    }

    /** What the series is to an indicator; empty where no entry speaks of it. */
    Optional<Mapped> map(SeriesKey series) {
        List<MappedField> entries =
                byField.getOrDefault(series.measurement() + ' ' + series.field(), List.of());
        return entries.stream()
                .filter(entry -> entry.fits(series))
                .findFirst()
                .map(
                        entry ->
                                new Mapped(
                                        new IndicatorKey(
                                                series.host(),
                                                entry.indicator(),
                                                entry.resourceOf(series)),
                                        entry.unit(),
                                        entry.as()));
    }

    /**
     * @param as what the series' value is to the indicator
     */
    record Mapped(IndicatorKey key, String unit, Part as) {}
}
