package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskFilter;
import millwright.collector.cases.Tasks;

/** {@code millwright_tasks} for Prometheus: the work that was planned for tickets, by state. */
public final class TaskMetrics extends Collector {
    private final Tasks tasks;

    public TaskMetrics(Tasks tasks) {
        this.tasks = requireNonNull(tasks, "tasks");
    }

    /** Nothing while the cases are away. */
    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily family =
                new GaugeMetricFamily(
                        "millwright_tasks",
                        "Tasks that were planned for tickets, by state.",
                        List.of("state"));
        try {
            for (Task.State state : Task.State.values()) {
                TaskFilter filter = new TaskFilter(Set.of(state), Optional.empty(), 1, 0);
                family.addMetric(
                        List.of(state.name().toLowerCase(Locale.ROOT)),
                        (double) tasks.countTasks(filter));
            }
        } catch (CaseStoreException e) {
            return List.of();
        }
        return List.of(family);
    }
}
