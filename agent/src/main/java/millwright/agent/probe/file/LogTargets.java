package millwright.agent.probe.file;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetNames;
import millwright.agent.probe.TargetSampler;
import millwright.agent.probe.file.LogConfig.EventsOf;
import millwright.agent.probe.file.LogConfig.LinesOf;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** The logs that the configuration names. */
public final class LogTargets implements TargetGroup {
    private static final boolean HAS_EVENT_LOG = File.separatorChar == '\\';

    private final List<LogConfig> configs;
    private final Path data;
    private final List<LogTarget> tails = new ArrayList<>();

    private LogTargets(List<LogConfig> configs, Path data) {
        this.configs = List.copyOf(configs);
        this.data = data;
    }

    /**
     * @param data the agent's folder, where the logs' positions are kept
     */
    public static LogTargets read(ConfigNode targets, Path data) {
        TargetNames names = new TargetNames();
        return new LogTargets(
                targets.sections(
                        "logs",
                        target -> {
                            target.describedAs(
                                    "Lines of a log, or events of the Windows event log, counted.");
                            LogConfig config = LogConfig.read(target, HAS_EVENT_LOG);
                            names.refuseTwin(target, config.schedule().name());
                            return config;
                        }),
                data);
    }

    @Override
    public List<ScheduledSampler> open() {
        return configs.stream().map(config -> open(config, Optional.of(state(config)))).toList();
    }

    @Override
    public List<ScheduledSampler> openToLook() {
        return configs.stream().map(config -> open(config, Optional.empty())).toList();
    }

    private StateFile state(LogConfig config) {
        return StateFile.of(data, "log", config.schedule().name());
    }

    private ScheduledSampler open(LogConfig config, Optional<StateFile> state) {
        Target target;
        if (config instanceof EventsOf events) {
            target = new EventTarget(events, new WindowsEventLog(), state);
        } else {
            LogTarget tail = new LogTarget((LinesOf) config, state, System::nanoTime);
            tails.add(tail);
            target = tail;
        }
        return TargetSampler.of("log", config.schedule(), target);
    }

    @Override
    public void close() {
        tails.forEach(LogTarget::close);
    }
}
