package millwright.collector.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Instant;
import java.util.Optional;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** Kuwait is three hours ahead of UTC. */
class CalendarMetricsTest {
    private final MaintenanceCalendar calendar =
            MaintenanceCalendar.of(MaintenancePolicy.shipped().calendar());
    private Instant now = Instant.parse("2026-03-02T00:00:00Z"); // Monday, 03:00 there
    private final CalendarMetrics metrics = new CalendarMetrics(() -> calendar, () -> now);

    @Test
    void aWindowIsOnFromItsBeginningToBeforeItsEnd() {
        now = Instant.parse("2026-03-01T22:59:59Z");
        assertThat(value("millwright_windows_active", "daily")).contains(0.0);
        assertThat(value("millwright_windows_next_start_seconds", "daily")).contains(1.0);
        assertThat(value("millwright_windows_end_seconds", "daily")).isEmpty();

        now = Instant.parse("2026-03-01T23:00:00Z");
        assertThat(value("millwright_windows_active", "daily")).contains(1.0);
        assertThat(value("millwright_windows_end_seconds", "daily")).contains(7_200.0);

        now = Instant.parse("2026-03-02T01:00:00Z");
        assertThat(value("millwright_windows_active", "daily")).contains(0.0);
    }

    @Test
    void theNextStartIsOfTheNextWindowWhileOneIsOn() {
        // The one of 3 March begins 23 h after 00:00 UTC of 2 March.
        assertThat(value("millwright_windows_next_start_seconds", "daily")).contains(82_800.0);
    }

    @Test
    void windowsThatAreRareAreForetoldToo() {
        // 21 March 2026 is the third Saturday of its month; 00:00 there is 21:00 UTC the day
        // before.
        assertThat(value("millwright_windows_next_start_seconds", "quarterly"))
                .contains((18 * 24 + 21) * 3_600.0);
    }

    @Test
    void onlyRoutineWorkIsForTheDailyWindow() {
        assertThat(permitted("routine")).contains(1.0);
        assertThat(permitted("normal")).contains(0.0);
    }

    private Optional<Double> permitted(String type) {
        return metrics.collect().stream()
                .filter(family -> family.name.equals("millwright_work_permitted"))
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.labelValues.equals(java.util.List.of(type)))
                .map(sample -> sample.value)
                .findFirst();
    }

    private Optional<Double> value(String metric, String name) {
        return metrics.collect().stream()
                .filter((MetricFamilySamples family) -> family.name.equals(metric))
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.labelValues.get(1).equals(name))
                .map(sample -> sample.value)
                .findFirst();
    }
}
