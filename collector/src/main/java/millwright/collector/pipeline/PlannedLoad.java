package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.collector.forecast.HostLoad;
import millwright.collector.forecast.HostLoads;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ServiceMap;
import millwright.rules.plan.ExpectedLoad;

/**
 * For one plan: the mean load of the hosts that are worked on and of the other hosts of their
 * services, which carry theirs meanwhile. In whole percent: a difference that nobody would notice
 * puts no work off. What is forecast anew meanwhile counts from the next plan on.
 */
final class PlannedLoad implements ExpectedLoad {
    /** Of a service; so many tell when it is quiet. The first by name. */
    private static final int PEERS_MAX = 100;

    private final HostLoads loads;
    private final ServiceMap services;
    private final Map<Set<String>, List<HostLoad>> carrying = new HashMap<>();
    private final Map<Asked, Double> known = new HashMap<>();

    private record Asked(Set<String> hosts, Span span) {}

    PlannedLoad(HostLoads loads, ServiceMap services) {
        this.loads = requireNonNull(loads, "loads");
        this.services = requireNonNull(services, "services");
    }

    @Override
    public double of(Set<String> hosts, Span span) {
        return known.computeIfAbsent(
                new Asked(hosts, span),
                asked ->
                        (double)
                                Math.round(
                                        carrying.computeIfAbsent(hosts, this::carrying).stream()
                                                .mapToDouble(each -> each.over(span))
                                                .average()
                                                .orElse(0)));
    }

    private List<HostLoad> carrying(Set<String> hosts) {
        Set<String> worked = new TreeSet<>();
        hosts.forEach(host -> services.serviceOf(host).ifPresent(worked::add));
        Set<String> all = new TreeSet<>(hosts);
        if (!worked.isEmpty()) {
            loads.hosts().stream()
                    .filter(host -> services.serviceOf(host).filter(worked::contains).isPresent())
                    .limit(PEERS_MAX)
                    .forEach(all::add);
        }
        List<HostLoad> carried = new ArrayList<>();
        all.forEach(host -> loads.of(host).ifPresent(carried::add));
        return carried;
    }
}
