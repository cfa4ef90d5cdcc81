package millwright.agent.probe.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetSampler;
import millwright.agent.probe.fetch.Fetcher;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** All addresses under {@code targets.http}. */
public final class HttpTargets implements TargetGroup {
    private final List<HttpTargetConfig> configs;
    private Optional<Fetcher> fetcher = Optional.empty();

    private HttpTargets(List<HttpTargetConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    public static HttpTargets read(ConfigNode targets) {
        Set<String> names = new HashSet<>();
        return new HttpTargets(
                targets.sections("http", target -> HttpTargetConfig.read(target, names)));
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
                                        "http", config.schedule(), new HttpTarget(config, shared)))
                .toList();
    }

    @Override
    public void close() {
        fetcher.ifPresent(Fetcher::close);
    }
}
