package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import millwright.rules.decision.ServiceMap;
import millwright.rules.policy.Services;

/**
 * The service of a host: what the policy's patterns say, or else what the host says of itself. One
 * thread at a time.
 */
final class HostServices implements ServiceMap {
    /** More names than the largest fleet has; beyond it the patterns are looked at again. */
    private static final int KNOWN_MAX = 100_000;

    private final Services services;
    private final Function<String, Optional<String>> told;
    private final Map<String, Optional<String>> byPattern = new HashMap<>();

    /**
     * @param told what the host's own series name
     */
    HostServices(Services services, Function<String, Optional<String>> told) {
        this.services = requireNonNull(services, "services");
        this.told = requireNonNull(told, "told");
    }

    @Override
    public Optional<String> serviceOf(String host) {
        if (byPattern.size() >= KNOWN_MAX) {
            byPattern.clear();
        }
        return byPattern.computeIfAbsent(host, services::serviceOf).or(() -> told.apply(host));
    }

    @Override
    public Set<String> needsOf(String service) {
        return services.allDependenciesOf(service);
    }
}
