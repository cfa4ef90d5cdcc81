package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.Cause.ByForecast;
import millwright.rules.decision.Decision.NoteForecast;
import millwright.rules.decision.Decision.OpenTicket;
import millwright.rules.decision.Decision.RaiseTicket;
import millwright.rules.decision.Decision.ReopenTicket;
import millwright.rules.decision.Decision.WithdrawForecast;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * What a decision does that a forecast has led to. A prediction is told at each run, so what counts
 * is not that its episode is on record, but whether the ticket shows something older; after a crash
 * the same decisions come again, and change nothing.
 */
final class TicketForecasts {
    private final TicketRecords records;
    private final TicketBook book;
    private final TicketClocks clocks;

    TicketForecasts(TicketRecords records, TicketBook book, TicketClocks clocks) {
        this.records = records;
        this.book = book;
        this.clocks = clocks;
    }

    List<CaseEvent> open(OpenTicket decision, ByForecast cause) {
        Optional<Ticket> last = records.findNewest(decision.key());
        if (last.filter(ticket -> isOver(ticket, cause)).isPresent()) {
            return List.of();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        return open.isPresent()
                ? meet(decision, open.get(), decision.priority(), cause)
                : book.openAnother(decision).stream().toList();
    }

    List<CaseEvent> reopen(ReopenTicket decision, ByForecast cause) {
        Optional<Ticket> last = records.findNewest(decision.key());
        if (last.filter(ticket -> isOver(ticket, cause)).isPresent()) {
            return List.of();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return meet(decision, open.get(), decision.priority(), cause);
        }
        Ticket ticket = book.ticket(decision.ticket());
        if (ticket.status() != Ticket.Status.RESOLVED) {
            // A person was faster and closed it, or others of its members have opened it again.
            return book
                    .openAnother(
                            new OpenTicket(
                                    decision.key(),
                                    decision.priority(),
                                    cause,
                                    Optional.of(ticket.id()),
                                    decision.rule()))
                    .stream()
                    .toList();
        }
        Ticket reopened =
                clocks.begin(
                        new Change(ticket)
                                .reopened()
                                .priority(decision.priority())
                                .member(decision.key(), member -> member.joined(decision.at()))
                                .seen(decision.key(), cause, 1)
                                .ticket(),
                        decision.at(),
                        "reopened",
                        decision.rule());
        records.update(reopened);
        return book
                .record(
                        decision,
                        Kind.REOPENED,
                        reopened,
                        cause,
                        ticket.resolvedAt()
                                .map("resolved at %s, now again: "::formatted)
                                .orElse(""))
                .stream()
                .toList();
    }

    /**
     * Whether the last ticket has ended in sight of what the prediction stands on, or by a person
     * who knew of it; then only a more urgent crossing than that person saw is news.
     */
    private static boolean isOver(Ticket last, ByForecast cause) {
        if (last.isActive()) {
            return false;
        }
        Instant ended = last.resolvedAt().or(last::closedAt).orElse(last.openedAt());
        if (!cause.foreseen().isAllAfter(ended)) {
            return true;
        }
        return member(last, cause.foreseen().key())
                .filter(member -> member.recoveredAt().isEmpty())
                .filter(member -> isOf(member, cause))
                .filter(member -> !member.isWorseThanSettled(cause.since(), cause.level()))
                .isPresent();
    }

    private static boolean isOf(Ticket.Member member, ByForecast cause) {
        return member.evidence()
                .forecast()
                .filter(known -> known.episode().equals(cause.since()))
                .isPresent();
    }

    private List<CaseEvent> meet(
            Decision decision, Ticket open, Priority priority, ByForecast cause) {
        return priority.isMoreUrgentThan(open.priority())
                ? raise(decision, open, priority, cause)
                : note(decision, open, cause);
    }

    List<CaseEvent> raise(RaiseTicket decision, ByForecast cause) {
        return raise(decision, book.ticket(decision.ticket()), decision.to(), cause);
    }

    private List<CaseEvent> raise(Decision decision, Ticket ticket, Priority to, ByForecast cause) {
        boolean isDone =
                isStale(ticket, cause)
                        || !to.isMoreUrgentThan(ticket.priority())
                        || member(ticket, decision.key())
                                .filter(member -> isSettled(member, cause))
                                .isPresent();
        if (isDone) {
            return List.of();
        }
        Ticket raised =
                clocks.raise(
                        ticket,
                        new Change(ticket)
                                .priority(to)
                                .foreseen(decision.key(), cause, true)
                                .ticket(),
                        decision.at(),
                        decision.rule());
        records.update(raised);
        return book
                .record(
                        decision,
                        Kind.RAISED,
                        raised,
                        cause,
                        "from %s to %s: ".formatted(ticket.priority(), to))
                .stream()
                .toList();
    }

    /** As {@link millwright.rules.decision.OpenCase#settles}, for what has happened since. */
    private static boolean isSettled(Ticket.Member member, ByForecast cause) {
        return member.isOnlyForeseen()
                ? member.settles(cause.since(), cause.level())
                : member.settledLevel() > 0;
    }

    /** Whether the ticket is over, no longer the key's, or shows what is newer or the same. */
    private static boolean isStale(Ticket ticket, ByForecast cause) {
        Optional<Ticket.Member> member =
                member(ticket, cause.foreseen().key()).filter(Ticket.Member::isHeld);
        return !ticket.isActive()
                || member.isEmpty()
                || member.get()
                        .evidence()
                        .forecast()
                        .filter(known -> !known.at().isBefore(cause.at()))
                        .isPresent();
    }

    List<CaseEvent> note(NoteForecast decision) {
        return note(decision, book.ticket(decision.ticket()), decision.cause());
    }

    private List<CaseEvent> note(Decision decision, Ticket ticket, ByForecast cause) {
        if (isStale(ticket, cause)) {
            return List.of();
        }
        Ticket noted = new Change(ticket).foreseen(decision.key(), cause, false).ticket();
        records.update(noted);
        return book
                .record(
                        decision,
                        Kind.FORECAST_NOTED,
                        noted,
                        cause,
                        "%s stays: ".formatted(noted.priority()))
                .stream()
                .toList();
    }

    /** Once: a ticket that a person has opened again all the same is theirs to resolve. */
    List<CaseEvent> withdraw(WithdrawForecast decision) {
        WithdrawnPrediction withdrawn = decision.withdrawn();
        Ticket ticket = book.ticket(decision.ticket());
        Optional<Ticket.Member> member =
                member(ticket, decision.key())
                        .filter(Ticket.Member::isHeld)
                        .filter(one -> isTakenBack(one, withdrawn));
        if (!ticket.isActive()
                || member.isEmpty()
                || records.isOnRecord(decision.key(), Kind.RESOLVED, withdrawn.since())
                || records.isOnRecord(decision.key(), Kind.MEMBER_RECOVERED, withdrawn.since())) {
            return List.of();
        }
        String reason = "the prediction is taken back: " + withdrawn.why();
        if (!member.get().isOnlyForeseen()) {
            Ticket shown = new Change(ticket).forgotten(decision.key()).ticket();
            records.update(shown);
            return List.of(
                    book.record(
                            decision, Kind.FORECAST_WITHDRAWN, withdrawn.since(), shown, reason));
        }
        Change change =
                new Change(ticket).member(decision.key(), one -> one.recovered(decision.at()));
        return book.good(decision, ticket, change, withdrawn.since(), reason);
    }

    private static boolean isTakenBack(Ticket.Member member, WithdrawnPrediction withdrawn) {
        return member.evidence()
                .forecast()
                .filter(known -> withdrawn.since().isAfter(known.since()))
                .filter(known -> !known.at().isAfter(withdrawn.at()))
                .isPresent();
    }

    private static Optional<Ticket.Member> member(Ticket ticket, IndicatorKey key) {
        return ticket.members().stream().filter(one -> one.key().equals(key)).findFirst();
    }
}
