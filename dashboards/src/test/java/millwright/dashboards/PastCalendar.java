package millwright.dashboards;

import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Collections;
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
    List<String> at(Instant instant) throws IOException {
        now = instant;
        StringWriter text = new StringWriter();
        TextFormat.write004(text, Collections.enumeration(metrics.collect()));
        return text.toString().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
