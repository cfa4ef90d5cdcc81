package millwright.agent.probe.accesslog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetNames;
import millwright.agent.probe.TargetSampler;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** The access logs that the configuration names. */
public final class AccessLogTargets implements TargetGroup {
    private static final String KIND = "access_log";

    private final List<AccessLogConfig> configs;
    private final Path data;
    private final List<AccessLogTarget> targets = new ArrayList<>();

    private AccessLogTargets(List<AccessLogConfig> configs, Path data) {
        this.configs = List.copyOf(configs);
        this.data = data;
    }

    /**
     * @param data the agent's folder, where the logs' positions are kept
     */
    public static AccessLogTargets read(ConfigNode targets, Path data) {
        TargetNames names = new TargetNames();
        return new AccessLogTargets(
                targets.sections(
                        "access_logs",
                        target -> {
                            target.describedAs("Requests, errors and times from an access log.");
                            AccessLogConfig config = AccessLogConfig.read(target);
                            names.refuseTwin(target, config.schedule().name());
                            return config;
                        }),
                data);
    }

    @Override
    public List<ScheduledSampler> open() {
        return open(true);
    }

    @Override
    public List<ScheduledSampler> openToLook() {
        return open(false);
    }

    private List<ScheduledSampler> open(boolean isKept) {
        List<ScheduledSampler> samplers = new ArrayList<>();
        for (AccessLogConfig config : configs) {
            Optional<StateFile> state =
                    Optional.of(StateFile.of(data, KIND, config.schedule().name()))
                            .filter(file -> isKept);
            AccessLogTarget target = new AccessLogTarget(config, state, System::nanoTime);
            targets.add(target);
            samplers.add(TargetSampler.of(KIND, config.schedule(), target));
        }
        return samplers;
    }

    @Override
    public void close() {
        targets.forEach(AccessLogTarget::close);
    }
}
