package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.Task;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.plan.Work;
import org.junit.jupiter.api.Test;

/** Each task has an hour. */
class TaskFiguresTest {
    private static final Instant TEN = Instant.parse("2026-03-08T10:00:00Z");

    @Test
    void anOverrunIsWhatWorkTookBeyondItsSlot() {
        assertThat(TaskFigures.of(List.of(done(0, 90), done(0, 60))))
                .containsEntry("tasks_done", 2.0)
                .containsEntry("tasks_overrun", 1.0)
                .hasEntrySatisfying(
                        "task_overrun_ratio",
                        mean -> assertThat(mean).isCloseTo(0.25, within(1e-9)));
    }

    @Test
    void whatWasQuickerMakesUpForIt() {
        assertThat(TaskFigures.of(List.of(done(0, 90), done(0, 30))))
                .containsEntry("tasks_overrun", 1.0)
                .containsEntry("task_overrun_ratio", 0.0);
    }

    @Test
    void whatIsNotDoneMayHaveMovedAndOverrunsNothing() {
        assertThat(
                        TaskFigures.of(
                                List.of(
                                        task(Task.State.MOVED, 2, 0),
                                        task(Task.State.CANCELLED, 1, 90))))
                .containsOnly(
                        entry("tasks_done", 0.0),
                        entry("tasks_moved", 2.0),
                        entry("tasks_overrun", 0.0));
    }

    private static Task done(int moves, int minutes) {
        return task(Task.State.DONE, moves, minutes);
    }

    private static Task task(Task.State state, int moves, int minutes) {
        Optional<Instant> end =
                state.isOver()
                        ? Optional.of(TEN.plus(Duration.ofMinutes(minutes)))
                        : Optional.empty();
        return new Task(
                "TASK-2026-0001",
                state,
                new Work(
                        "T-000001",
                        new IndicatorKey("db-07", "disk_free", "/var"),
                        Priority.P4,
                        "disk-cleanup",
                        "Clear out the file system",
                        ChangeType.STANDARD,
                        Set.of("database"),
                        Set.of("db-07"),
                        Optional.empty(),
                        TEN,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15),
                        Optional.empty()),
                Optional.of(
                        new Slot(
                                Span.of(TEN, Duration.ofHours(1)),
                                "weekly",
                                "Operations Manager",
                                TEN,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of())),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                moves,
                Optional.empty(),
                Optional.empty(),
                TEN,
                TEN,
                end.map(any -> TEN),
                Optional.empty(),
                end,
                Optional.empty());
    }
}
