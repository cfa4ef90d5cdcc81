package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;

/**
 * Key figures for Prometheus (L-013 §10.3, Appendix G), as {@code millwright_kpi}: of the tickets
 * that were opened in the last 30 days, of the emergency windows that were approved in them, and of
 * the tasks that are planned or have ended in them.
 */
public final class KpiMetrics extends Collector {
    /** They move slowly, and take a query for each ticket. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final CaseStore cases;
    private final InstantSource clock;
    private final TicketFigures figures;
    private Instant until = Instant.MIN;
    private Map<String, Double> kept = Map.of();

    public KpiMetrics(CaseStore cases, InstantSource clock) {
        this.cases = requireNonNull(cases, "cases");
        this.clock = requireNonNull(clock, "clock");
        this.figures = new TicketFigures(cases);
    }

    /** Nothing while the cases are away. */
    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily kpis =
                new GaugeMetricFamily(
                        "millwright_kpi",
                        "Key figures of the last 30 days by name, which gives the unit: _seconds,"
                            + " _ratio (1 is all of it) or a count. Absent while there is nothing"
                            + " to reckon from.",
                        List.of("kpi"));
        try {
            current().forEach((name, value) -> kpis.addMetric(List.of(name), value));
        } catch (CaseStoreException e) {
            return List.of();
        }
        return List.of(kpis);
    }

    private synchronized Map<String, Double> current() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            kept = Kpis.of(figures.since(now.minus(Kpis.SPAN), now), cases, now);
            until = now.plus(KEPT);
        }
        return kept;
    }
}
