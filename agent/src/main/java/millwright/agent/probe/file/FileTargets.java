package millwright.agent.probe.file;

import java.util.List;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetNames;
import millwright.agent.probe.TargetSampler;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** The files that the configuration names. */
public final class FileTargets implements TargetGroup {
    private final List<FileConfig> configs;

    private FileTargets(List<FileConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    public static FileTargets read(ConfigNode targets) {
        TargetNames names = new TargetNames();
        return new FileTargets(
                targets.sections(
                        "files",
                        target -> {
                            target.describedAs("Age and size of the newest file, as of a backup.");
                            FileConfig config = FileConfig.read(target);
                            names.refuseTwin(target, config.schedule().name());
                            return config;
                        }));
    }

    @Override
    public List<ScheduledSampler> open() {
        return configs.stream()
                .map(config -> TargetSampler.of("file", config.schedule(), new FileTarget(config)))
                .toList();
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
