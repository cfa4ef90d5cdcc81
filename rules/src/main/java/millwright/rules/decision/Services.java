package millwright.rules.decision;

import java.util.Optional;
import java.util.Set;

/** Which hosts make up a service, and which services need others. */
public interface Services {
    /** Hosts of none have nothing to do with each other. */
    Services NONE =
            new Services() {
                @Override
                public Optional<String> serviceOf(String host) {
                    return Optional.empty();
                }

                @Override
                public Set<String> needsOf(String service) {
                    return Set.of();
                }
            };

    Optional<String> serviceOf(String host);

    /** What it needs itself; what these need in turn is not among them. */
    Set<String> needsOf(String service);
}
