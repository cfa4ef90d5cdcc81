package millwright.collector.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.forecast.Range;

/** What {@code index.csv} says of the series: the unit, and where nothing is left. */
final class SeriesIndex {
    private static final Set<String> COUNTED =
            Set.of("bytes", "count", "seconds", "milliseconds", "per_second", "ratio");

    /**
     * @param hardLimit a value at which nothing is left, such as 100 %
     */
    record Entry(Range range, Optional<Double> hardLimit) {}

    private static final Entry UNKNOWN = new Entry(Range.ANY, Optional.empty());

    private final Map<String, Entry> entries = new HashMap<>();

    /** Of a folder; where there is no index, any value is thought possible. */
    static SeriesIndex in(Path folder) throws IOException {
        SeriesIndex index = new SeriesIndex();
        Path file = folder.resolve("index.csv");
        if (Files.exists(file)) {
            for (Table.Row row : Table.read(file, List.of("series_id")).rows()) {
                index.entries.put(
                        row.text("series_id"),
                        new Entry(range(row.find("unit").orElse("")), row.number("hard_limit")));
            }
        }
        return index;
    }

    Entry of(String series) {
        return entries.getOrDefault(series, UNKNOWN);
    }

    private static Range range(String unit) {
        if (unit.equals("percent")) {
            return Range.PERCENT;
        }
        return COUNTED.contains(unit) ? Range.NOT_NEGATIVE : Range.ANY;
    }
}
