package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.rules.indicator.Priority;

/**
 * Tickets for Prometheus: {@code millwright_tickets}, how many there are of each priority and
 * state.
 */
public final class TicketMetrics extends Collector {
    private final CaseStore cases;

    public TicketMetrics(CaseStore cases) {
        this.cases = requireNonNull(cases, "cases");
    }

    /** Nothing while the cases are away: the other metrics say more then than ever. */
    @Override
    public List<MetricFamilySamples> collect() {
        try {
            return List.of(tickets());
        } catch (CaseStoreException e) {
            return List.of();
        }
    }

    private GaugeMetricFamily tickets() {
        GaugeMetricFamily tickets =
                new GaugeMetricFamily(
                        "millwright_tickets",
                        "Tickets by priority and state.",
                        List.of("priority", "state"));
        for (Priority priority : Priority.values()) {
            for (Ticket.Status status : Ticket.Status.values()) {
                TicketFilter filter =
                        new TicketFilter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(priority),
                                Set.of(status),
                                1,
                                0);
                tickets.addMetric(
                        List.of(priority.name(), status.name().toLowerCase(Locale.ROOT)),
                        (double) cases.countTickets(filter));
            }
        }
        return tickets;
    }
}
