package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.AddOccurrence;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Decision.OpenTicket;
import millwright.rules.decision.Decision.RaiseTicket;
import millwright.rules.decision.Decision.RecordLateBreach;
import millwright.rules.decision.Decision.ReopenTicket;
import millwright.rules.decision.Decision.ResolveTicket;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;

/**
 * What a decision does to a ticket, whatever keeps it.
 *
 * <pre>
 * (none) → OPEN     opened; a key has at most one open ticket, so opening another is an occurrence
 * OPEN → OPEN       raised, occurrence
 * OPEN → RESOLVED   resolved; OPEN stands for every active status here
 * OPEN → OPEN       member recovered, while others have not
 * RESOLVED → OPEN   reopened, with its clock started again
 * </pre>
 *
 * After a crash the same decisions come again: an episode that is on record already (the same key,
 * kind and {@code since}) changes nothing.
 */
final class TicketBook {
    private final TicketRecords records;

    TicketBook(TicketRecords records) {
        this.records = records;
    }

    /** Empty where the decision has been applied before. */
    Optional<CaseEvent> apply(Decision decision) {
        if (decision instanceof OpenTicket open) {
            return open(open);
        } else if (decision instanceof RaiseTicket raise) {
            return raise(raise, ticket(raise.ticket()), raise.to(), raise.cause());
        } else if (decision instanceof AddOccurrence again) {
            return occur(again, ticket(again.ticket()), again.cause());
        } else if (decision instanceof ReopenTicket reopen) {
            return reopen(reopen);
        } else if (decision instanceof ResolveTicket resolve) {
            return resolve(resolve);
        } else if (decision instanceof RecordLateBreach late) {
            return recordLate(late);
        }
        throw new IllegalStateException("no way to apply " + decision);
    }

    private Optional<CaseEvent> open(OpenTicket decision) {
        if (isEpisodeOnRecord(decision, decision.cause())) {
            return Optional.empty();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return meet(decision, open.get(), decision.priority(), decision.cause());
        }
        Instant at = decision.at();
        Ticket ticket =
                new Ticket(
                        records.nextTicket(),
                        decision.key(),
                        Optional.empty(),
                        decision.priority(),
                        Ticket.Status.OPEN,
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        decision.cause().since(),
                        1,
                        decision.rule(),
                        Evidences.of(decision.cause()),
                        SlaTargets.responseDue(decision.priority(), at),
                        SlaTargets.resolutionDue(decision.priority(), at),
                        Optional.empty(),
                        Optional.empty(),
                        new Ticket.Links(decision.previous(), Optional.empty(), Optional.empty()),
                        List.of(member(decision.key(), decision.cause())),
                        List.of());
        records.insert(ticket);
        return record(decision, Kind.OPENED, ticket, decision.cause(), "");
    }

    private static Ticket.Member member(IndicatorKey key, Cause cause) {
        return new Ticket.Member(
                key, true, cause.at(), Optional.empty(), cause.since(), Evidences.of(cause));
    }

    /** Trouble that meets an open ticket though it was decided as if there were none. */
    private Optional<CaseEvent> meet(
            Decision decision, Ticket open, Priority priority, Cause cause) {
        return priority.isMoreUrgentThan(open.priority())
                ? raise(decision, open, priority, cause)
                : occur(decision, open, cause);
    }

    private Optional<CaseEvent> raise(Decision decision, Ticket ticket, Priority to, Cause cause) {
        boolean isDone =
                !ticket.isActive()
                        || !to.isMoreUrgentThan(ticket.priority())
                        || (isEpisodeOnRecord(decision, cause) && isPast(ticket, decision, cause))
                        || (records.isOnRecord(decision.key(), Kind.RAISED, cause.since())
                                && ticket.evidence().at().isAfter(cause.at()));
        if (isDone) {
            return Optional.empty();
        }
        // The clock goes on from where it started; a more urgent target is never a later one.
        Instant start = SlaTargets.start(ticket);
        Ticket raised =
                new Change(ticket)
                        .priority(to)
                        .due(start)
                        .seen(decision.key(), cause, isKnown(ticket, decision, cause) ? 0 : 1)
                        .ticket();
        records.update(raised);
        return record(
                decision,
                Kind.RAISED,
                raised,
                cause,
                "from %s to %s: ".formatted(ticket.priority(), to));
    }

    /** Whether the key has had a newer episode: this one is decided again, after a crash. */
    private static boolean isPast(Ticket ticket, Decision decision, Cause cause) {
        return ticket.members().stream()
                .anyMatch(
                        member ->
                                member.key().equals(decision.key())
                                        && member.episode().isAfter(cause.since()));
    }

    private static boolean isKnown(Ticket ticket, Decision decision, Cause cause) {
        return ticket.members().stream()
                .anyMatch(
                        member ->
                                member.key().equals(decision.key())
                                        && member.episode().equals(cause.since()));
    }

    private Optional<CaseEvent> occur(Decision decision, Ticket ticket, Cause cause) {
        if (!ticket.isActive() || isEpisodeOnRecord(decision, cause)) {
            return Optional.empty();
        }
        Ticket changed = new Change(ticket).seen(decision.key(), cause, 1).ticket();
        records.update(changed);
        return record(
                decision,
                Kind.OCCURRENCE,
                changed,
                cause,
                "occurrence %d: ".formatted(changed.occurrences()));
    }

    private Optional<CaseEvent> reopen(ReopenTicket decision) {
        if (isEpisodeOnRecord(decision, decision.cause())) {
            return Optional.empty();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return meet(decision, open.get(), decision.priority(), decision.cause());
        }
        Ticket ticket = ticket(decision.ticket());
        Ticket reopened =
                new Change(ticket)
                        .status(Ticket.Status.OPEN)
                        .resolvedAt(Optional.empty())
                        .priority(decision.priority())
                        .due(decision.at())
                        .seen(decision.key(), decision.cause(), 1)
                        .ticket();
        records.update(reopened);
        return record(
                decision,
                Kind.REOPENED,
                reopened,
                decision.cause(),
                ticket.resolvedAt().map("resolved at %s, now again: "::formatted).orElse(""));
    }

    private Optional<CaseEvent> resolve(ResolveTicket decision) {
        Ticket ticket = ticket(decision.ticket());
        Recovery recovery = decision.recovery();
        if (!ticket.isActive()
                || records.isOnRecord(decision.key(), Kind.RESOLVED, recovery.at())
                || records.isOnRecord(decision.key(), Kind.MEMBER_RECOVERED, recovery.at())) {
            return Optional.empty();
        }
        Change change =
                new Change(ticket)
                        .member(decision.key(), member -> member.recovered(recovery.at()));
        long stillBad =
                change.ticket().members().stream()
                        .filter(member -> member.isHeld() && member.recoveredAt().isEmpty())
                        .count();
        return stillBad > 0
                ? recovered(decision, change.ticket(), stillBad)
                : resolved(decision, change);
    }

    /** One of several is good again; the ticket stays for the others. */
    private Optional<CaseEvent> recovered(ResolveTicket decision, Ticket ticket, long stillBad) {
        records.update(ticket);
        return proved(
                decision,
                Kind.MEMBER_RECOVERED,
                ticket,
                "; %d of %d are not yet".formatted(stillBad, ticket.members().size()));
    }

    private Optional<CaseEvent> resolved(ResolveTicket decision, Change change) {
        Ticket resolved =
                change.status(Ticket.Status.RESOLVED)
                        .resolvedAt(Optional.of(decision.recovery().at()))
                        .eachMember(member -> member.held(false))
                        .ticket();
        records.update(resolved);
        return proved(decision, Kind.RESOLVED, resolved, "");
    }

    private Optional<CaseEvent> proved(
            ResolveTicket decision, Kind kind, Ticket ticket, String more) {
        CaseEvent event =
                event(
                        decision,
                        kind,
                        Optional.of(ticket.id()),
                        ticket.priority(),
                        Reasons.of(decision.recovery()) + more,
                        Optional.empty());
        records.record(kind, decision.recovery().at(), event);
        return Optional.of(event);
    }

    private Optional<CaseEvent> recordLate(RecordLateBreach decision) {
        Instant since = decision.breach().since();
        if (records.isOnRecord(decision.key(), Kind.LATE, since)) {
            return Optional.empty();
        }
        CaseEvent event =
                event(
                        decision,
                        Kind.LATE,
                        records.findOpen(decision.key()).map(Ticket::id),
                        decision.breach().priority(),
                        "over before its samples came: " + Reasons.of(decision.breach()),
                        Optional.of(Evidences.of(decision.breach())));
        records.record(Kind.LATE, since, event);
        return Optional.of(event);
    }

    private Optional<CaseEvent> record(
            Decision decision, Kind kind, Ticket ticket, Cause cause, String before) {
        CaseEvent event =
                event(
                        decision,
                        kind,
                        Optional.of(ticket.id()),
                        ticket.priority(),
                        before + Reasons.of(cause),
                        Optional.of(ticket.evidence()));
        records.record(kind, cause.since(), event);
        return Optional.of(event);
    }

    private static CaseEvent event(
            Decision decision,
            Kind kind,
            Optional<String> ticket,
            Priority priority,
            String reason,
            Optional<Ticket.Evidence> evidence) {
        return new CaseEvent(
                decision.at(),
                kind.type(),
                ticket,
                decision.key(),
                priority,
                decision.rule(),
                reason,
                evidence,
                Optional.empty());
    }

    private boolean isEpisodeOnRecord(Decision decision, Cause cause) {
        Instant since = cause.since();
        return records.isOnRecord(decision.key(), Kind.OPENED, since)
                || records.isOnRecord(decision.key(), Kind.RAISED, since)
                || records.isOnRecord(decision.key(), Kind.OCCURRENCE, since)
                || records.isOnRecord(decision.key(), Kind.REOPENED, since);
    }

    private Ticket ticket(String id) {
        return records.find(id)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "a decision names ticket %s, which does not exist"
                                                .formatted(id)));
    }
}
