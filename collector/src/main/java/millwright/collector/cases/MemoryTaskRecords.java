package millwright.collector.cases;

import static java.util.Comparator.comparing;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.rules.calendar.Slot;

/** Tasks in memory. */
final class MemoryTaskRecords implements TaskRecords {
    static final Comparator<Task> BY_NUMBER =
            comparing((Task task) -> TaskId.year(task.id()))
                    .thenComparing(task -> TaskId.number(task.id()));

    private final TreeMap<String, Task> tasks = new TreeMap<>();

    MemoryTaskRecords copy() {
        MemoryTaskRecords copy = new MemoryTaskRecords();
        copy.tasks.putAll(tasks);
        return copy;
    }

    Stream<Task> all() {
        return tasks.values().stream().sorted(BY_NUMBER);
    }

    @Override
    public String nextTask(int year) {
        int last =
                tasks.keySet().stream()
                        .filter(id -> TaskId.year(id) == year)
                        .mapToInt(TaskId::number)
                        .max()
                        .orElse(0);
        return TaskId.of(year, last + 1);
    }

    @Override
    public Optional<Task> find(String task) {
        return Optional.ofNullable(tasks.get(task));
    }

    @Override
    public Optional<Task> findNewest(String ticket) {
        return all().filter(task -> task.work().ticket().equals(ticket))
                .reduce((one, next) -> next);
    }

    @Override
    public void insert(Task task) {
        update(task);
    }

    @Override
    public void update(Task task) {
        tasks.put(task.id(), task);
    }

    @Override
    public Optional<String> claim(Task task) {
        return task.isHolding()
                ? all().filter(other -> !other.id().equals(task.id()))
                        .filter(other -> isInTheWay(other, task))
                        .map(Task::id)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isInTheWay(Task other, Task task) {
        return other.isHolding()
                && !Collections.disjoint(other.work().systems(), task.work().systems())
                && other.slot()
                        .map(Slot::span)
                        .filter(task.slot().orElseThrow().span()::overlaps)
                        .isPresent();
    }
}
