package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.cases.HandlingRecords.Mark;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.ClockMark;
import millwright.rules.decision.Decision.Escalate;
import millwright.rules.decision.Decision.WarnOfClock;
import millwright.rules.decision.EscalationStep;
import millwright.rules.decision.Target;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ClockReading;
import millwright.rules.policy.MaintenancePolicy;
import millwright.rules.policy.SlaClock;
import millwright.rules.policy.SlaTarget;

/**
 * The response and the resolution clock of tickets (L-013 §2.3), as segments: so another priority,
 * and its target, is reckoned over the same history. Each opening starts a round of both.
 */
final class TicketClocks {
    /** Events from which on a ticket has the priority that it has. */
    private static final List<Kind> PRIORITY_GIVEN =
            List.of(Kind.OPENED, Kind.RAISED, Kind.LOWERED, Kind.REOPENED, Kind.TOOK_OVER);

    private static final Set<String> RAISING = Set.of(Kind.RAISED.type(), Kind.REOPENED.type());

    private final TicketRecords records;
    private final HandlingRecords handling;
    private final MaintenancePolicy policy;

    TicketClocks(TicketRecords records, MaintenancePolicy policy) {
        this.records = records;
        this.handling = records.handling();
        this.policy = policy;
    }

    /** A new round of both; the ticket with its new targets. */
    Ticket begin(Ticket ticket, Instant at, String reason, String by) {
        int round = round(handling.clocks(ticket.id())) + 1;
        for (Target target : Target.values()) {
            handling.put(ticket.id(), TicketClock.started(target, round, at, reason, by));
        }
        return retarget(ticket);
    }

    /**
     * The ticket with its new priority. What was only foreseen had time; the targets of a more
     * urgent priority count from when it came to that. Otherwise the clocks go on as they are,
     * towards other targets.
     *
     * @param before the ticket as it was
     */
    Ticket raise(Ticket before, Ticket raised, Instant at, String by) {
        if (!before.isOnlyForeseen()) {
            return retarget(raised);
        }
        Ticket begun = begin(raised, at, "more urgent than foreseen", by);
        if (before.status() != Ticket.Status.OPEN) {
            respond(begun, at, "acknowledged before", by);
        }
        if (before.status() == Ticket.Status.WAITING) {
            return pause(begun, at, "still waiting", by);
        }
        return begun;
    }

    /** Somebody has acted; only the first time counts. */
    void respond(Ticket ticket, Instant at, String reason, String by) {
        TicketClock clock = newest(ticket.id(), Target.RESPONSE);
        if (!clock.isStopped()) {
            handling.put(ticket.id(), clock.stopped(at, reason, by));
        }
    }

    /** What is waited for counts on nobody's clock. */
    Ticket pause(Ticket ticket, Instant at, String reason, String by) {
        handling.put(ticket.id(), newest(ticket.id(), Target.RESOLUTION).paused(at, reason, by));
        return retarget(ticket);
    }

    Ticket goOn(Ticket ticket, Instant at, String reason, String by) {
        TicketClock clock = newest(ticket.id(), Target.RESOLUTION);
        if (clock.isPaused()) {
            handling.put(ticket.id(), clock.running(at, reason, by));
        }
        return retarget(ticket);
    }

    void stop(Ticket ticket, Instant at, String reason, String by) {
        for (Target target : Target.values()) {
            TicketClock clock = newest(ticket.id(), target);
            if (!clock.isStopped()) {
                handling.put(ticket.id(), clock.stopped(at, reason, by));
            }
        }
    }

    /** The ticket with the targets of its priority, over the history that its clocks have. */
    Ticket retarget(Ticket ticket) {
        SlaTarget targets = policy.target(ticket.priority());
        return new Change(ticket)
                .due(
                        due(ticket, Target.RESPONSE, targets.response()),
                        targets.resolution().map(length -> due(ticket, Target.RESOLUTION, length)))
                .ticket();
    }

    private Instant due(Ticket ticket, Target target, Duration length) {
        return due(newest(ticket.id(), target), ticket.priority(), length);
    }

    private Instant due(TicketClock clock, Priority priority, Duration length) {
        return SlaClock.when(
                        clock.goingOn(),
                        length,
                        policy.target(priority).hours(),
                        policy.businessHours())
                .orElseThrow(
                        () -> new IllegalStateException("a clock that goes on reaches " + length));
    }

    /** Sees to it that the ticket is looked at when a clock has something to tell. */
    void plan(String ticket) {
        handling.plan(ticket, marks(getTicket(ticket)).next());
    }

    /** What the clocks of a ticket have not told. */
    ClockMarks marks(Ticket ticket) {
        List<TicketClock> clocks = handling.clocks(ticket.id());
        int round = round(clocks);
        return ClockMarks.of(
                ticket,
                clocks.stream().filter(clock -> clock.round() == round).toList(),
                handling.marks(ticket.id()),
                prioritySince(ticket),
                policy);
    }

    Instant prioritySince(Ticket ticket) {
        return handling.newest(ticket.id(), PRIORITY_GIVEN).orElse(ticket.openedAt());
    }

    /** The person whose act made a ticket as urgent as it is; empty where a rule did. */
    Optional<String> madeUrgentBy(String ticket) {
        Set<String> given =
                PRIORITY_GIVEN.stream().map(Kind::type).collect(Collectors.toUnmodifiableSet());
        return handling.events(ticket).stream()
                .filter(event -> given.contains(event.type()))
                .reduce((older, newer) -> newer)
                .filter(event -> RAISING.contains(event.type()))
                .flatMap(Ticket.Event::actor);
    }

    Instant roundStart(String ticket) {
        return newest(ticket, Target.RESOLUTION).startedAt();
    }

    Optional<CaseEvent> apply(WarnOfClock decision) {
        ClockMark mark = decision.mark();
        Mark told = new Mark(mark.target(), mark.round(), mark.priority(), mark.percent());
        Optional<Ticket> ticket = unlessTold(mark.ticket(), told);
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        String what =
                "the %s target of %s"
                        .formatted(mark.target().word(), Reasons.length(mark.length()));
        Instant due = due(ticket.get(), mark.target(), mark.length());
        String reason =
                mark.isMissed()
                        ? "%s is missed since %s".formatted(what, due)
                        : "%d %% of %s are used; it ends at %s"
                                .formatted(mark.percent(), what, due);
        return tell(
                ticket.get(),
                told,
                mark.isMissed() ? Kind.MISSED : Kind.WARNED,
                mark.at(),
                decision.rule(),
                reason);
    }

    Optional<CaseEvent> apply(Escalate decision) {
        EscalationStep step = decision.step();
        Mark told = new Mark(step.target(), step.round(), step.priority(), Mark.STEP + step.step());
        Optional<Ticket> ticket = unlessTold(step.ticket(), told);
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        String reason =
                "to the %s, step %d: ".formatted(step.authority(), step.step() + 1)
                        + (step.length().isZero()
                                ? "%s must be taken up at once".formatted(step.priority())
                                : "the %s target of %s is missed since %s"
                                        .formatted(
                                                step.target().word(),
                                                Reasons.length(step.length()),
                                                due(ticket.get(), step.target(), step.length())));
        return tell(ticket.get(), told, Kind.ESCALATED, step.at(), decision.rule(), reason);
    }

    /** The ticket, unless that has been told, or a person has changed what it was about. */
    private Optional<Ticket> unlessTold(String id, Mark mark) {
        Ticket ticket = getTicket(id);
        boolean isStale =
                ticket.priority() != mark.priority()
                        || round(handling.clocks(id)) != mark.round()
                        || handling.marks(id).contains(mark);
        return isStale ? Optional.empty() : Optional.of(ticket);
    }

    private Optional<CaseEvent> tell(
            Ticket ticket, Mark mark, Kind kind, Instant at, String rule, String reason) {
        handling.add(ticket.id(), mark, at);
        CaseEvent event =
                new CaseEvent(
                        at,
                        kind.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        rule,
                        reason,
                        Optional.empty(),
                        Optional.empty());
        records.record(kind, at, event);
        plan(ticket.id());
        return Optional.of(event);
    }

    /** What clocks show at an instant if the ticket has a priority; none where it has no target. */
    static List<ClockView> read(
            List<TicketClock> clocks, Priority priority, MaintenancePolicy policy, Instant now) {
        SlaTarget targets = policy.target(priority);
        List<ClockView> views = new ArrayList<>();
        for (TicketClock clock : clocks) {
            Optional<Duration> length =
                    clock.target() == Target.RESPONSE
                            ? Optional.of(targets.response())
                            : targets.resolution();
            views.add(
                    new ClockView(
                            clock,
                            length.map(target -> read(clock, target, targets, policy, now))));
        }
        return views;
    }

    private static ClockReading read(
            TicketClock clock,
            Duration length,
            SlaTarget targets,
            MaintenancePolicy policy,
            Instant now) {
        Instant at = now.isBefore(clock.startedAt()) ? clock.startedAt() : now;
        return SlaClock.read(clock.segments(), length, targets.hours(), policy.businessHours(), at);
    }

    private TicketClock newest(String ticket, Target target) {
        List<TicketClock> all =
                handling.clocks(ticket).stream().filter(c -> c.target() == target).toList();
        if (all.isEmpty()) {
            throw new IllegalStateException(
                    "ticket %s has no %s clock".formatted(ticket, target.word()));
        }
        return all.get(all.size() - 1);
    }

    private static int round(List<TicketClock> clocks) {
        return clocks.stream().mapToInt(TicketClock::round).max().orElse(0);
    }

    private Ticket getTicket(String id) {
        return records.find(id)
                .orElseThrow(() -> new IllegalStateException("there is no ticket " + id));
    }
}
