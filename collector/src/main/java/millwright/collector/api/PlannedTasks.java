package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskAct;
import millwright.collector.cases.TaskFilter;
import millwright.collector.cases.TicketAct;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.people.Person;
import millwright.rules.calendar.Obstacle;

/** {@code /api/v1/tasks}: planned work, what stands in its way, and what people do to it. */
final class PlannedTasks {
    private static final Set<Task.State> ACTIVE =
            Arrays.stream(Task.State.values())
                    .filter(state -> !state.isOver())
                    .collect(Collectors.toUnmodifiableSet());

    private final TaskDesk desk;
    private final Acting acting;

    PlannedTasks(TaskDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    /** The states there are, and the one word for all that are not over. */
    private enum Wanted {
        ACTIVE,
        PLANNED,
        MOVED,
        INFEASIBLE,
        IN_PROGRESS,
        DONE,
        CANCELLED
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "state", "ticket", "limit", "offset");
        Set<Task.State> states =
                parameters
                        .oneOf("state", Wanted.class)
                        .map(
                                wanted ->
                                        wanted == Wanted.ACTIVE
                                                ? ACTIVE
                                                : Set.of(Task.State.valueOf(wanted.name())))
                        .orElse(Set.of());
        TaskFilter filter =
                new TaskFilter(
                        states, parameters.text("ticket"), parameters.limit(), parameters.offset());
        Page<Task> page =
                new Page<>(
                        desk.tasks().listTasks(filter),
                        desk.tasks().countTasks(filter),
                        filter.limit(),
                        filter.offset());
        exchange.json(200, page.map(TaskAnswer::brief));
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.json(200, TaskAnswer.full(getTask(exchange.path("id"))));
    }

    /**
     * @param permitted whether the task could begin then
     */
    private record WhyNot(
            String task, Instant at, boolean permitted, List<TaskAnswer.Against> obstacles) {}

    void whyNot(Exchange exchange) throws IOException {
        Instant at =
                Parameters.of(exchange, "at")
                        .instant("at")
                        .orElseThrow(
                                () ->
                                        Refusal.badParameter(
                                                "at",
                                                "an ISO-8601 instant with offset",
                                                "'at' is missing; give the instant at which the"
                                                        + " work would begin."));
        Task task = getTask(exchange.path("id"));
        List<Obstacle> against = desk.whyNot(task, at);
        exchange.json(
                200, new WhyNot(task.id(), at, against.isEmpty(), TaskAnswer.Against.all(against)));
    }

    Handler start() {
        return taking(m -> new TaskAct.Start());
    }

    Handler complete() {
        return taking(
                m ->
                        new TaskAct.Complete(
                                m.has("comment") ? prose(m, "comment", "what was found") : ""),
                "comment");
    }

    Handler cancel() {
        return taking(m -> new TaskAct.Cancel(prose(m, "reason", "why")), "reason");
    }

    private static String prose(Members members, String name, String what) {
        return members.prose(name, TicketAct.TEXT_LENGTH_MAX, what);
    }

    private Handler taking(Function<Members, TaskAct> reader, String... known) {
        return exchange -> {
            Person person = acting.by(exchange);
            Parameters.of(exchange);
            Members members = Members.ofOptional(exchange, known);
            TaskAct act = checked(() -> reader.apply(members));
            acting.may(exchange, TaskDesk.permission(act));
            String id = exchange.path("id");
            try {
                var unused = desk.act(person, id, act);
            } catch (ActRefusedException e) {
                throw e.why() == ActRefusedException.Why.NO_SUCH_TICKET
                        ? Refusal.notFound("Task", id, e.getMessage())
                        : Refusal.of(409, "Not now", e.getMessage());
            } catch (ChangeRefusedException e) {
                throw Refusal.of(409, "Not now", e.getMessage());
            }
            exchange.json(200, TaskAnswer.full(getTask(id)));
        };
    }

    /** What an act itself refuses is the request's fault. */
    private static TaskAct checked(Supplier<TaskAct> act) {
        try {
            return act.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "Makes no sense", e.getMessage());
        }
    }

    private Task getTask(String id) {
        return desk.tasks()
                .findTask(id)
                .orElseThrow(
                        () ->
                                Refusal.notFound(
                                        "Task",
                                        id,
                                        "There is no task '%s'. Ids look like TASK-2026-0042; GET /api/v1/tasks lists them all."
                                                .formatted(id)));
    }
}
