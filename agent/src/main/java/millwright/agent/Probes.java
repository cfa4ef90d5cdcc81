package millwright.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.accesslog.AccessLogTargets;
import millwright.agent.probe.file.FileTargets;
import millwright.agent.probe.file.LogTargets;
import millwright.agent.probe.http.HttpTargets;
import millwright.agent.probe.jmx.JmxTargets;
import millwright.agent.probe.scrape.PrometheusTargets;
import millwright.agent.probe.sql.SqlTargets;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** Every target that the configuration names, of all kinds. */
record Probes(List<TargetGroup> groups) implements AutoCloseable {
    Probes {
        groups = List.copyOf(groups);
    }

    /**
     * @param data the agent's folder
     */
    static Probes read(ConfigNode targets, Path data) {
        targets.describedAs("What is asked for its state beside this machine itself.");
        List<TargetGroup> groups = new ArrayList<>();
        groups.add(HttpTargets.read(targets));
        groups.add(PrometheusTargets.read(targets));
        groups.add(SqlTargets.read(targets));
        groups.add(JmxTargets.read(targets));
        groups.add(AccessLogTargets.read(targets, data));
        groups.add(FileTargets.read(targets));
        groups.add(LogTargets.read(targets, data));
        return new Probes(groups);
    }

    List<ScheduledSampler> open() {
        return groups.stream().flatMap(group -> group.open().stream()).toList();
    }

    /** For one look: nothing that is read counts as read for the running agent. */
    List<ScheduledSampler> openToLook() {
        return groups.stream().flatMap(group -> group.openToLook().stream()).toList();
    }

    int databaseSessions() {
        return groups.stream().mapToInt(TargetGroup::databaseSessions).sum();
    }

    @Override
    public void close() {
        groups.forEach(TargetGroup::close);
    }
}
