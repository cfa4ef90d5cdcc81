package millwright.agent.probe.jmx;

import java.util.ArrayList;
import java.util.List;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetNames;
import millwright.agent.probe.TargetSampler;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** The Java applications that the configuration names. */
public final class JmxTargets implements TargetGroup {
    private final List<JmxConfig> configs;
    private final List<JmxTarget> targets = new ArrayList<>();

    private JmxTargets(List<JmxConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    public static JmxTargets read(ConfigNode targets) {
        TargetNames names = new TargetNames();
        return new JmxTargets(
                targets.sections(
                        "jmx",
                        target -> {
                            target.describedAs(
                                    "Connection pools and other MBeans of a Java application.");
                            JmxConfig config = JmxConfig.read(target);
                            names.refuseTwin(target, config.schedule().name());
                            return config;
                        }));
    }

    @Override
    public List<ScheduledSampler> open() {
        List<ScheduledSampler> samplers = new ArrayList<>();
        for (JmxConfig config : configs) {
            JmxTarget target = new JmxTarget(config);
            targets.add(target);
            samplers.add(TargetSampler.of("jmx", config.schedule(), target));
        }
        return samplers;
    }

    @Override
    public void close() {
        targets.forEach(JmxTarget::close);
    }
}
