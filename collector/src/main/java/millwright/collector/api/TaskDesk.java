package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskAct;
import millwright.collector.cases.Tasks;
import millwright.collector.change.ChangeEvent;
import millwright.collector.change.Changes;
import millwright.collector.change.WorkNews;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.change.Rfc;
import millwright.rules.plan.Planner;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Where people look at planned work and act on it, through the interface or the console: says what
 * permission an act takes, has it done, tells who listens, and answers "why not here?".
 */
public final class TaskDesk {
    private final CaseStore cases;
    private final Tasks tasks;
    private final Changes changes;
    private final Supplier<MaintenanceCalendar> calendar;
    private final MaintenancePolicy policy;
    private final Consumer<CaseEvent> listener;
    private final InstantSource clock;

    /**
     * @param changes over the same database as the cases
     * @param calendar in force when it is asked
     * @param listener hears what happened, after it is durable
     */
    public TaskDesk(
            CaseStore cases,
            Changes changes,
            Supplier<MaintenanceCalendar> calendar,
            MaintenancePolicy policy,
            Consumer<CaseEvent> listener,
            InstantSource clock) {
        this.cases = requireNonNull(cases, "cases");
        this.tasks = cases.tasks();
        this.changes = requireNonNull(changes, "changes");
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

    /** The request for change of a task, if it has one. */
    public Optional<Rfc> rfc(Task task) {
        return task.rfc().flatMap(changes::find);
    }

    /** Whether an emergency window of a task's ticket is active, in which the task may begin. */
    public boolean isInEmergencyWindow(Task task) {
        return cases.emergencies().active(clock.instant()).stream()
                .anyMatch(window -> window.ticket().equals(task.work().ticket()));
    }

    /**
     * Does it to the task and to its request for change, or to neither.
     *
     * @param person whose permission has been looked at
     * @return what happened; empty where it had been done before
     * @throws millwright.collector.cases.ActRefusedException if the task cannot take it
     * @throws millwright.collector.change.ChangeRefusedException if its request for change forbids
     *     it
     */
    public List<CaseEvent> act(Person person, String task, TaskAct act) {
        Instant at = clock.instant();
        List<ChangeEvent> followed = new ArrayList<>();
        List<CaseEvent> events =
                tasks.act(
                        task,
                        act,
                        person.name(),
                        at,
                        (records, work, rfc, window) -> {
                            followed.clear(); // what was tried before and lost
                            followed.addAll(
                                    changes.follow(
                                            records,
                                            rfc,
                                            work.id(),
                                            news(act, window),
                                            person,
                                            at));
                        });
        events.forEach(listener);
        changes.tell(followed);
        return events;
    }

    private static WorkNews news(TaskAct act, Optional<String> emergencyWindow) {
        if (act instanceof TaskAct.Start) {
            return new WorkNews.Begun(emergencyWindow);
        } else if (act instanceof TaskAct.Complete complete) {
            return new WorkNews.Finished(complete.comment());
        }
        return new WorkNews.GivenUp(((TaskAct.Cancel) act).reason());
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
