package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.rules.indicator.Glob;

/**
 * The services of a site: which hosts each runs on and which others it needs. A host's own tag may
 * say its service too; this knows only the patterns.
 *
 * @param byName by the service's name; needs no circle
 */
public record Services(SortedMap<String, Service> byName) {
    /**
     * @param hosts patterns with {@code *} and {@code ?}; none where only tags tell
     * @param dependsOn names of other services, which must be declared
     */
    public record Service(List<String> hosts, Set<String> dependsOn) {
        public Service {
            hosts = List.copyOf(hosts);
            dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
        }
    }

    private record Candidate(Glob pattern, String service) {}

    /** The best pattern first: more of it literal, then longer; then the service's name. */
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparing(Candidate::pattern, Comparator.reverseOrder())
                    .thenComparing(c -> -c.pattern().pattern().length())
                    .thenComparing(Candidate::service);

    public Services {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        for (Map.Entry<String, Service> each : byName.entrySet()) {
            for (String needed : each.getValue().dependsOn()) {
                if (!byName.containsKey(needed)) {
                    throw new IllegalArgumentException(
                            "%s depends on %s, which is no service here (%s). Declare it, if only as %s: {}."
                                    .formatted(
                                            each.getKey(),
                                            needed,
                                            String.join(", ", byName.keySet()),
                                            needed));
                }
            }
        }
        Set<String> clear = new TreeSet<>();
        for (String service : byName.keySet()) {
            refuseCircle(byName, service, new LinkedHashSet<>(), clear);
        }
    }

    public static Services none() {
        return new Services(Collections.emptySortedMap());
    }

    /**
     * The service whose pattern fits the host best: the one with the most literal characters; of
     * these the longest; of these the first service by name.
     */
    public Optional<String> serviceOf(String host) {
        requireNonNull(host, "host");
        List<Candidate> fitting = new ArrayList<>();
        byName.forEach(
                (name, service) ->
                        service.hosts().stream()
                                .map(Glob::of)
                                .filter(pattern -> pattern.matches(host))
                                .forEach(pattern -> fitting.add(new Candidate(pattern, name))));
        return fitting.stream().min(BEST_FIRST).map(Candidate::service);
    }

    /** What the service needs directly; nothing for one that only a host's tag names. */
    public Set<String> dependenciesOf(String service) {
        return Optional.ofNullable(byName.get(service)).map(Service::dependsOn).orElse(Set.of());
    }

    /** What the service needs, and what that needs, without itself; sorted by name. */
    public Set<String> allDependenciesOf(String service) {
        Set<String> all = new TreeSet<>();
        gather(service, all);
        return Collections.unmodifiableSet(all);
    }

    private void gather(String service, Set<String> all) {
        for (String needed : dependenciesOf(service)) {
            if (all.add(needed)) {
                gather(needed, all);
            }
        }
    }

    private static void refuseCircle(
            Map<String, Service> byName,
            String service,
            LinkedHashSet<String> path,
            Set<String> clear) {
        if (clear.contains(service)) {
            return;
        }
        if (!path.add(service)) {
            List<String> circle = new ArrayList<>(path);
            circle.subList(0, circle.indexOf(service)).clear();
            circle.add(service);
            throw new IllegalArgumentException(
                    "services depend on each other in a circle: %s. Take one of these away."
                            .formatted(String.join(" -> ", circle)));
        }
        for (String needed : byName.get(service).dependsOn()) {
            refuseCircle(byName, needed, path, clear);
        }
        path.remove(service);
        clear.add(service);
    }
}
