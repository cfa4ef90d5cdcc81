package millwright.agent.probe.scrape;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetSampler;
import millwright.agent.probe.fetch.Fetcher;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** All endpoints under {@code targets.prometheus}. */
public final class PrometheusTargets implements TargetGroup {
    private final List<PrometheusTargetConfig> configs;
    private Optional<Fetcher> fetcher = Optional.empty();

    private PrometheusTargets(List<PrometheusTargetConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    public static PrometheusTargets read(ConfigNode targets) {
        Set<String> names = new HashSet<>();
        return new PrometheusTargets(
                targets.sections(
                        "prometheus", target -> PrometheusTargetConfig.read(target, names)));
    }

    @Override
    public List<ScheduledSampler> open() {
        if (configs.isEmpty()) {
            return List.of(); // no class of the HTTP library is loaded
        }
        Fetcher shared = new Fetcher();
        fetcher = Optional.of(shared);
        return configs.stream()
                .map(
                        config ->
                                TargetSampler.of(
                                        "prometheus",
                                        config.schedule(),
                                        new PrometheusTarget(config, shared)))
                .toList();
    }

    @Override
    public void close() {
        fetcher.ifPresent(Fetcher::close);
    }
}
