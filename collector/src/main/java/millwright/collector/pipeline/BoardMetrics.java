package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.State;

/**
 * The board for Prometheus: {@code millwright_indicator_value} and {@code millwright_breach}, a
 * series for each indicator; {@code millwright_host_silent} and {@code millwright_host_info}, one
 * for each host; {@code millwright_service_requests} and {@code millwright_service_errors}, two for
 * each service. Made at each scrape instead of a meter for each, of which there would be 80,000.
 */
public final class BoardMetrics extends Collector {
    private static final List<String> LABELS = List.of("host", "indicator", "resource");

    private static final List<String> SERVICE = List.of("host", "resource");

    private final FleetView fleet;

    public BoardMetrics(FleetView fleet) {
        this.fleet = requireNonNull(fleet, "fleet");
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily values =
                new GaugeMetricFamily(
                        "millwright_indicator_value",
                        "Latest value of the indicator, in its own unit (percent 0-100, seconds).",
                        LABELS);
        GaugeMetricFamily breaches =
                new GaugeMetricFamily(
                        "millwright_breach",
                        "Level of the breach that is on, 1 to 3, also while no samples come; 0"
                                + " where there is none.",
                        LABELS);
        GaugeMetricFamily silent =
                new GaugeMetricFamily(
                        "millwright_host_silent",
                        "1 where the host has sent nothing for longer than agent_silent allows.",
                        List.of("host"));
        GaugeMetricFamily infos =
                new GaugeMetricFamily(
                        "millwright_host_info",
                        "Always 1: the hosts that are known, and the environment each is tagged"
                                + " with.",
                        List.of("host", "environment"));
        CounterMetricFamily requests =
                new CounterMetricFamily(
                        "millwright_service_requests",
                        "Requests that a service counted since the collector first heard of it.",
                        SERVICE);
        CounterMetricFamily errors =
                new CounterMetricFamily(
                        "millwright_service_errors", "Those of them that failed.", SERVICE);
        for (HostView host : fleet.hosts()) {
            infos.addMetric(List.of(host.host(), host.environment()), 1);
            silent.addMetric(List.of(host.host()), host.silent() ? 1 : 0);
            for (IndicatorView indicator : host.indicators()) {
                List<String> service = List.of(host.host(), indicator.key().resource());
                indicator
                        .traffic()
                        .ifPresent(
                                traffic -> {
                                    requests.addMetric(service, traffic.requests());
                                    errors.addMetric(service, traffic.errors());
                                });
                indicator
                        .judgement()
                        .ifPresent(
                                judgement -> {
                                    List<String> labels = labels(indicator.key());
                                    if (judgement.state() != State.INSUFFICIENT_TRAFFIC) {
                                        values.addMetric(labels, judgement.value());
                                    }
                                    breaches.addMetric(labels, breach(judgement));
                                });
            }
        }
        return List.of(values, breaches, silent, infos, requests, errors);
    }

    /** A breach stays on while its indicator is stale or has too little traffic. */
    private static int breach(Judgement judgement) {
        return judgement.state() == State.PENDING
                ? 0
                : judgement.level().map(Level::number).orElse(0);
    }

    private static List<String> labels(IndicatorKey key) {
        return List.of(key.host(), key.indicator(), key.resource());
    }
}
