package millwright.collector.pipeline;

import java.util.ArrayList;
import java.util.List;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.indicator.IndicatorKey;

/**
 * Samples read from files, for a replay.
 *
 * @param direct series whose values are an indicator's already, whatever the mapping says
 * @param problems what could not be read, each with file, line and reason; the first ones
 * @param problemCount how many there were
 */
record Recording(
        SeriesCatalog catalog,
        SampleBatch samples,
        List<Direct> direct,
        List<String> problems,
        int problemCount) {
    /** A series that was given as {@code --series host,indicator,resource}. */
    record Direct(int series, IndicatorKey key) {}

    Recording {
        direct = List.copyOf(direct);
        problems = List.copyOf(problems);
    }

    static IndicatorKey parseKey(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(",", 3)));
        if (parts.size() == 2) {
            parts.add("");
        }
        if (parts.size() != 3 || parts.get(0).isBlank() || parts.get(1).isBlank()) {
            throw new IllegalArgumentException(
                    "--series is \"%s\": write host,indicator,resource such as db-07,disk_free,/var"
                            .formatted(text));
        }
        return new IndicatorKey(parts.get(0), parts.get(1), parts.get(2));
    }
}
