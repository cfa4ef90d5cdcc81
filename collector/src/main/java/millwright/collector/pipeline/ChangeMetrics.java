package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.change.Changes;
import millwright.collector.change.EndedChange;
import millwright.collector.change.RfcFilter;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.RfcState;

/**
 * Changes for Prometheus: {@code millwright_changes}, how many requests there are of each state,
 * and {@code millwright_changes_ended}, how the work of the last 30 days has ended, from which
 * success, rollbacks and the share of emergencies follow (L-013 §10.3, Appendix G).
 */
public final class ChangeMetrics extends Collector {
    private static final Duration COUNTED = Duration.ofDays(30);

    private final Changes changes;
    private final InstantSource clock;

    public ChangeMetrics(Changes changes, InstantSource clock) {
        this.changes = requireNonNull(changes, "changes");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Nothing while the cases are away, with which changes are kept. */
    @Override
    public List<MetricFamilySamples> collect() {
        try {
            return List.of(requests(), ended());
        } catch (CaseStoreException e) {
            return List.of();
        }
    }

    private GaugeMetricFamily requests() {
        GaugeMetricFamily requests =
                new GaugeMetricFamily(
                        "millwright_changes", "Requests for change by state.", List.of("state"));
        for (RfcState state : RfcState.values()) {
            requests.addMetric(
                    List.of(state.code()), (double) changes.count(RfcFilter.of(EnumSet.of(state))));
        }
        return requests;
    }

    private GaugeMetricFamily ended() {
        GaugeMetricFamily ended =
                new GaugeMetricFamily(
                        "millwright_changes_ended",
                        "Changes whose work has ended in the last 30 days, by type and by whether"
                                + " they were verified or rolled back.",
                        List.of("type", "outcome"));
        List<EndedChange> counted = changes.endedSince(clock.instant().minus(COUNTED));
        for (ChangeType type : EnumSet.complementOf(EnumSet.of(ChangeType.ROUTINE))) {
            for (RfcState outcome : EndedChange.OUTCOMES) {
                ended.addMetric(
                        List.of(type.word(), outcome.code()),
                        (double)
                                counted.stream()
                                        .filter(one -> one.type() == type)
                                        .filter(one -> one.outcome() == outcome)
                                        .count());
            }
        }
        return ended;
    }
}
