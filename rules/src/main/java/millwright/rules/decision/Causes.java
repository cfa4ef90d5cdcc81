package millwright.rules.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.rules.decision.Correlator.Trouble;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.Correlation;

/**
 * Pairs of troubles of which one may explain the other: on one host, or on a host and on what its
 * service needs, near or far. One of the two is fresh, and the explaining one is older, or later by
 * no more than the policy's time.
 *
 * <p>Of many alike on one service only the first one counts as what explains: so the pairs are few,
 * however many hosts a service has.
 */
final class Causes {
    private final ServiceMap services;
    private final Correlation correlation;
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final List<Trouble> bad = new ArrayList<>();

    Causes(ServiceMap services, Correlation correlation, List<OpenCase> open) {
        this.services = services;
        this.correlation = correlation;
        open.stream()
                .filter(OpenCase::isBad)
                .map(one -> new Trouble(one.key(), one.joinedAt()))
                .forEach(bad::add);
    }

    List<Dependence> of(List<Trouble> fresh) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        bad.addAll(fresh);
        bad.sort(Comparator.naturalOrder());
        Set<IndicatorKey> freshKeys = fresh.stream().map(Trouble::key).collect(Collectors.toSet());
        Map<String, List<Trouble>> ofHosts = new HashMap<>();
        Map<String, Map<String, Trouble>> firstOfServices = new HashMap<>();
        for (Trouble one : bad) {
            String host = one.key().host();
            ofHosts.computeIfAbsent(host, x -> new ArrayList<>()).add(one);
            services.serviceOf(host)
                    .ifPresent(
                            service ->
                                    firstOfServices
                                            .computeIfAbsent(service, x -> new TreeMap<>())
                                            .putIfAbsent(alike(one.key()), one));
        }
        Set<Dependence> pairs = new LinkedHashSet<>();
        for (Trouble one : bad) {
            boolean isFresh = freshKeys.contains(one.key());
            for (Trouble on : ofHosts.get(one.key().host())) {
                if (isFresh || freshKeys.contains(on.key())) {
                    add(pairs, one, on);
                }
            }
            for (String need : needsOf(one.key().host())) {
                for (Trouble on : firstOfServices.getOrDefault(need, Map.of()).values()) {
                    if (isFresh || freshKeys.contains(on.key())) {
                        add(pairs, one, on);
                    }
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** Pools have a resource with a slash, servers have none: they explain different things. */
    private static String alike(IndicatorKey key) {
        return key.indicator() + (key.resource().contains("/") ? "/" : "");
    }

    private Set<String> needsOf(String host) {
        return services.serviceOf(host)
                .map(service -> needs.computeIfAbsent(service, services::needsOf))
                .orElse(Set.of());
    }

    private void add(Set<Dependence> pairs, Trouble one, Trouble on) {
        boolean isInTime = !on.at().isAfter(one.at().plus(correlation.within()));
        if (isInTime && !one.key().equals(on.key())) {
            Instant at = one.at().isAfter(on.at()) ? one.at() : on.at();
            boolean sameHost = one.key().host().equals(on.key().host());
            pairs.add(new Dependence(one.key(), on.key(), sameHost, at));
        }
    }
}
