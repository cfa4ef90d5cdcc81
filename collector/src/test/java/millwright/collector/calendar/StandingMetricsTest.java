package millwright.collector.calendar;

import static millwright.collector.calendar.CalendarDeskTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlooks;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** Watched since Monday, 2 March 2026, 00:00 in Kuwait; it is the 3rd, 23:59. */
class StandingMetricsTest {
    private static final Person ALI = CalendarDeskTest.person("ali", Role.ENGINEER);
    private static final String REVIEW = "backup-report-review";

    private Instant now = at("2026-03-03T23:59");
    private final CalendarParts parts =
            CalendarParts.open(
                    CaseStores.calendarInMemory(at("2026-03-02T00:00")),
                    LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                    Outlooks.NONE,
                    DraftedWork.NONE,
                    () -> now);
    private final StandingMetrics metrics = new StandingMetrics(parts.standing(), () -> now);

    /** Five tasks come each day, another on Mondays, another on Tuesdays. */
    @Test
    void whatIsDoneInTimeLateOrNotAtAllIsCounted() {
        assertThat(state("overdue")).isEqualTo(6);
        assertThat(state("done")).isZero();

        done(REVIEW + "-20260302T0800", "2026-03-02T08:10");
        done(REVIEW + "-20260303T0800", "2026-03-03T08:10");
        now = at("2026-03-04T00:00");
        assertThat(state("done")).isEqualTo(2);
        assertThat(state("overdue")).isEqualTo(10);

        done("error-log-review-20260302T1000", "2026-03-04T00:00");
        now = at("2026-03-04T00:01");
        assertThat(state("done_late")).isEqualTo(1);
        assertThat(state("overdue")).isEqualTo(9);
    }

    @Test
    void anAutomatedTaskCountsFromItsFirstReportOn() {
        done("log-rotation-20260302T0200", "2026-03-02T02:10");

        assertThat(state("done")).isEqualTo(1);
        assertThat(state("overdue")).as("that of the 3rd is due until midnight").isEqualTo(6);
        now = at("2026-03-04T00:00");
        assertThat(state("overdue")).as("with five tasks, the review and it").isEqualTo(13);
    }

    @Test
    void anOverdueTaskTellsForHowLong() {
        assertThat(overdue(REVIEW)).contains(86_340.0); // since midnight of the 2nd

        done(REVIEW + "-20260302T0800", "2026-03-02T08:10");
        now = now.plusSeconds(59);
        assertThat(overdue(REVIEW)).as("kept for a minute").isPresent();
        now = now.plusSeconds(1);
        done(REVIEW + "-20260303T0800", "2026-03-03T08:10");
        assertThat(overdue(REVIEW)).isEmpty();
    }

    private void done(String key, String when) {
        Kept<CalendarRecord.Completion> unused =
                parts.desk().complete(ALI, key, at(when), "all green", Optional.empty());
    }

    private double state(String state) {
        return value("millwright_standing_tasks", state).orElseThrow();
    }

    private Optional<Double> overdue(String task) {
        return value("millwright_standing_overdue_seconds", task);
    }

    private Optional<Double> value(String metric, String label) {
        List<MetricFamilySamples> families = metrics.collect();
        return families.stream()
                .filter(family -> family.name.equals(metric))
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.labelValues.get(0).equals(label))
                .map(sample -> sample.value)
                .findFirst();
    }
}
