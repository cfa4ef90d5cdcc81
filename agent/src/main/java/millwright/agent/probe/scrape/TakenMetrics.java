package millwright.agent.probe.scrape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * Metrics that a site has picked by name, as {@code prometheus}: the name is the field, the labels
 * are tags; metrics with the same labels share a line.
 */
final class TakenMetrics {
    static final int SERIES_MAX = 500;

    /** What the agent's own tags are called; Prometheus, too, renames such labels like this. */
    private static final Set<String> OWN_TAGS = Set.of("host", "target");

    private final List<Pattern> patterns;
    private final List<Metric> taken = new ArrayList<>();

    /**
     * @param globs names, in which {@code *} stands for any characters
     */
    TakenMetrics(List<String> globs) {
        patterns = globs.stream().map(TakenMetrics::compile).toList();
    }

    private static Pattern compile(String glob) {
        return Pattern.compile(
                List.of(glob.split("\\*+", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    boolean wants(String name) {
        return patterns.stream().anyMatch(each -> each.matcher(name).matches());
    }

    void begin() {
        taken.clear();
    }

    void take(Metric metric) {
        if (!Double.isFinite(metric.value()) || !wants(metric.name())) {
            return;
        }
        if (taken.size() == SERIES_MAX) {
            throw new TooManyException(
                    "more than %d series fit take; pick fewer".formatted(SERIES_MAX));
        }
        taken.add(metric);
    }

    void tell(Instant at, String target, SampleBatch batch) {
        Map<SortedMap<String, String>, SampleLine> lines = new LinkedHashMap<>();
        for (Metric metric : taken) {
            lines.computeIfAbsent(metric.labels(), labels -> line(at, target, labels, batch))
                    .field(metric.name(), metric.value());
        }
    }

    private static SampleLine line(
            Instant at, String target, SortedMap<String, String> labels, SampleBatch batch) {
        SampleLine line = batch.add("prometheus", at).tag("target", target);
        labels.forEach(
                (name, value) ->
                        line.tag(
                                OWN_TAGS.contains(name) ? "exported_" + name : name,
                                TagValues.of(value)));
        return line;
    }
}
