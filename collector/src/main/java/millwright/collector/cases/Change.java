package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** Makes the next state of a ticket from its last; what is not mentioned stays. */
final class Change {
    private final Ticket from;
    private Optional<String> service;
    private Priority priority;
    private Ticket.Status status;
    private Optional<Instant> resolvedAt;
    private Optional<Instant> closedAt;
    private Instant episode;
    private int occurrences;
    private Ticket.Evidence evidence;
    private Instant responseDue;
    private Optional<Instant> resolutionDue;
    private Optional<Instant> flappingSince;
    private Optional<String> assignee;
    private Ticket.Links links;
    private List<Ticket.Member> members;
    private Handling handling;

    Change(Ticket from) {
        this.from = from;
        service = from.service();
        priority = from.priority();
        status = from.status();
        resolvedAt = from.resolvedAt();
        closedAt = from.closedAt();
        episode = from.episode();
        occurrences = from.occurrences();
        evidence = from.evidence();
        responseDue = from.responseDue();
        resolutionDue = from.resolutionDue();
        flappingSince = from.flappingSince();
        assignee = from.assignee();
        links = from.links();
        members = from.members();
        handling = from.handling();
    }

    Change service(String common) {
        service = Optional.of(common);
        return this;
    }

    Change priority(Priority to) {
        priority = to;
        return this;
    }

    Change status(Ticket.Status to) {
        status = to;
        return this;
    }

    Change resolvedAt(Optional<Instant> resolved) {
        resolvedAt = resolved;
        return this;
    }

    Change closedAt(Instant closed) {
        closedAt = Optional.of(closed);
        return this;
    }

    /** As if it were new: what explained it, or let it flap, was before. */
    Change reopened() {
        flappingSince = Optional.empty();
        links = new Ticket.Links(links.previous(), Optional.empty(), links.mergedInto());
        closedAt = Optional.empty();
        resolvedAt = Optional.empty();
        status = Ticket.Status.OPEN;
        return this;
    }

    Change due(Instant response, Optional<Instant> resolution) {
        responseDue = response;
        resolutionDue = resolution;
        return this;
    }

    Change occurrences(int all) {
        occurrences = all;
        return this;
    }

    Change handling(Handling to) {
        handling = to;
        return this;
    }

    Change flappingSince(Optional<Instant> since) {
        flappingSince = since;
        return this;
    }

    Change assignee(Optional<String> to) {
        assignee = to;
        return this;
    }

    Change links(Ticket.Links to) {
        links = to;
        return this;
    }

    Change members(List<Ticket.Member> to) {
        members = to;
        return this;
    }

    Change eachMember(UnaryOperator<Ticket.Member> change) {
        members = members.stream().map(change).toList();
        return this;
    }

    Change member(IndicatorKey key, UnaryOperator<Ticket.Member> change) {
        return eachMember(member -> member.key().equals(key) ? change.apply(member) : member);
    }

    Change join(Ticket.Member member) {
        List<Ticket.Member> more = new ArrayList<>(members);
        more.add(member);
        members = more;
        return this;
    }

    /** The key is bad: what the ticket shows is this cause from now on. */
    Change seen(IndicatorKey key, Cause cause, int moreOccurrences) {
        episode = cause.since();
        occurrences += moreOccurrences;
        Ticket.Evidence newest = Evidences.of(cause);
        evidence = newest.with(newest.forecast().or(() -> forecastOf(key)));
        return member(key, member -> member.seen(cause.since(), evidence));
    }

    private Optional<TicketForecast> forecastOf(IndicatorKey key) {
        return members.stream()
                .filter(member -> member.key().equals(key))
                .flatMap(member -> member.evidence().forecast().stream())
                .findFirst();
    }

    /**
     * A forecast of the key is newer than what the ticket shows of it. A breach that is on stays
     * what the ticket is about.
     *
     * @param isRaised whether a person's choice of the priority has been passed by
     */
    Change foreseen(IndicatorKey key, Cause.ByForecast cause, boolean isRaised) {
        Ticket.Evidence newest = Evidences.of(cause);
        return member(
                key,
                member -> {
                    if (!member.isOnlyForeseen()) {
                        evidence = member.evidence().with(newest.forecast());
                        return member.foreseen(evidence);
                    }
                    evidence = newest;
                    episode = cause.since();
                    boolean isAnother = !member.episode().equals(cause.since());
                    return isRaised || isAnother
                            ? member.seen(cause.since(), newest)
                            : member.foreseen(newest);
                });
    }

    /** Nothing is foreseen of the key any more. */
    Change forgotten(IndicatorKey key) {
        evidence = evidence.with(Optional.empty());
        return member(key, member -> member.foreseen(member.evidence().with(Optional.empty())));
    }

    /** The key is worse, and a person's decision covers it. */
    Change noted(IndicatorKey key, Cause cause) {
        evidence = Evidences.of(cause).with(forecastOf(key));
        return member(key, member -> member.noted(evidence));
    }

    Ticket ticket() {
        return ticket(List.of());
    }

    Ticket ticket(List<Ticket.Event> events) {
        return new Ticket(
                from.id(),
                from.key(),
                service,
                priority,
                status,
                from.openedAt(),
                resolvedAt,
                closedAt,
                episode,
                occurrences,
                from.rule(),
                evidence,
                responseDue,
                resolutionDue,
                flappingSince,
                assignee,
                links,
                members,
                handling,
                events);
    }
}
