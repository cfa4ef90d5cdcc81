package millwright.collector.pipeline;

import java.time.Instant;
import java.util.List;

/**
 * One host as the board knows it.
 *
 * @param environment its tag of that name; empty where it has none
 * @param lastSeen time of its newest sample
 * @param silent whether it has been quiet past the first level of {@code agent_silent}
 * @param targets what its agent asks for its state, sorted by kind and name
 * @param indicators sorted by key
 */
public record HostView(
        String host,
        String environment,
        Instant lastSeen,
        boolean silent,
        List<TargetView> targets,
        List<IndicatorView> indicators) {}
