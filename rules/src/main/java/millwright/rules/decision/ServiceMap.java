package millwright.rules.decision;

import java.util.Optional;
import java.util.Set;

/** Which hosts make up a service, and which services need others. */
public interface ServiceMap {
    /** Empty for a host that has nothing to do with others. */
    Optional<String> serviceOf(String host);

    /** What it needs, near or far, and not itself. */
    Set<String> needsOf(String service);
}
