package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.ActiveClock;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketFilter;
import millwright.rules.indicator.Priority;

/**
 * Tickets for Prometheus: {@code millwright_tickets}, how many there are of each priority and
 * state; {@code millwright_ticket_sla_remaining_seconds}, what is left on the clocks of the most
 * urgent ones; {@code millwright_ticket_opened_timestamp_seconds}, what each open one is about and
 * since when; {@code millwright_emergency_windows}, how many there are of each state, and {@code
 * millwright_emergency_exemptions}, how many broke a blackout or freeze, by ground.
 */
public final class TicketMetrics extends Collector {
    /** Two series each; in a disaster the console lists the others. */
    private static final int TICKETS_MAX = 500;

    private static final Duration COUNTED = Duration.ofDays(30);

    private final CaseStore cases;
    private final InstantSource clock;

    public TicketMetrics(CaseStore cases, InstantSource clock) {
        this.cases = requireNonNull(cases, "cases");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Nothing while the cases are away: the other metrics say more then than ever. */
    @Override
    public List<MetricFamilySamples> collect() {
        try {
            return List.of(tickets(), opened(), clocks(), windows(), exemptions());
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

    private GaugeMetricFamily opened() {
        GaugeMetricFamily opened =
                new GaugeMetricFamily(
                        "millwright_ticket_opened_timestamp_seconds",
                        "When a ticket was opened that has something left to do; the newest 500.",
                        List.of("ticket", "host", "indicator", "resource", "priority", "state"));
        TicketFilter active =
                new TicketFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TicketFilter.ACTIVE,
                        TICKETS_MAX,
                        0);
        for (Ticket ticket : cases.listTickets(active)) {
            opened.addMetric(
                    List.of(
                            ticket.id(),
                            ticket.key().host(),
                            ticket.key().indicator(),
                            ticket.key().resource(),
                            ticket.priority().name(),
                            ticket.status().name().toLowerCase(Locale.ROOT)),
                    ticket.openedAt().toEpochMilli() / 1000.0);
        }
        return opened;
    }

    private GaugeMetricFamily clocks() {
        GaugeMetricFamily remaining =
                new GaugeMetricFamily(
                        "millwright_ticket_sla_remaining_seconds",
                        "What is left of a target on a ticket's clock; negative when it is missed.",
                        List.of("ticket", "clock", "priority"));
        for (ActiveClock clock : cases.activeClocks(this.clock.instant(), TICKETS_MAX)) {
            remaining.addMetric(
                    List.of(clock.ticket(), clock.target().word(), clock.priority().name()),
                    clock.reading().remaining().toMillis() / 1000.0);
        }
        return remaining;
    }

    private GaugeMetricFamily windows() {
        GaugeMetricFamily windows =
                new GaugeMetricFamily(
                        "millwright_emergency_windows",
                        "Emergency windows by state.",
                        List.of("state"));
        for (EmergencyRequest.Status status : EmergencyRequest.Status.values()) {
            windows.addMetric(
                    List.of(status.name().toLowerCase(Locale.ROOT)),
                    (double) cases.countEmergencyRequests(Optional.of(status)));
        }
        return windows;
    }

    private GaugeMetricFamily exemptions() {
        GaugeMetricFamily exemptions =
                new GaugeMetricFamily(
                        "millwright_emergency_exemptions",
                        "Emergency windows of the last 30 days that broke a blackout or freeze,"
                                + " by ground.",
                        List.of("ground"));
        cases.emergencies()
                .exemptionsSince(clock.instant().minus(COUNTED))
                .forEach((ground, count) -> exemptions.addMetric(List.of(ground), count));
        return exemptions;
    }
}
