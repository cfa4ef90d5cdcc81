package millwright.collector.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.collector.pipeline.TargetView;
import millwright.rules.indicator.Judgement;

/**
 * One host as the interface shows it.
 *
 * @param breached how many of its indicators are in a breach
 * @param targets what its agent asks for its state; empty in a list of hosts
 * @param indicators empty in a list of hosts
 */
record HostAnswer(
        String host,
        Instant lastSeen,
        boolean silent,
        int indicatorCount,
        long breached,
        Optional<List<Target>> targets,
        Optional<List<IndicatorAnswer>> indicators) {

    /**
     * @param reason empty while it is up
     */
    record Target(
            String kind,
            String target,
            boolean up,
            Instant at,
            double seconds,
            String reason,
            String detail) {
        static Target of(TargetView view) {
            return new Target(
                    view.kind(),
                    view.target(),
                    view.up(),
                    view.at(),
                    view.took().toMillis() / 1000.0,
                    view.reason(),
                    view.detail());
        }
    }

    static HostAnswer brief(HostView host) {
        return of(host, Optional.empty(), Optional.empty());
    }

    static HostAnswer full(HostView host) {
        return of(
                host,
                Optional.of(host.targets().stream().map(Target::of).toList()),
                Optional.of(host.indicators().stream().map(IndicatorAnswer::of).toList()));
    }

    private static HostAnswer of(
            HostView host,
            Optional<List<Target>> targets,
            Optional<List<IndicatorAnswer>> indicators) {
        return new HostAnswer(
                host.host(),
                host.lastSeen(),
                host.silent(),
                host.indicators().size(),
                host.indicators().stream().filter(HostAnswer::isBreached).count(),
                targets,
                indicators);
    }

    private static boolean isBreached(IndicatorView indicator) {
        return indicator.judgement().map(Judgement::state).filter(s -> s.isBreach()).isPresent();
    }
}
