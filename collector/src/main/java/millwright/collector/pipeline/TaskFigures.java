package millwright.collector.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.cases.Task;

/** What planned work adds to the key figures. */
final class TaskFigures {
    private TaskFigures() {}

    /**
     * @param tasks those that are not over, and those that have ended in the time that is looked at
     */
    static Map<String, Double> of(List<Task> tasks) {
        Map<String, Double> figures = new TreeMap<>();
        List<Task> done = tasks.stream().filter(task -> task.state() == Task.State.DONE).toList();
        figures.put("tasks_done", (double) done.size());
        figures.put("tasks_moved", (double) tasks.stream().filter(t -> t.moves() > 0).count());
        double[] overruns =
                done.stream()
                        .filter(task -> task.slot().isPresent() && task.startedAt().isPresent())
                        .mapToDouble(TaskFigures::overrun)
                        .toArray();
        figures.put("tasks_overrun", (double) Arrays.stream(overruns).filter(o -> o > 0).count());
        Arrays.stream(overruns)
                .average()
                .ifPresent(mean -> figures.put("task_overrun_ratio", mean));
        return figures;
    }

    /** (actual - planned) / planned, as L-013 Appendix G has it; what was quicker is negative. */
    private static double overrun(Task task) {
        Duration actual =
                Duration.between(task.startedAt().orElseThrow(), task.endedAt().orElseThrow());
        double planned = task.slot().orElseThrow().span().length().toMillis();
        return actual.toMillis() / planned - 1;
    }
}
