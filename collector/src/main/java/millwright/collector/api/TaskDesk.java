package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskAct;
import millwright.collector.cases.Tasks;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.plan.Planner;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Where people look at planned work and act on it, through the interface or the console: says what
 * permission an act takes, has it done, tells who listens, and answers "why not here?".
 */
public final class TaskDesk {
    private final Tasks tasks;
    private final Supplier<MaintenanceCalendar> calendar;
    private final MaintenancePolicy policy;
    private final Consumer<CaseEvent> listener;
    private final InstantSource clock;

    /**
     * @param calendar in force when it is asked
     * @param listener hears what happened, after it is durable
     */
    public TaskDesk(
            Tasks tasks,
            Supplier<MaintenanceCalendar> calendar,
            MaintenancePolicy policy,
            Consumer<CaseEvent> listener,
            InstantSource clock) {
        this.tasks = requireNonNull(tasks, "tasks");
        this.calendar = requireNonNull(calendar, "calendar");
        this.policy = requireNonNull(policy, "policy");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
    }

    public Tasks tasks() {
        return tasks;
    }

    /** Who does the work begins and ends it; giving planned work up is a matter of changes. */
    public static Permission permission(TaskAct act) {
        return act instanceof TaskAct.Cancel
                ? Permission.MANAGE_CHANGES
                : Permission.WORK_ON_TICKETS;
    }

    /**
     * @param person whose permission has been looked at
     * @return what happened; empty where it had been done before
     * @throws millwright.collector.cases.ActRefusedException if the task cannot take it
     */
    public List<CaseEvent> act(Person person, String task, TaskAct act) {
        List<CaseEvent> events = tasks.act(task, act, person.name(), clock.instant());
        events.forEach(listener);
        return events;
    }

    /** What speaks against the task's beginning at an instant; nothing if it could. */
    public List<Obstacle> whyNot(Task task, Instant start) {
        Instant now = clock.instant();
        return new Planner(calendar.get(), policy)
                .whyNot(
                        task.known(),
                        tasks.sinceOrActive(now).stream().map(Task::known).toList(),
                        start,
                        now);
    }
}
