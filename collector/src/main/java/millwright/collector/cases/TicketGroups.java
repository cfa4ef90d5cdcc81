package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.HoldBreach;
import millwright.rules.decision.Decision.HoldRecovery;
import millwright.rules.decision.Decision.LinkCause;
import millwright.rules.decision.Decision.MarkFlapping;
import millwright.rules.indicator.Breach;

/**
 * What a decision does that sets a ticket in relation: to its cause, to what waits for it, to its
 * own comings and goings. None of these opens, raises or resolves one.
 */
final class TicketGroups {
    private final TicketRecords records;

    TicketGroups(TicketRecords records) {
        this.records = records;
    }

    /** What happened; empty where the decision has been applied before, or has no object left. */
    List<CaseEvent> apply(Decision decision) {
        if (decision instanceof HoldBreach hold) {
            return hold(hold);
        } else if (decision instanceof HoldRecovery hold) {
            return hold(hold);
        } else if (decision instanceof LinkCause link) {
            return link(link);
        } else if (decision instanceof MarkFlapping mark) {
            return mark(mark);
        }
        throw new IllegalStateException("no way to apply " + decision);
    }

    private List<CaseEvent> hold(HoldBreach decision) {
        Breach breach = decision.breach();
        Optional<Ticket> ticket =
                records.find(decision.ticket())
                        .filter(Ticket::isActive)
                        .filter(silence -> wasSilent(silence, decision));
        if (ticket.isEmpty()
                || records.isOnRecord(decision.key(), Kind.BREACH_HELD, breach.since())) {
            return List.of();
        }
        return List.of(
                record(
                        decision,
                        Kind.BREACH_HELD,
                        breach.since(),
                        ticket.get(),
                        "no ticket while the host is silent: " + Reasons.of(breach),
                        Optional.of(Evidences.of(breach))));
    }

    /** Unless the host fell silent only later: then the decision is one that comes again. */
    private static boolean wasSilent(Ticket silence, HoldBreach decision) {
        return silence.members().stream()
                .filter(member -> member.key().host().equals(decision.key().host()))
                .noneMatch(member -> member.episode().isAfter(decision.at()));
    }

    /** On record once for each time that it was bad. */
    private List<CaseEvent> hold(HoldRecovery decision) {
        Optional<Ticket> ticket = findOpen(decision);
        Optional<Instant> episode =
                ticket.flatMap(open -> member(open, decision)).map(Ticket.Member::episode);
        if (episode.isEmpty()
                || records.isOnRecord(decision.key(), Kind.RECOVERY_HELD, episode.get())) {
            return List.of();
        }
        return List.of(
                record(
                        decision,
                        Kind.RECOVERY_HELD,
                        episode.get(),
                        ticket.get(),
                        "flapping, so it must stay calm until %s: %s"
                                .formatted(decision.until(), Reasons.of(decision.recovery())),
                        Optional.empty()));
    }

    /** Unless the key has gone bad since: then the decision is one that comes again. */
    private Optional<Ticket> findOpen(Decision decision) {
        return records.findOpen(decision.key())
                .filter(open -> !TicketBook.isBeforeEpisode(open, decision.key(), decision.at()));
    }

    private static Optional<Ticket.Member> member(Ticket ticket, Decision decision) {
        return ticket.members().stream()
                .filter(member -> member.key().equals(decision.key()))
                .findFirst();
    }

    private List<CaseEvent> link(LinkCause decision) {
        Optional<Ticket> ticket = records.findOpen(decision.key());
        Optional<Ticket> cause = records.findOpen(decision.cause());
        if (ticket.isEmpty()
                || cause.isEmpty()
                || records.isOnRecord(decision.key(), Kind.CAUSE_LINKED, decision.at())
                || !isNew(ticket.get(), cause.get())) {
            return List.of();
        }
        Ticket.Links links = ticket.get().links();
        Ticket linked =
                new Change(ticket.get())
                        .links(
                                new Ticket.Links(
                                        links.previous(),
                                        Optional.of(cause.get().id()),
                                        links.mergedInto()))
                        .ticket();
        records.update(linked);
        CaseEvent explained =
                record(
                        decision,
                        Kind.CAUSE_LINKED,
                        decision.at(),
                        linked,
                        "explained by %s: %s"
                                .formatted(cause.get().id(), Reasons.of(decision.cause())),
                        Optional.empty());
        CaseEvent explains =
                new CaseEvent(
                        decision.at(),
                        Kind.CAUSE_LINKED.type(),
                        Optional.of(cause.get().id()),
                        decision.cause(),
                        cause.get().priority(),
                        decision.rule(),
                        "explains %s: %s".formatted(linked.id(), Reasons.of(decision.key())),
                        Optional.empty(),
                        Optional.empty());
        records.record(Kind.CAUSE_LINKED, decision.at(), explains);
        return List.of(explained, explains);
    }

    /** A ticket has one cause, the first that was found, and explains itself by no detour. */
    private boolean isNew(Ticket ticket, Ticket cause) {
        if (ticket.links().cause().isPresent()) {
            return false;
        }
        Optional<Ticket> next = Optional.of(cause);
        while (next.isPresent()) {
            if (next.get().id().equals(ticket.id())) {
                return false;
            }
            next = next.get().links().cause().flatMap(records::find);
        }
        return true;
    }

    private List<CaseEvent> mark(MarkFlapping decision) {
        Optional<Ticket> ticket = findOpen(decision).filter(open -> open.flappingSince().isEmpty());
        if (ticket.isEmpty()) {
            return List.of();
        }
        Ticket marked = new Change(ticket.get()).flappingSince(Optional.of(decision.at())).ticket();
        records.update(marked);
        return List.of(
                record(
                        decision,
                        Kind.FLAPPING_STARTED,
                        decision.at(),
                        marked,
                        "bad %d times within %s"
                                .formatted(decision.episodes(), Reasons.length(decision.within())),
                        Optional.empty()));
    }

    /** The mark ends with the ticket. */
    CaseEvent flappingEnded(Decision decision, Ticket ticket, Instant since) {
        return record(
                decision,
                Kind.FLAPPING_ENDED,
                decision.at(),
                ticket,
                "calm again; it was flapping since " + since,
                Optional.empty());
    }

    CaseEvent record(
            Decision decision,
            Kind kind,
            Instant episode,
            Ticket ticket,
            String reason,
            Optional<Ticket.Evidence> evidence) {
        CaseEvent event =
                TicketBook.event(
                        decision,
                        kind,
                        Optional.of(ticket.id()),
                        ticket.priority(),
                        reason,
                        evidence);
        records.record(kind, episode, event);
        return event;
    }

    /** Such as {@code member 3 of shop}; of a ticket without a service, {@code member 3}. */
    static String members(Ticket ticket) {
        long held = ticket.members().stream().filter(Ticket.Member::isHeld).count();
        return "member %d%s".formatted(held, ticket.service().map(" of "::concat).orElse(""));
    }
}
