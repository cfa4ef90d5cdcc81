package millwright.rules.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.decision.Correlator.Trouble;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.Correlation;

/**
 * Which trouble is one with other hosts' of its service: the same indicator, and no longer than the
 * policy's time after the last one that the ticket took in. Troubles are looked at in the order of
 * their times, so of several at once the first opens the ticket that the others join.
 */
final class Grouping {
    private final ServiceMap services;
    private final Correlation correlation;
    private final List<OpenCase> open;

    Grouping(ServiceMap services, Correlation correlation, List<OpenCase> open) {
        this.services = services;
        this.correlation = correlation;
        this.open = open;
    }

    /** What can be one. */
    private record Kind(String service, String indicator) {}

    /** A ticket of a service, or one that opens in this turn. */
    private static final class Group {
        private final IndicatorKey lead;
        private final Set<String> hosts = new HashSet<>();
        private Instant lastJoined;

        Group(IndicatorKey lead, Instant at) {
            this.lead = lead;
            lastJoined = at;
        }

        void add(IndicatorKey key, Instant at) {
            hosts.add(key.host());
            lastJoined = at.isAfter(lastJoined) ? at : lastJoined;
        }

        boolean hasAnotherThan(String host) {
            return hosts.size() > 1 || !hosts.contains(host);
        }
    }

    List<Companion> companions(List<Trouble> fresh) {
        Map<Kind, List<Trouble>> kinds = new LinkedHashMap<>();
        for (Trouble trouble : fresh) {
            kind(trouble.key())
                    .ifPresent(
                            kind ->
                                    kinds.computeIfAbsent(kind, x -> new ArrayList<>())
                                            .add(trouble));
        }
        if (kinds.isEmpty()) {
            return List.of();
        }
        Map<Kind, List<Group>> tickets = tickets(kinds.keySet());
        List<Companion> companions = new ArrayList<>();
        kinds.forEach(
                (kind, troubles) -> {
                    List<Group> groups = tickets.getOrDefault(kind, new ArrayList<>());
                    for (Trouble trouble : troubles) {
                        place(trouble, groups)
                                .ifPresent(
                                        lead ->
                                                companions.add(
                                                        new Companion(
                                                                trouble.key(),
                                                                kind.service(),
                                                                lead)));
                    }
                });
        return companions;
    }

    private Optional<Kind> kind(IndicatorKey key) {
        return services.serviceOf(key.host()).map(service -> new Kind(service, key.indicator()));
    }

    /** In the order of the tickets, so that the last is the newest. */
    private Map<Kind, List<Group>> tickets(Set<Kind> wanted) {
        Set<String> indicators = new HashSet<>();
        wanted.forEach(kind -> indicators.add(kind.indicator()));
        Map<Kind, Map<String, Group>> found = new HashMap<>();
        for (OpenCase one : open) {
            if (indicators.contains(one.key().indicator())) {
                kind(one.key())
                        .filter(wanted::contains)
                        .ifPresent(
                                kind ->
                                        found.computeIfAbsent(kind, x -> new LinkedHashMap<>())
                                                .computeIfAbsent(
                                                        one.id(),
                                                        x -> new Group(one.key(), one.joinedAt()))
                                                .add(one.key(), one.joinedAt()));
            }
        }
        Map<Kind, List<Group>> groups = new HashMap<>();
        found.forEach((kind, tickets) -> groups.put(kind, new ArrayList<>(tickets.values())));
        return groups;
    }

    /** The lead of the group that the trouble goes to; empty where it begins one of its own. */
    private Optional<IndicatorKey> place(Trouble trouble, List<Group> groups) {
        String host = trouble.key().host();
        List<Group> near =
                groups.stream()
                        .filter(
                                group ->
                                        !group.lastJoined
                                                .plus(correlation.within())
                                                .isBefore(trouble.at()))
                        .toList();
        Set<String> hosts = new HashSet<>(Set.of(host));
        near.forEach(group -> hosts.addAll(group.hosts));
        Optional<Group> best =
                hosts.size() < correlation.hostsMin() ? Optional.empty() : best(trouble, near);
        Group group = best.orElseGet(() -> new Group(trouble.key(), trouble.at()));
        group.add(trouble.key(), trouble.at());
        if (best.isEmpty()) {
            groups.add(group);
        }
        return best.map(found -> found.lead);
    }

    /**
     * One of the same resource, or else any; the one with the most hosts, and of those the newest.
     */
    private static Optional<Group> best(Trouble trouble, List<Group> near) {
        List<Group> others =
                near.stream().filter(group -> group.hasAnotherThan(trouble.key().host())).toList();
        return others.stream()
                .filter(group -> group.lead.resource().equals(trouble.key().resource()))
                .reduce(Grouping::larger)
                .or(() -> others.stream().reduce(Grouping::larger));
    }

    /** So that what a person split off does not take what belongs to the rest. */
    private static Group larger(Group older, Group newer) {
        return newer.hosts.size() >= older.hosts.size() ? newer : older;
    }
}
