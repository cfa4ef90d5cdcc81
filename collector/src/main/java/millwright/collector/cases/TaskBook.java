package millwright.collector.cases;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.ActRefusedException.Why;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.collector.change.ChangeRecords;
import millwright.rules.calendar.Span;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.CancelTask;
import millwright.rules.decision.Decision.MoveTask;
import millwright.rules.decision.Decision.PlacementInfeasible;
import millwright.rules.decision.Decision.RequestWindowForWork;
import millwright.rules.decision.Decision.ScheduleTask;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.UnplacedWork;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What a decision, or a person, does to a task, whatever keeps it. See {@link Task.State}.
 *
 * <p>A decision that comes again changes nothing: it is not newer than the task. One whose slot
 * another task has taken meanwhile changes nothing either, and the next plan sees that task.
 */
final class TaskBook {
    /** Who puts a task's link on its ticket. */
    private static final String LINKED_BY = "the plan";

    private final TicketRecords records;
    private final TaskRecords tasks;
    private final Emergencies emergencies;
    private final MaintenancePolicy policy;
    private final TaskReasons reasons;
    private final ZoneId zone;

    TaskBook(TicketRecords records, Emergencies emergencies, MaintenancePolicy policy) {
        this.records = records;
        this.tasks = records.tasks();
        this.emergencies = emergencies;
        this.policy = policy;
        zone = policy.zone();
        reasons = new TaskReasons(zone);
    }

    /** Empty for what is about no task. */
    Optional<List<CaseEvent>> apply(Decision decision) {
        if (decision instanceof ScheduleTask schedule) {
            return list(schedule(schedule));
        } else if (decision instanceof MoveTask move) {
            return list(move(move));
        } else if (decision instanceof CancelTask cancel) {
            return list(cancel(cancel));
        } else if (decision instanceof PlacementInfeasible infeasible) {
            return list(giveUpPlace(infeasible));
        } else if (decision instanceof RequestWindowForWork request) {
            return list(emergencies.apply(request, reasons.proof(request.work())));
        }
        return Optional.empty();
    }

    private static Optional<List<CaseEvent>> list(Optional<CaseEvent> event) {
        return Optional.of(event.stream().toList());
    }

    private Optional<CaseEvent> schedule(ScheduleTask decision) {
        PlacedWork work = decision.work();
        Optional<Ticket> ticket = openTicket(work.work().ticket());
        Optional<Task> known = tasks.findNewest(work.work().ticket());
        if (ticket.isEmpty() || isDone(work.task(), known, work.at())) {
            return Optional.empty();
        }
        boolean isNew = work.task().isEmpty();
        Task task =
                isNew
                        ? Task.placed(nextTask(work.at()), work.work(), work.placement(), work.at())
                        : known.orElseThrow().at(work.work(), work.placement(), false, work.at());
        if (tasks.claim(task).isPresent()) {
            return Optional.empty();
        }
        keep(task, isNew);
        boolean isUrgent = policy.emergency(ticket.get().priority()).isPresent();
        String withdrawn = isNew || isUrgent ? "" : emergencies.withdraw(ticket.get(), work.at());
        return record(
                decision, Kind.TASK_SCHEDULED, task, reasons.scheduled(task, work) + withdrawn);
    }

    private Optional<CaseEvent> move(MoveTask decision) {
        PlacedWork work = decision.work();
        Optional<Task> known = tasks.findNewest(work.work().ticket());
        if (openTicket(work.work().ticket()).isEmpty()
                || isDone(work.task(), known, work.at())
                || !known.orElseThrow().state().isPlanned()) {
            return Optional.empty();
        }
        Task task = known.get().at(work.work(), work.placement(), true, work.at());
        if (tasks.claim(task).isPresent()) {
            return Optional.empty();
        }
        tasks.update(task);
        return record(decision, Kind.TASK_MOVED, task, reasons.moved(task, work));
    }

    private Optional<CaseEvent> giveUpPlace(PlacementInfeasible decision) {
        UnplacedWork work = decision.work();
        Optional<Task> known = tasks.findNewest(work.work().ticket());
        if (openTicket(work.work().ticket()).isEmpty()
                || isDone(work.task(), known, work.at())
                || known.filter(one -> one.state() == Task.State.IN_PROGRESS).isPresent()) {
            return Optional.empty();
        }
        boolean isNew = work.task().isEmpty();
        Task task =
                isNew
                        ? Task.unplaced(
                                nextTask(work.at()), work.work(), work.placement(), work.at())
                        : known.orElseThrow().nowhere(work.work(), work.placement(), work.at());
        tasks.claim(task);
        keep(task, isNew);
        return record(decision, Kind.PLACEMENT_INFEASIBLE, task, reasons.infeasible(task, work));
    }

    private Optional<CaseEvent> cancel(CancelTask decision) {
        Optional<Task> known = tasks.find(decision.work().task());
        boolean isOpen = openTicket(decision.work().ticket()).isPresent();
        if (isOpen
                || known.isEmpty()
                || known.get().state().isOver()
                || known.get().state() == Task.State.IN_PROGRESS
                || known.get().changedAt().isAfter(decision.at())) {
            return Optional.empty();
        }
        String reason = decision.work().reason();
        Task task = known.get().over(Task.State.CANCELLED, reason, decision.at(), Optional.empty());
        tasks.claim(task);
        tasks.update(task);
        return record(
                decision,
                Kind.TASK_CANCELLED,
                task,
                "%s, %s: %s".formatted(task.id(), task.work().title(), reason));
    }

    private Optional<Ticket> openTicket(String id) {
        return records.find(id).filter(Ticket::isActive);
    }

    /** Whether it has been applied before, or the task has gone on since it was decided. */
    private static boolean isDone(Optional<String> task, Optional<Task> known, Instant at) {
        boolean isOlder = known.filter(one -> !one.changedAt().isBefore(at)).isPresent();
        boolean isAnother =
                task.isPresent()
                        ? known.filter(one -> one.id().equals(task.get()) && !one.state().isOver())
                                .isEmpty()
                        : known.filter(one -> !one.state().isOver()).isPresent();
        return isOlder || isAnother;
    }

    private String nextTask(Instant at) {
        return tasks.nextTask(at.atZone(zone).getYear());
    }

    private void keep(Task task, boolean isNew) {
        if (!isNew) {
            tasks.update(task);
            return;
        }
        tasks.insert(task);
        link(task, LinkKind.TASK, task.id(), task.createdAt());
    }

    private void link(Task task, LinkKind kind, String target, Instant at) {
        HandlingRecords handling = records.handling();
        boolean isThere =
                handling.links(task.work().ticket()).stream()
                        .anyMatch(link -> link.kind() == kind && link.target().equals(target));
        if (!isThere) {
            handling.add(task.work().ticket(), new Handling.Link(kind, target, at, LINKED_BY));
        }
    }

    private Optional<CaseEvent> record(Decision decision, Kind kind, Task task, String reason) {
        return Optional.of(
                record(kind, task, decision.at(), decision.rule(), reason, Optional.empty()));
    }

    private CaseEvent record(
            Kind kind, Task task, Instant at, String rule, String reason, Optional<String> actor) {
        Ticket ticket = records.find(task.work().ticket()).orElseThrow();
        CaseEvent event =
                new CaseEvent(
                        at,
                        kind.type(),
                        Optional.of(ticket.id()),
                        task.work().key(),
                        ticket.priority(),
                        rule,
                        reason,
                        Optional.empty(),
                        actor);
        records.record(kind, at, event);
        return event;
    }

    /** As {@link Tasks#noteDraft}. */
    List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> slot, Instant at) {
        Task task = task(id);
        boolean isFirst = task.rfc().isEmpty();
        tasks.update(task.drafted(Optional.of(rfc), slot));
        if (!isFirst) {
            return List.of();
        }
        link(task, LinkKind.RFC, rfc, at);
        return List.of(
                record(
                        Kind.RFC_DRAFTED,
                        task,
                        at,
                        "planned work has its request for change drafted",
                        "%s for %s, %s: %s"
                                .formatted(
                                        rfc,
                                        task.id(),
                                        task.work().title(),
                                        slot.map(reasons::words).orElse("no slot yet")),
                        Optional.empty()));
    }

    /**
     * As {@link Tasks#act}.
     *
     * @param changes of the same transaction
     */
    List<CaseEvent> act(
            String id,
            TaskAct act,
            String actor,
            Instant at,
            TaskRequests requests,
            ChangeRecords changes) {
        List<CaseEvent> events = act(id, act, actor, at);
        Task task = task(id);
        if (!events.isEmpty() && task.rfc().isPresent()) {
            requests.follow(changes, task, task.rfc().get(), emergencyWindow(task));
        }
        return events;
    }

    private List<CaseEvent> act(String id, TaskAct act, String actor, Instant at) {
        Task task = task(id);
        if (act instanceof TaskAct.Start) {
            return start(task, actor, at);
        } else if (act instanceof TaskAct.Complete complete) {
            return complete(task, complete, actor, at);
        }
        return cancel(task, (TaskAct.Cancel) act, actor, at);
    }

    private Task task(String id) {
        return tasks.find(id)
                .orElseThrow(
                        () ->
                                new ActRefusedException(
                                        Why.NO_SUCH_TICKET,
                                        "There is no task %s. GET /api/v1/tasks lists them."
                                                .formatted(id)));
    }

    private List<CaseEvent> start(Task task, String actor, Instant at) {
        if (task.state() == Task.State.IN_PROGRESS) {
            refuseAnothers(task, actor);
            return List.of();
        }
        refuseOver(task);
        boolean isInSlot =
                task.state().isPlanned()
                        && task.slot().filter(slot -> slot.span().contains(at)).isPresent();
        if (!isInSlot && emergencyWindow(task).isEmpty()) {
            throw new ActRefusedException(
                    Why.NOT_NOW,
                    "%s may not begin at %s: %s. Begin it then, or in an emergency window of %s that has started."
                            .formatted(
                                    task.id(),
                                    reasons.words(at),
                                    task.state().isPlanned()
                                            ? "its slot is %s, as the plan has it since %s"
                                                    .formatted(
                                                            reasons.words(
                                                                    task.slot()
                                                                            .orElseThrow()
                                                                            .span()),
                                                            reasons.words(task.changedAt()))
                                            : "it has no slot since "
                                                    + reasons.words(task.changedAt()),
                                    task.work().ticket()));
        }
        return done(task.started(at, actor), Kind.TASK_STARTED, actor, "work began", "");
    }

    /** Two who begin the same work would both do it. */
    private void refuseAnothers(Task task, String actor) {
        if (!task.startedBy().equals(Optional.of(actor))) {
            throw new ActRefusedException(
                    Why.NOT_NOW,
                    "%s was begun at %s by %s, who is at it. Ask them before you do anything."
                            .formatted(
                                    task.id(),
                                    task.startedAt().map(reasons::words).orElse("some time"),
                                    task.startedBy().orElse("somebody")));
        }
    }

    private Optional<String> emergencyWindow(Task task) {
        return records.handling().requests(task.work().ticket()).stream()
                .filter(request -> request.status() == EmergencyRequest.Status.ACTIVE)
                .map(EmergencyRequest::id)
                .findFirst();
    }

    private List<CaseEvent> complete(Task task, TaskAct.Complete act, String actor, Instant at) {
        if (isMine(task, Task.State.DONE, actor)) {
            return List.of();
        }
        refuseOver(task);
        if (task.state() != Task.State.IN_PROGRESS) {
            throw new ActRefusedException(
                    Why.NOT_NOW,
                    "%s is %s; start it first, so that it shows when work began."
                            .formatted(task.id(), task.state().word()));
        }
        String comment = act.comment().strip();
        return done(
                task.over(
                        Task.State.DONE,
                        comment.isEmpty() ? "done" : comment,
                        at,
                        Optional.of(actor)),
                Kind.TASK_COMPLETED,
                actor,
                "work is done",
                comment);
    }

    private List<CaseEvent> cancel(Task task, TaskAct.Cancel act, String actor, Instant at) {
        if (isMine(task, Task.State.CANCELLED, actor)) {
            return List.of();
        }
        refuseOver(task);
        return done(
                task.over(Task.State.CANCELLED, act.reason(), at, Optional.of(actor)),
                Kind.TASK_CANCELLED,
                actor,
                "somebody gave the work up",
                act.reason());
    }

    /** Whether the same person has done that before: it comes again. */
    private static boolean isMine(Task task, Task.State state, String actor) {
        return task.state() == state && task.endedBy().equals(Optional.of(actor));
    }

    /** Who was faster, and when. */
    private void refuseOver(Task task) {
        if (task.state().isOver()) {
            throw new ActRefusedException(
                    Why.NOT_NOW,
                    "%s is %s since %s%s: %s"
                            .formatted(
                                    task.id(),
                                    task.state().word(),
                                    task.endedAt().map(reasons::words).orElse(""),
                                    ", by " + task.endedBy().orElse("the plan"),
                                    task.reason()));
        }
    }

    private List<CaseEvent> done(Task task, Kind kind, String actor, String what, String comment) {
        tasks.claim(task);
        tasks.update(task);
        String reason =
                "%s, %s%s"
                        .formatted(
                                task.id(),
                                task.work().title(),
                                comment.isEmpty() ? "" : ": " + comment);
        return List.of(record(kind, task, task.changedAt(), what, reason, Optional.of(actor)));
    }
}
