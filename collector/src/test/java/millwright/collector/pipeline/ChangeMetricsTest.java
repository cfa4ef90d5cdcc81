package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.change.ChangeStore;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcDraft;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

class ChangeMetricsTest {
    private static final Instant TEN = Instant.parse("2026-02-01T07:00:00Z");
    private static final Person OMAR =
            new Person("omar", "Omar", EnumSet.of(Role.OPERATIONS_MANAGER));
    private static final Person DINA = new Person("dina", "Dina", EnumSet.of(Role.IT_DIRECTOR));
    private static final Person CORA =
            new Person("cora", "Cora", EnumSet.of(Role.CHANGE_COORDINATOR));

    private final MaintenancePolicy policy = MaintenancePolicy.shipped();
    private final MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
    private final Changes changes =
            new Changes(
                    ChangeStore.inMemory(),
                    () -> policy,
                    () -> calendar,
                    name ->
                            List.of(OMAR, DINA, CORA).stream()
                                    .filter(one -> one.name().equals(name))
                                    .findFirst(),
                    event -> {});
    private Instant now = TEN;
    private final ChangeMetrics metrics = new ChangeMetrics(changes, () -> now);

    @Test
    void requestsAreCountedByState() {
        assertThat(value("millwright_changes", "draft")).isZero();
        begun("EW-000001");
        assertThat(value("millwright_changes", "draft")).isZero();
        assertThat(value("millwright_changes", "in_progress")).isEqualTo(1);
    }

    @Test
    void workThatHasEndedCountsForAMonthByHowItEnded() {
        act(OMAR, begun("EW-000001"), new RfcAct.Verify("it answers again"));
        act(OMAR, begun("EW-000002"), new RfcAct.RollBack("it does not start"));
        begun("EW-000003");

        assertThat(ended("emergency", "verified")).isEqualTo(1);
        assertThat(ended("emergency", "rolled_back")).isEqualTo(1);
        assertThat(ended("normal", "verified")).isZero();
        now = TEN.plus(Duration.ofDays(30));
        assertThat(ended("emergency", "verified")).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(ended("emergency", "verified")).isZero();
    }

    private String begun(String window) {
        String id =
                changes.draft(
                        new RfcDraft(
                                Rfc.Kind.EMERGENCY,
                                window,
                                "emergency",
                                ChangeType.EMERGENCY,
                                List.of("db-07"),
                                "Bring the service back",
                                "",
                                List.of("target_up 0"),
                                Optional.empty(),
                                Optional.of(soon()),
                                Duration.ofMinutes(30),
                                Optional.empty(),
                                Optional.empty()),
                        TEN);
        act(CORA, id, new RfcAct.Submit(Optional.empty()));
        act(DINA, id, new RfcAct.Approve(Optional.of("it is down")));
        act(OMAR, id, new RfcAct.Approve(Optional.of("it is down")));
        act(CORA, id, new RfcAct.Schedule());
        act(OMAR, id, new RfcAct.Start());
        return id;
    }

    private static Slot soon() {
        return new Slot(
                Span.of(TEN.plusSeconds(1800), Duration.ofHours(2)),
                "as-needed",
                "IT Director",
                TEN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private void act(Person person, String rfc, RfcAct act) {
        Rfc unused = changes.act(person, rfc, act, TEN, Optional.empty());
    }

    private double ended(String type, String outcome) {
        return value("millwright_changes_ended", type, outcome);
    }

    private double value(String metric, String... labels) {
        return metrics.collect().stream()
                .filter(family -> family.name.equals(metric))
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.labelValues.equals(List.of(labels)))
                .mapToDouble(sample -> sample.value)
                .findFirst()
                .orElseThrow();
    }
}
