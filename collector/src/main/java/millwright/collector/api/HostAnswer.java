package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Judgement;

/**
 * One host as the interface shows it.
 *
 * @param breached how many of its indicators are in a breach
 * @param indicators empty in a list of hosts
 */
record HostAnswer(
        String host,
        Instant lastSeen,
        boolean silent,
        int indicatorCount,
        long breached,
        Optional<List<IndicatorAnswer>> indicators) {

    static HostAnswer brief(HostView host) {
        return of(host, Optional.empty());
    }

    static HostAnswer full(HostView host) {
        return of(host, Optional.of(host.indicators().stream().map(IndicatorAnswer::of).toList()));
    }

    private static HostAnswer of(HostView host, Optional<List<IndicatorAnswer>> indicators) {
        return new HostAnswer(
                host.host(),
                host.lastSeen(),
                host.silent(),
                host.indicators().size(),
                host.indicators().stream().filter(HostAnswer::isBreached).count(),
                indicators);
    }

    private static boolean isBreached(IndicatorView indicator) {
        return indicator.judgement().map(Judgement::state).filter(s -> s.isBreach()).isPresent();
    }
}
