package millwright.dashboards;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.calendar.CalendarMetrics;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What a collector would have exposed of its calendar then: one into which a week is replayed
 * within a minute tells of now.
 */
final class PastCalendar {
    private final CalendarMetrics metrics;
    private Instant now = Instant.EPOCH;

    PastCalendar(String policy) {
        MaintenanceCalendar calendar =
                MaintenanceCalendar.of(MaintenancePolicy.parse("policy.yaml", policy).calendar());
        metrics = new CalendarMetrics(() -> calendar, () -> now);
    }

    /** Whether it is a line of the exposition that {@link #at} gives instead. */
    static boolean tells(String line) {
        return line.startsWith("millwright_windows_")
                || line.startsWith("millwright_work_permitted{");
    }

    /** Lines of the exposition, in the order of time. */
    List<String> at(Instant instant) {
        now = instant;
        List<String> lines = new ArrayList<>();
        for (MetricFamilySamples family : metrics.collect()) {
            for (MetricFamilySamples.Sample sample : family.samples) {
                List<String> labels = new ArrayList<>();
                for (int i = 0; i < sample.labelNames.size(); i++) {
                    labels.add(sample.labelNames.get(i) + "=\"" + sample.labelValues.get(i) + "\"");
                }
                lines.add(sample.name + "{" + String.join(",", labels) + "} " + sample.value);
            }
        }
        return lines;
    }
}
