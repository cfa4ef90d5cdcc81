package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.forecast.Observations;
import millwright.rules.indicator.IndicatorKey;

/**
 * One indicator's values out of a recording.
 *
 * @param unit empty where nobody knows it
 */
public record RecordedSeries(IndicatorKey key, String unit, Observations values) {
    private static final int NAMED_MAX = 8;

    public RecordedSeries {
        requireNonNull(key, "key");
        requireNonNull(unit, "unit");
        requireNonNull(values, "values");
    }

    /**
     * @param series {@code host,indicator,resource}: what a CSV file measures, or which of a line
     *     protocol file's indicators is meant; may be empty where it has only one
     * @throws IllegalArgumentException if it is not plain which series is meant; says which there
     *     are
     * @throws IOException if the file cannot be read, or some of its lines cannot
     */
    public static RecordedSeries read(Path file, Optional<String> series, IndicatorMapping mapping)
            throws IOException {
        RecordingReader reader = new RecordingReader(Optional.empty());
        boolean csv = CsvSeries.looksLike(RecordingReader.content(file));
        Recording recording =
                reader.read(List.of(file), csv ? series.stream().toList() : List.of());
        if (recording.problemCount() > 0) {
            throw new IOException(
                    "%s: %d lines cannot be read. %s. Mend them, or leave them out."
                            .formatted(
                                    file, recording.problemCount(), recording.problems().get(0)));
        }
        if (csv) {
            Recording.Direct one = recording.direct().get(0);
            return new RecordedSeries(
                    one.key(),
                    unit(one.key(), mapping),
                    values(recording.samples(), one.series(), Part.VALUE));
        }
        return chosen(file, series.map(Recording::parseKey), recording, mapping);
    }

    private static RecordedSeries chosen(
            Path file,
            Optional<IndicatorKey> wanted,
            Recording recording,
            IndicatorMapping mapping) {
        Map<IndicatorKey, Found> found = found(recording, mapping);
        IndicatorKey key =
                wanted.or(() -> found.keySet().stream().filter(k -> found.size() == 1).findFirst())
                        .filter(found::containsKey)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "%s: which indicator is meant? Name one with --series; it has %s."
                                                        .formatted(file, words(found))));
        Found one = found.get(key);
        return new RecordedSeries(
                key, one.mapped.unit(), values(recording.samples(), one.series, one.mapped.as()));
    }

    private record Found(int series, IndicatorMapping.Mapped mapped) {}

    /** Ratios of counters are left out: neither counter is the indicator. */
    private static Map<IndicatorKey, Found> found(Recording recording, IndicatorMapping mapping) {
        Map<IndicatorKey, Found> found = new TreeMap<>();
        int[] ids =
                IntStream.range(0, recording.samples().size())
                        .map(recording.samples()::series)
                        .distinct()
                        .toArray();
        for (int id : ids) {
            mapping.map(recording.catalog().key(id))
                    .filter(mapped -> !mapped.as().isCounter())
                    .ifPresent(mapped -> found.putIfAbsent(mapped.key(), new Found(id, mapped)));
        }
        return found;
    }

    private static String words(Map<IndicatorKey, Found> found) {
        if (found.isEmpty()) {
            return "none that the mapping of indicators knows";
        }
        List<String> names =
                found.keySet().stream()
                        .map(k -> "%s,%s,%s".formatted(k.host(), k.indicator(), k.resource()))
                        .toList();
        String first = String.join(" ", names.subList(0, Math.min(NAMED_MAX, names.size())));
        return names.size() > NAMED_MAX
                ? "%s and %d more".formatted(first, names.size() - NAMED_MAX)
                : first;
    }

    private static String unit(IndicatorKey key, IndicatorMapping mapping) {
        return mapping.indicators().stream()
                .filter(known -> known.id().equals(key.indicator()))
                .map(known -> known.unit())
                .findFirst()
                .orElse("");
    }

    private static Observations values(SampleBatch samples, int series, Part as) {
        long[] seconds = new long[samples.size()];
        double[] values = new double[samples.size()];
        int size = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (samples.series(i) == series) {
                seconds[size] = Math.floorDiv(samples.micros(i), 1_000_000L);
                values[size] = value(samples.value(i), as);
                size++;
            }
        }
        return Observations.of(Arrays.copyOf(seconds, size), Arrays.copyOf(values, size));
    }

    private static double value(double value, Part as) {
        return switch (as) {
            case COMPLEMENT -> 100 - value;
            case ABSOLUTE -> Math.abs(value);
            default -> value;
        };
    }
}
