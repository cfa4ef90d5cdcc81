package millwright.collector.cases;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.AddOccurrence;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Decision.Cause.ByForecast;
import millwright.rules.decision.Decision.Escalate;
import millwright.rules.decision.Decision.HoldSymptom;
import millwright.rules.decision.Decision.JoinTicket;
import millwright.rules.decision.Decision.MarkCollateral;
import millwright.rules.decision.Decision.NoteForecast;
import millwright.rules.decision.Decision.NoteLevel;
import millwright.rules.decision.Decision.OpenTicket;
import millwright.rules.decision.Decision.RaiseTicket;
import millwright.rules.decision.Decision.RecordLateBreach;
import millwright.rules.decision.Decision.ReopenTicket;
import millwright.rules.decision.Decision.RequestEmergencyWindow;
import millwright.rules.decision.Decision.ResolveTicket;
import millwright.rules.decision.Decision.TellOfWindow;
import millwright.rules.decision.Decision.WarnOfClock;
import millwright.rules.decision.Decision.WithdrawForecast;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What a decision does to a ticket, whatever keeps it.
 *
 * <pre>
 * (none) → OPEN     opened; a key has at most one open ticket, so opening another is an occurrence
 * OPEN → OPEN       raised, occurrence
 * OPEN → RESOLVED   resolved; OPEN stands for every active status here
 * OPEN → OPEN       member joined; member recovered, while others have not
 * RESOLVED → OPEN   reopened, with a new round of its clocks
 * </pre>
 *
 * After a crash the same decisions come again: an episode that is on record already (the same key,
 * kind and {@code since}) changes nothing.
 */
final class TicketBook {
    /** How many records one decision makes at most. */
    static final int RECORDS_EACH_MAX = 2;

    private final TicketRecords records;
    private final TicketGroups groups;
    private final TicketClocks clocks;
    private final Emergencies emergencies;
    private final TicketForecasts forecasts;
    private final TaskBook tasks;
    private final EmergencyNews news;
    private final MaintenancePolicy policy;
    private final ZoneId zone;

    TicketBook(TicketRecords records, MaintenancePolicy policy) {
        this.records = records;
        groups = new TicketGroups(records);
        clocks = new TicketClocks(records, policy);
        emergencies = new Emergencies(records, clocks, policy);
        news = new EmergencyNews(records, policy);
        forecasts = new TicketForecasts(records, this, clocks);
        tasks = new TaskBook(records, emergencies, policy);
        this.policy = policy;
        zone = policy.zone();
    }

    /** As {@link CaseStore#act}. */
    List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
        return new TicketActs(records, clocks, emergencies, actor, at, zone)
                .act(ticket, act, version);
    }

    TaskBook tasks() {
        return tasks;
    }

    /** As {@link EmergencyStore#request}. */
    List<CaseEvent> requestWindow(String ticket, String reason, String actor, Instant at) {
        return emergencies.request(ticket, reason, policy, actor, at);
    }

    /** What happened; empty where the decision has been applied before. */
    List<CaseEvent> apply(Decision decision) {
        if (decision instanceof OpenTicket open) {
            return open.cause() instanceof ByForecast cause
                    ? forecasts.open(open, cause)
                    : open(open);
        } else if (decision instanceof RaiseTicket raise) {
            return raise.cause() instanceof ByForecast cause
                    ? forecasts.raise(raise, cause)
                    : list(raise(raise, ticket(raise.ticket()), raise.to(), raise.cause()));
        } else if (decision instanceof AddOccurrence again) {
            return list(occur(again, ticket(again.ticket()), again.cause()));
        } else if (decision instanceof ReopenTicket reopen) {
            return reopen.cause() instanceof ByForecast cause
                    ? forecasts.reopen(reopen, cause)
                    : reopen(reopen);
        } else if (decision instanceof ResolveTicket resolve) {
            return resolve(resolve);
        } else if (decision instanceof JoinTicket join) {
            return join(join);
        } else if (decision instanceof RecordLateBreach late) {
            return list(recordLate(late));
        } else if (decision instanceof NoteLevel note) {
            return list(note(note));
        } else if (decision instanceof NoteForecast note) {
            return forecasts.note(note);
        } else if (decision instanceof WithdrawForecast withdraw) {
            return forecasts.withdraw(withdraw);
        } else if (decision instanceof WarnOfClock warn) {
            return list(clocks.apply(warn));
        } else if (decision instanceof Escalate escalate) {
            return list(clocks.apply(escalate));
        } else if (decision instanceof RequestEmergencyWindow request) {
            return list(emergencies.apply(request));
        } else if (decision instanceof TellOfWindow tell) {
            return list(news.apply(tell));
        } else if (decision instanceof HoldSymptom hold) {
            return list(news.apply(hold));
        } else if (decision instanceof MarkCollateral mark) {
            return list(news.apply(mark));
        }
        return tasks.apply(decision).orElseGet(() -> groups.apply(decision));
    }

    private static List<CaseEvent> list(Optional<CaseEvent> event) {
        return event.stream().toList();
    }

    private List<CaseEvent> open(OpenTicket decision) {
        Optional<Ticket> last = records.findNewest(decision.key());
        boolean isWorse = isWorseThanSettled(last, decision.key(), decision.cause());
        if (isEpisodeOnRecord(decision, decision.cause()) && !isWorse) {
            return List.of();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return list(meet(decision, open.get(), decision.priority(), decision.cause()));
        }
        // Others of the ticket that a person resolved by force were faster to open it again.
        return isWorse && last.orElseThrow().isActive()
                ? take(decision, last.get(), decision.priority(), decision.cause())
                : list(openAnother(decision));
    }

    Optional<CaseEvent> openAnother(OpenTicket decision) {
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
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Ticket.Links(decision.previous(), Optional.empty(), Optional.empty()),
                        List.of(member(decision.key(), decision.cause())),
                        List.of());
        records.insert(clocks.begin(ticket, at, "opened", decision.rule()));
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
                        || isSettled(ticket, decision.key(), cause)
                        || (isEpisodeOnRecord(decision, cause) && isPast(ticket, decision, cause))
                        || (records.isOnRecord(decision.key(), Kind.RAISED, cause.since())
                                && ticket.evidence().at().isAfter(cause.at()));
        if (isDone) {
            return Optional.empty();
        }
        Ticket raised =
                clocks.raise(
                        ticket,
                        new Change(ticket)
                                .priority(to)
                                .seen(
                                        decision.key(),
                                        cause,
                                        isKnown(ticket, decision, cause) ? 0 : 1)
                                .ticket(),
                        decision.at(),
                        decision.rule());
        records.update(raised);
        return record(
                decision,
                Kind.RAISED,
                raised,
                cause,
                "from %s to %s: ".formatted(ticket.priority(), to));
    }

    /** Whether a person has chosen the priority in sight of that level. */
    private static boolean isSettled(Ticket ticket, IndicatorKey key, Cause cause) {
        return ticket.members().stream()
                .anyMatch(
                        member ->
                                member.key().equals(key)
                                        && member.settles(cause.since(), cause.level()));
    }

    /** Whether it is worse than what a person knew of when resolving the ticket all the same. */
    private static boolean isWorseThanSettled(
            Optional<Ticket> ended, IndicatorKey key, Cause cause) {
        return ended.stream()
                .flatMap(ticket -> ticket.members().stream())
                .anyMatch(
                        member ->
                                member.key().equals(key)
                                        && !member.isHeld()
                                        && member.isWorseThanSettled(cause.since(), cause.level()));
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

    private Optional<CaseEvent> note(NoteLevel decision) {
        Ticket ticket = ticket(decision.ticket());
        Cause cause = decision.cause();
        boolean isNews =
                ticket.isActive()
                        && ticket.members().stream()
                                .anyMatch(
                                        member ->
                                                member.key().equals(decision.key())
                                                        && member.isHeld()
                                                        && member.isWorseThanSettled(
                                                                cause.since(), cause.level()));
        if (!isNews) {
            return Optional.empty();
        }
        Ticket noted = new Change(ticket).noted(decision.key(), cause).ticket();
        records.update(noted);
        return record(
                decision, Kind.LEVEL_NOTED, noted, cause, "%s stays: ".formatted(noted.priority()));
    }

    /** One of the members that a ticket had; the others are left alone. */
    private List<CaseEvent> reopen(ReopenTicket decision) {
        boolean isDone =
                isEpisodeOnRecord(decision, decision.cause())
                        && !isWorseThanSettled(
                                records.find(decision.ticket()), decision.key(), decision.cause());
        if (isDone) {
            return List.of();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return list(meet(decision, open.get(), decision.priority(), decision.cause()));
        }
        Ticket ticket = ticket(decision.ticket());
        if (ticket.status() == Ticket.Status.CLOSED) {
            // A person was faster, and closed is for good.
            return list(
                    openAnother(
                            new OpenTicket(
                                    decision.key(),
                                    decision.priority(),
                                    decision.cause(),
                                    Optional.of(ticket.id()),
                                    decision.rule())));
        }
        return ticket.isActive()
                ? take(decision, ticket, decision.priority(), decision.cause())
                : list(reopen(decision, ticket));
    }

    private Optional<CaseEvent> reopen(ReopenTicket decision, Ticket ticket) {
        Ticket reopened =
                clocks.begin(
                        new Change(ticket)
                                .reopened()
                                .forgotten(decision.key())
                                .priority(decision.priority())
                                .member(decision.key(), member -> member.joined(decision.at()))
                                .seen(decision.key(), decision.cause(), 1)
                                .ticket(),
                        decision.at(),
                        "reopened",
                        decision.rule());
        records.update(reopened);
        return record(
                decision,
                Kind.REOPENED,
                reopened,
                decision.cause(),
                ticket.resolvedAt().map("resolved at %s, now again: "::formatted).orElse(""));
    }

    private List<CaseEvent> join(JoinTicket decision) {
        boolean isDone =
                isEpisodeOnRecord(decision, decision.cause())
                        && !isWorseThanSettled(
                                records.findNewest(decision.key()),
                                decision.key(),
                                decision.cause());
        if (isDone) {
            return List.of();
        }
        Optional<Ticket> open = records.findOpen(decision.key());
        if (open.isPresent()) {
            return list(meet(decision, open.get(), decision.priority(), decision.cause()));
        }
        Optional<Ticket> lead = records.findOpen(decision.lead());
        if (lead.isEmpty()) {
            return open(
                    new OpenTicket(
                            decision.key(),
                            decision.priority(),
                            decision.cause(),
                            Optional.empty(),
                            decision.rule()));
        }
        // A ticket that a person merged another into stays what it was.
        Ticket shared =
                lead.get().service().isPresent()
                        ? lead.get()
                        : new Change(lead.get()).service(decision.service()).ticket();
        return take(decision, shared, decision.priority(), decision.cause());
    }

    /** An open ticket speaks for one key more from now on, and is raised where that is worse. */
    private List<CaseEvent> take(Decision decision, Ticket ticket, Priority priority, Cause cause) {
        IndicatorKey key = decision.key();
        boolean wasMember = ticket.members().stream().anyMatch(m -> m.key().equals(key));
        Change change =
                wasMember
                        ? new Change(ticket)
                                .member(
                                        key,
                                        member ->
                                                member.joined(decision.at())
                                                        .seen(cause.since(), Evidences.of(cause)))
                        : new Change(ticket).join(member(key, cause));
        Ticket joined = change.ticket();
        records.update(joined);
        List<CaseEvent> events = new ArrayList<>();
        events.add(
                groups.record(
                        decision,
                        Kind.MEMBER_JOINED,
                        cause.since(),
                        joined,
                        "%s: %s".formatted(TicketGroups.members(joined), Reasons.of(cause, zone)),
                        Optional.of(Evidences.of(cause))));
        raise(decision, joined, priority, cause).ifPresent(events::add);
        return events;
    }

    private List<CaseEvent> resolve(ResolveTicket decision) {
        Ticket ticket = ticket(decision.ticket());
        Recovery recovery = decision.recovery();
        if (!ticket.isActive()
                || isBeforeEpisode(ticket, decision.key(), recovery.at())
                || records.isOnRecord(decision.key(), Kind.RESOLVED, recovery.at())
                || records.isOnRecord(decision.key(), Kind.MEMBER_RECOVERED, recovery.at())) {
            return List.of();
        }
        Change change =
                new Change(ticket)
                        .member(decision.key(), member -> member.recovered(recovery.at()));
        return good(decision, ticket, change, recovery.at(), Reasons.of(recovery));
    }

    /**
     * A key is good again.
     *
     * @param change that has the key as good
     * @param episode what is on record of it then
     */
    List<CaseEvent> good(
            Decision decision, Ticket ticket, Change change, Instant episode, String reason) {
        long stillBad = change.ticket().members().stream().filter(Ticket.Member::isBad).count();
        if (stillBad > 0) {
            return isGoodAlready(ticket, decision.key())
                    ? List.of()
                    : List.of(recovered(decision, change.ticket(), stillBad, episode, reason));
        }
        return resolved(decision, ticket, change, episode, reason);
    }

    /**
     * Whether the key has gone bad since: what is decided again after a crash was true then, and
     * says nothing about the newest episode.
     */
    static boolean isBeforeEpisode(Ticket ticket, IndicatorKey key, Instant at) {
        return ticket.members().stream()
                .anyMatch(member -> member.key().equals(key) && member.episode().isAfter(at));
    }

    private static boolean isGoodAlready(Ticket ticket, IndicatorKey key) {
        return ticket.members().stream()
                .anyMatch(member -> member.key().equals(key) && member.recoveredAt().isPresent());
    }

    /** One of several is good again; the ticket stays for the others. */
    private CaseEvent recovered(
            Decision decision, Ticket ticket, long stillBad, Instant episode, String reason) {
        records.update(ticket);
        return record(
                decision,
                Kind.MEMBER_RECOVERED,
                episode,
                ticket,
                "%s; %d of %d are not yet".formatted(reason, stillBad, ticket.members().size()));
    }

    private List<CaseEvent> resolved(
            Decision decision, Ticket ticket, Change change, Instant episode, String reason) {
        Instant at = decision.at();
        Ticket resolved =
                change.status(Ticket.Status.RESOLVED)
                        .resolvedAt(Optional.of(at))
                        .flappingSince(Optional.empty())
                        .eachMember(member -> member.held(false))
                        .ticket();
        records.update(resolved);
        clocks.stop(resolved, at, "resolved", decision.rule());
        List<CaseEvent> events = new ArrayList<>();
        events.add(
                record(
                        decision,
                        Kind.RESOLVED,
                        episode,
                        resolved,
                        reason + emergencies.withdraw(resolved, at)));
        ticket.flappingSince()
                .ifPresent(since -> events.add(groups.flappingEnded(decision, resolved, since)));
        return events;
    }

    /** Without evidence: what it says is that there is no more of it. */
    CaseEvent record(Decision decision, Kind kind, Instant episode, Ticket ticket, String reason) {
        CaseEvent event =
                event(
                        decision,
                        kind,
                        Optional.of(ticket.id()),
                        ticket.priority(),
                        reason,
                        Optional.empty());
        records.record(kind, episode, event);
        clocks.plan(ticket.id());
        return event;
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

    /** Where {@code before} is not empty, it is the beginning of the reason. */
    Optional<CaseEvent> record(
            Decision decision, Kind kind, Ticket ticket, Cause cause, String before) {
        CaseEvent event =
                event(
                        decision,
                        kind,
                        Optional.of(ticket.id()),
                        ticket.priority(),
                        before + Reasons.of(cause, zone),
                        Optional.of(ticket.evidence()));
        records.record(kind, cause.since(), event);
        clocks.plan(ticket.id());
        return Optional.of(event);
    }

    static CaseEvent event(
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
                || records.isOnRecord(decision.key(), Kind.REOPENED, since)
                || records.isOnRecord(decision.key(), Kind.MEMBER_JOINED, since);
    }

    Ticket ticket(String id) {
        return records.find(id)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "a decision names ticket %s, which does not exist"
                                                .formatted(id)));
    }
}
