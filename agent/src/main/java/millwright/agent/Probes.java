package millwright.agent;

import java.util.ArrayList;
import java.util.List;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.http.HttpTargets;
import millwright.agent.probe.scrape.PrometheusTargets;
import millwright.agent.probe.sql.SqlTargets;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/** Every target that the configuration names, of all kinds. */
record Probes(List<TargetGroup> groups) implements AutoCloseable {
    Probes {
        groups = List.copyOf(groups);
    }

    static Probes read(ConfigNode targets) {
        targets.describedAs("What is asked for its state beside this machine itself.");
        List<TargetGroup> groups = new ArrayList<>();
        groups.add(HttpTargets.read(targets));
        groups.add(PrometheusTargets.read(targets));
        groups.add(SqlTargets.read(targets));
        return new Probes(groups);
    }

    List<ScheduledSampler> open() {
        return groups.stream().flatMap(group -> group.open().stream()).toList();
    }

    @Override
    public void close() {
        groups.forEach(TargetGroup::close);
    }
}
