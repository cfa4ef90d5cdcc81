package millwright.collector.pipeline;

import java.time.Instant;
import java.util.List;

/**
 * One host as the board knows it.
 *
 * @param lastSeen time of its newest sample
 * @param silent whether it has been quiet past the first level of {@code agent_silent}
 * @param indicators sorted by key
 */
public record HostView(
        String host, Instant lastSeen, boolean silent, List<IndicatorView> indicators) {}
