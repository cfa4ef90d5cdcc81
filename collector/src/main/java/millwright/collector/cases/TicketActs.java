package millwright.collector.cases;

import static millwright.collector.cases.ActRefusedException.Why.HAS_CHANGED;
import static millwright.collector.cases.ActRefusedException.Why.MAKES_NO_SENSE;
import static millwright.collector.cases.ActRefusedException.Why.NOT_NOW;
import static millwright.collector.cases.ActRefusedException.Why.NO_SUCH_TICKET;
import static millwright.collector.cases.ActRefusedException.Why.STILL_BREACHED;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.cases.Ticket.Status;
import millwright.collector.cases.TicketAct.AddLink;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** What a person's act does to a ticket, whatever keeps it. For one act. */
final class TicketActs {
    /** A merge writes to the histories of both. */
    static final int EVENTS_MAX = 2;

    /** What happens by itself, and takes nothing away from what somebody is about to do. */
    private static final Set<String> QUIET =
            Stream.concat(
                            Kind.OF_WINDOWS.stream(),
                            Stream.of(
                                    Kind.OCCURRENCE,
                                    Kind.MEMBER_RECOVERED,
                                    Kind.LATE,
                                    Kind.LEVEL_NOTED,
                                    Kind.FORECAST_NOTED,
                                    Kind.FORECAST_WITHDRAWN,
                                    Kind.WARNED,
                                    Kind.MISSED,
                                    Kind.ESCALATED,
                                    Kind.BREACH_HELD,
                                    Kind.RECOVERY_HELD,
                                    Kind.CAUSE_LINKED,
                                    Kind.FLAPPING_STARTED,
                                    Kind.FLAPPING_ENDED))
                    .map(Kind::type)
                    .collect(Collectors.toUnmodifiableSet());

    private static final int NAMED_MAX = 3;

    private final TicketRecords records;
    private final HandlingRecords handling;
    private final TicketClocks clocks;
    private final Emergencies emergencies;
    private final String actor;
    private final Instant at;
    private final ZoneId zone;
    private final List<CaseEvent> events = new ArrayList<>();

    /**
     * @param zone the site's, for a forecast's times
     */
    TicketActs(
            TicketRecords records,
            TicketClocks clocks,
            Emergencies emergencies,
            String actor,
            Instant at,
            ZoneId zone) {
        this.records = records;
        this.handling = records.handling();
        this.clocks = clocks;
        this.emergencies = emergencies;
        this.actor = actor;
        this.at = at;
        this.zone = zone;
    }

    /**
     * @param version how many of the ticket's events the person has seen; empty if he does not say
     * @return what happened; empty where it had been done before
     * @throws ActRefusedException if the ticket cannot take it
     */
    List<CaseEvent> act(String id, TicketAct act, Optional<Integer> version) {
        Ticket ticket = records.find(id).orElseThrow(() -> unknown(id, NO_SUCH_TICKET));
        version.ifPresent(seen -> refuseChanged(ticket, seen));
        if (act instanceof TicketAct.Acknowledge acknowledge) {
            acknowledge(ticket, acknowledge);
        } else if (act instanceof TicketAct.Assign assign) {
            assign(ticket, assign.to());
        } else if (act instanceof TicketAct.Unassign) {
            unassign(ticket);
        } else if (act instanceof TicketAct.Start) {
            start(ticket);
        } else if (act instanceof TicketAct.Wait wait) {
            waitFor(ticket, wait.waitsFor());
        } else if (act instanceof TicketAct.Comment comment) {
            comment(ticket, comment.text());
        } else if (act instanceof TicketAct.Resolve resolve) {
            resolve(ticket, resolve);
        } else if (act instanceof TicketAct.Close close) {
            close(ticket, close);
        } else if (act instanceof TicketAct.Reopen reopen) {
            reopen(ticket, reopen.reason());
        } else if (act instanceof TicketAct.ChangePriority change) {
            changePriority(ticket, change);
        } else if (act instanceof TicketAct.Merge merge) {
            merge(ticket, merge);
        } else if (act instanceof TicketAct.Split split) {
            split(ticket, split);
        } else if (act instanceof AddLink link) {
            link(ticket, link);
        } else if (act instanceof TicketAct.RemoveLink unlink) {
            unlink(ticket, unlink);
        } else {
            throw new IllegalStateException("no way to apply " + act);
        }
        return List.copyOf(events);
    }

    private void acknowledge(Ticket ticket, TicketAct.Acknowledge act) {
        refuseEnded(ticket);
        if (ticket.status() != Status.OPEN) {
            return; // whoever works on it has seen it
        }
        clocks.respond(ticket, at, "acknowledged", actor);
        write(
                new Change(ticket).status(Status.ACKNOWLEDGED).ticket(),
                Kind.ACKNOWLEDGED,
                "a person acknowledges a ticket",
                act.comment().orElse("acknowledged"));
    }

    private void assign(Ticket ticket, String to) {
        refuseEnded(ticket);
        if (ticket.assignee().equals(Optional.of(to))) {
            return;
        }
        Change change = new Change(ticket).assignee(Optional.of(to));
        if (to.equals(actor)) {
            clocks.respond(ticket, at, "taken by " + actor, actor);
            if (ticket.status() == Status.OPEN) {
                change.status(Status.ACKNOWLEDGED);
            }
        }
        write(
                change.ticket(),
                Kind.ASSIGNED,
                "a person assigns a ticket",
                "to " + to + ticket.assignee().map(", before to "::concat).orElse(""));
    }

    private void unassign(Ticket ticket) {
        refuseEnded(ticket);
        if (ticket.assignee().isEmpty()) {
            return;
        }
        write(
                new Change(ticket).assignee(Optional.empty()).ticket(),
                Kind.UNASSIGNED,
                "a person gives a ticket back",
                "no longer to " + ticket.assignee().get());
    }

    private void start(Ticket ticket) {
        refuseEnded(ticket);
        if (ticket.status() == Status.IN_PROGRESS) {
            return;
        }
        boolean goesOn = ticket.status() == Status.WAITING;
        clocks.respond(ticket, at, "work started", actor);
        Change change =
                new Change(clocks.goOn(ticket, at, "work goes on", actor))
                        .status(Status.IN_PROGRESS);
        if (ticket.assignee().isEmpty()) {
            change.assignee(Optional.of(actor));
        }
        write(
                change.ticket(),
                Kind.STARTED,
                "a person works on a ticket",
                goesOn ? "work goes on" : "work started");
    }

    private void waitFor(Ticket ticket, String what) {
        refuseEnded(ticket);
        if (ticket.status() == Status.WAITING && what.equals(pauseReason(ticket))) {
            return;
        }
        clocks.respond(ticket, at, "waiting", actor);
        write(
                new Change(clocks.pause(ticket, at, what, actor)).status(Status.WAITING).ticket(),
                Kind.WAITING,
                "a person says what a ticket waits for",
                what);
    }

    private String pauseReason(Ticket ticket) {
        List<TicketClock> all = handling.clocks(ticket.id());
        TicketClock resolution = all.get(all.size() - 1);
        return resolution.segments().get(resolution.segments().size() - 1).reason();
    }

    private void comment(Ticket ticket, String text) {
        boolean isRepeat =
                handling.events(ticket.id()).stream()
                        .anyMatch(
                                event ->
                                        event.type().equals(Kind.COMMENTED.type())
                                                && event.at().equals(at)
                                                && event.reason().equals(text)
                                                && event.actor().equals(Optional.of(actor)));
        if (!isRepeat) {
            tell(ticket, Kind.COMMENTED, "a person comments on a ticket", text);
        }
    }

    private void resolve(Ticket ticket, TicketAct.Resolve act) {
        if (ticket.status() == Status.RESOLVED) {
            return;
        }
        refuseEnded(ticket);
        // What is only foreseen is not wrong yet: whoever has prevented it may say so.
        List<Ticket.Member> bad =
                ticket.members().stream()
                        .filter(Ticket.Member::isBad)
                        .filter(member -> !member.isOnlyForeseen())
                        .toList();
        if (!bad.isEmpty() && !act.force()) {
            throw new ActRefusedException(
                    STILL_BREACHED,
                    "%s is still breached: %s. It resolves itself once telemetry proves it good; to resolve it all the same, force it, and only a worse level or the next breach opens it again."
                            .formatted(ticket.id(), named(bad)));
        }
        clocks.stop(ticket, at, "resolved", actor);
        String withdrawn = emergencies.withdraw(ticket, at);
        Ticket resolved =
                new Change(ticket)
                        .status(Status.RESOLVED)
                        .resolvedAt(Optional.of(at))
                        .flappingSince(Optional.empty())
                        .eachMember(member -> member.isBad() ? member.settled() : member)
                        .eachMember(member -> member.held(false))
                        .ticket();
        String how = bad.isEmpty() ? "" : " (while still breached: %s)".formatted(named(bad));
        write(
                resolved,
                Kind.RESOLVED,
                "a person resolves a ticket",
                act.reason() + how + withdrawn);
    }

    private String named(List<Ticket.Member> members) {
        String some =
                members.stream()
                        .limit(NAMED_MAX)
                        .map(
                                member ->
                                        "%s, %s"
                                                .formatted(
                                                        member.key().host(),
                                                        Reasons.of(
                                                                member.key(),
                                                                member.evidence(),
                                                                zone)))
                        .collect(Collectors.joining("; "));
        int more = members.size() - NAMED_MAX;
        return more > 0 ? "%s; and %d more".formatted(some, more) : some;
    }

    private void close(Ticket ticket, TicketAct.Close act) {
        if (ticket.status() == Status.CLOSED) {
            return;
        }
        if (ticket.status() != Status.RESOLVED) {
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s is %s; only a resolved ticket can be closed. Resolve it first."
                            .formatted(ticket.id(), word(ticket.status())));
        }
        write(
                new Change(ticket).status(Status.CLOSED).closedAt(at).ticket(),
                Kind.CLOSED,
                "a person closes a ticket",
                act.comment().orElse("closed"));
    }

    private void reopen(Ticket ticket, String reason) {
        if (ticket.isActive()) {
            return;
        }
        ticket.links()
                .mergedInto()
                .ifPresent(
                        other -> {
                            throw new ActRefusedException(
                                    NOT_NOW,
                                    "%s was merged into %s, which speaks for all of it now. Work there, or split a member off it."
                                            .formatted(ticket.id(), other));
                        });
        for (Ticket.Member member : ticket.members()) {
            records.findOpen(member.key())
                    .ifPresent(
                            other -> {
                                throw new ActRefusedException(
                                        NOT_NOW,
                                        "%s cannot be reopened: %s is open for %s already. Work there, or merge them."
                                                .formatted(ticket.id(), other.id(), member.key()));
                            });
        }
        Ticket reopened =
                clocks.begin(
                        new Change(ticket).reopened().eachMember(this::heldAgain).ticket(),
                        at,
                        "reopened: " + reason,
                        actor);
        write(reopened, Kind.REOPENED, "a person reopens a ticket", reason);
    }

    /**
     * Whether a host is silent is for telemetry to say: if a person's word counted, no breach of a
     * host that sends would open a ticket.
     */
    private Ticket.Member heldAgain(Ticket.Member member) {
        boolean isSilence = member.key().indicator().equals("agent_silent");
        Ticket.Member held = member.held(true);
        return isSilence && member.recoveredAt().isEmpty() ? held.recovered(at) : held;
    }

    private void changePriority(Ticket ticket, TicketAct.ChangePriority act) {
        refuseEnded(ticket);
        Priority from = ticket.priority();
        if (act.to() == from) {
            return;
        }
        boolean isLower = from.isMoreUrgentThan(act.to());
        Ticket changed =
                clocks.retarget(
                        new Change(ticket)
                                .priority(act.to())
                                .eachMember(member -> member.isHeld() ? member.settled() : member)
                                .ticket());
        // An urgent one asks anew for what it may have now, which replaces what it asked for
        // before.
        String withdrawn =
                act.to().isMoreUrgentThan(Priority.P3) ? "" : emergencies.withdraw(ticket, at);
        write(
                changed,
                isLower ? Kind.LOWERED : Kind.RAISED,
                isLower ? "a person lowers a priority" : "a person raises a priority",
                "from %s to %s: %s%s".formatted(from, act.to(), act.reason(), withdrawn));
    }

    private void merge(Ticket ticket, TicketAct.Merge act) {
        if (ticket.links().mergedInto().equals(Optional.of(act.into()))) {
            return;
        }
        refuseEnded(ticket);
        Ticket into =
                records.find(act.into()).orElseThrow(() -> unknown(act.into(), MAKES_NO_SENSE));
        if (into.id().equals(ticket.id())) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "%s cannot be merged into itself. Name the ticket that shall take it over."
                            .formatted(ticket.id()));
        }
        refuseEnded(into);
        List<Ticket.Member> moving =
                ticket.members().stream().filter(Ticket.Member::isHeld).toList();
        clocks.stop(ticket, at, "merged into " + into.id(), actor);
        String withdrawn = emergencies.withdraw(ticket, at);
        Ticket merged =
                new Change(ticket)
                        .status(Status.CLOSED)
                        .closedAt(at)
                        .links(ticket.links().mergedInto(into.id()))
                        .eachMember(member -> member.held(false))
                        .ticket();
        // First this one, as no key may be held twice.
        write(
                merged,
                Kind.MERGED,
                "a person merges a ticket into another",
                "into %s: %s%s".formatted(into.id(), act.reason(), withdrawn));
        takeOver(ticket, into, moving, act.reason());
    }

    private void takeOver(Ticket from, Ticket into, List<Ticket.Member> moving, String reason) {
        Change change = new Change(into).occurrences(into.occurrences() + from.occurrences());
        Set<IndicatorKey> known =
                into.members().stream().map(Ticket.Member::key).collect(Collectors.toSet());
        for (Ticket.Member member : moving) {
            if (known.contains(member.key())) {
                change.member(member.key(), before -> member.joined(before.joinedAt()));
            } else {
                change.join(member.joined(at));
            }
        }
        boolean isRaised = from.priority().isMoreUrgentThan(into.priority());
        if (isRaised) {
            change.priority(from.priority());
        }
        String raised = isRaised ? ", and its priority %s".formatted(from.priority()) : "";
        write(
                clocks.retarget(change.ticket()),
                Kind.TOOK_OVER,
                "a person merges another ticket into this one",
                "%s with %d of its members%s: %s"
                        .formatted(from.id(), moving.size(), raised, reason));
    }

    private void split(Ticket ticket, TicketAct.Split act) {
        refuseEnded(ticket);
        List<Ticket.Member> held = ticket.members().stream().filter(Ticket.Member::isHeld).toList();
        Ticket.Member member =
                held.stream()
                        .filter(one -> one.key().equals(act.key()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ActRefusedException(
                                                MAKES_NO_SENSE,
                                                "%s does not speak for %s. Its members are %s."
                                                        .formatted(
                                                                ticket.id(),
                                                                act.key(),
                                                                keys(held))));
        if (act.key().equals(ticket.key())) {
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    held.size() == 1
                            ? "%s speaks for nothing but %s, so there is nothing to split."
                                    .formatted(ticket.id(), act.key())
                            : "%s was opened for %s and keeps it. Split off one of the others: %s."
                                    .formatted(ticket.id(), act.key(), keys(held)));
        }
        Ticket kept = new Change(ticket).member(act.key(), one -> one.held(false)).ticket();
        if (kept.members().stream().noneMatch(Ticket.Member::isBad)) {
            // Nothing would ever prove it good again: it has been, and would stay open for ever.
            throw new ActRefusedException(
                    MAKES_NO_SENSE,
                    "All that %s speaks for beside %s is good, so it is a ticket for that alone already. Work on it here."
                            .formatted(ticket.id(), act.key()));
        }
        String id = records.nextTicket();
        write(
                kept,
                Kind.SPLIT,
                "a person splits a member off a ticket",
                "%s becomes %s: %s".formatted(act.key(), id, act.reason()));
        openSplit(ticket, member, id, act.reason());
    }

    /** Its clocks run from when the member joined: to split is no way to gain time. */
    private void openSplit(Ticket from, Ticket.Member member, String id, String reason) {
        Ticket ticket =
                clocks.begin(
                        new Ticket(
                                id,
                                member.key(),
                                Optional.empty(),
                                from.priority(),
                                Status.OPEN,
                                member.joinedAt(),
                                Optional.empty(),
                                Optional.empty(),
                                member.episode(),
                                1,
                                from.rule(),
                                member.evidence(),
                                member.joinedAt(),
                                Optional.empty(),
                                Optional.empty(),
                                from.assignee(),
                                new Ticket.Links(
                                        Optional.of(from.id()), Optional.empty(), Optional.empty()),
                                List.of(member),
                                List.of()),
                        member.joinedAt(),
                        "split off " + from.id(),
                        actor);
        records.insert(ticket);
        tell(
                ticket,
                Kind.OPENED,
                "a person splits a member off a ticket",
                "split off %s: %s; %s"
                        .formatted(
                                from.id(),
                                reason,
                                Reasons.of(member.key(), member.evidence(), zone)));
        clocks.plan(id);
    }

    private static String keys(List<Ticket.Member> members) {
        return members.stream()
                .map(member -> member.key().toString())
                .limit(NAMED_MAX * 3L)
                .collect(Collectors.joining(", "));
    }

    private void link(Ticket ticket, AddLink act) {
        if (find(ticket, act.kind(), act.target()).isPresent()) {
            return;
        }
        if (act.kind() == LinkKind.TICKET
                && (act.target().equals(ticket.id()) || records.find(act.target()).isEmpty())) {
            throw act.target().equals(ticket.id())
                    ? new ActRefusedException(
                            MAKES_NO_SENSE,
                            "%s cannot be linked to itself. Name another ticket."
                                    .formatted(ticket.id()))
                    : unknown(act.target(), MAKES_NO_SENSE);
        }
        handling.add(ticket.id(), new Handling.Link(act.kind(), act.target(), at, actor));
        tell(
                ticket,
                Kind.LINKED,
                "a person links a ticket",
                "to %s %s".formatted(act.kind().word(), act.target()));
    }

    private void unlink(Ticket ticket, TicketAct.RemoveLink act) {
        if (find(ticket, act.kind(), act.target()).isEmpty()) {
            return;
        }
        handling.removeLink(ticket.id(), act.kind(), act.target());
        tell(
                ticket,
                Kind.UNLINKED,
                "a person removes a link of a ticket",
                "to %s %s".formatted(act.kind().word(), act.target()));
    }

    private Optional<Handling.Link> find(Ticket ticket, LinkKind kind, String target) {
        return handling.links(ticket.id()).stream()
                .filter(link -> link.kind() == kind && link.target().equals(target))
                .findFirst();
    }

    private void write(Ticket changed, Kind kind, String what, String reason) {
        records.update(changed);
        tell(changed, kind, what, reason);
        clocks.plan(changed.id());
    }

    private void tell(Ticket ticket, Kind kind, String what, String reason) {
        CaseEvent event =
                new CaseEvent(
                        at,
                        kind.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        what,
                        reason,
                        Optional.empty(),
                        Optional.of(actor));
        records.record(kind, at, event);
        events.add(event);
    }

    private void refuseEnded(Ticket ticket) {
        ticket.links()
                .mergedInto()
                .ifPresent(
                        other -> {
                            throw new ActRefusedException(
                                    NOT_NOW,
                                    "%s was merged into %s. Work there."
                                            .formatted(ticket.id(), other));
                        });
        if (!ticket.isActive()) {
            throw new ActRefusedException(
                    NOT_NOW,
                    "%s is %s; reopen it first.".formatted(ticket.id(), word(ticket.status())));
        }
    }

    private void refuseChanged(Ticket ticket, int seen) {
        handling.events(ticket.id()).stream()
                .skip(seen)
                .filter(event -> !QUIET.contains(event.type()))
                .reduce((older, newer) -> newer)
                .ifPresent(
                        event -> {
                            throw new ActRefusedException(
                                    HAS_CHANGED,
                                    "%s has changed since you saw it: %s at %s by %s (%s). Look at it again, then decide."
                                            .formatted(
                                                    ticket.id(),
                                                    event.type(),
                                                    event.at().truncatedTo(ChronoUnit.SECONDS),
                                                    event.actor().orElse("a rule"),
                                                    event.reason()));
                        });
    }

    private static ActRefusedException unknown(String id, ActRefusedException.Why why) {
        return new ActRefusedException(
                why, "There is no ticket '%s'. Ids look like T-000042.".formatted(id));
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
