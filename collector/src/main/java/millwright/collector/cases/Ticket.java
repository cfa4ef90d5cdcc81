package millwright.collector.cases;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;

/**
 * One ticket with its history.
 *
 * @param id such as {@code T-000042}
 * @param key what it was opened for, the first of its members
 * @param service what its members have in common, where the ticket is for several hosts
 * @param closedAt when a person, or time, has put it away for good
 * @param rule name of the rule that opened it, in its words
 * @param evidence what the newest breach, silence or forecast showed
 * @param responseDue end of the response target of its priority (L-013 §2.3)
 * @param resolutionDue end of the resolution target; empty for P4, whose target is the next window
 * @param flappingSince from when on it has come and gone too often to resolve at once
 * @param assignee who works on it
 * @param members all that it speaks for, in the order in which they joined; empty in lists
 * @param handling its clocks, links and requests; {@link Handling#UNTOLD} in lists
 * @param events its history, oldest first; empty in lists
 */
public record Ticket(
        String id,
        IndicatorKey key,
        Optional<String> service,
        Priority priority,
        Status status,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt,
        Instant episode,
        int occurrences,
        String rule,
        Evidence evidence,
        Instant responseDue,
        Optional<Instant> resolutionDue,
        Optional<Instant> flappingSince,
        Optional<String> assignee,
        Links links,
        List<Member> members,
        Handling handling,
        List<Event> events) {
    public Ticket {
        requireNonNull(handling, "handling");
        members = members.stream().sorted(Member.ORDER).toList();
        events = List.copyOf(events);
    }

    /** One of which nothing is told of how it was handled. */
    public Ticket(
            String id,
            IndicatorKey key,
            Optional<String> service,
            Priority priority,
            Status status,
            Instant openedAt,
            Optional<Instant> resolvedAt,
            Optional<Instant> closedAt,
            Instant episode,
            int occurrences,
            String rule,
            Evidence evidence,
            Instant responseDue,
            Optional<Instant> resolutionDue,
            Optional<Instant> flappingSince,
            Optional<String> assignee,
            Links links,
            List<Member> members,
            List<Event> events) {
        this(
                id,
                key,
                service,
                priority,
                status,
                openedAt,
                resolvedAt,
                closedAt,
                episode,
                occurrences,
                rule,
                evidence,
                responseDue,
                resolutionDue,
                flappingSince,
                assignee,
                links,
                members,
                Handling.UNTOLD,
                events);
    }

    /**
     *
     *
     * <pre>
     * OPEN → ACKNOWLEDGED → IN_PROGRESS ⇄ WAITING   people, in any order and with steps left out
     * any of these → RESOLVED                        telemetry that proves it, or a person
     * RESOLVED → OPEN                                it came back within a day, or a person says so
     * RESOLVED → CLOSED                              a person; no recurrence opens it again
     * CLOSED → OPEN                                  a person, if no other ticket took it over
     * </pre>
     */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        IN_PROGRESS,
        WAITING,
        RESOLVED,
        CLOSED;

        /** Whether there is still something to do. */
        public boolean isActive() {
            return this != RESOLVED && this != CLOSED;
        }
    }

    public boolean isActive() {
        return status.isActive();
    }

    /** Whether nothing of it has happened yet. */
    public boolean isOnlyForeseen() {
        List<Member> held = members.stream().filter(Member::isHeld).toList();
        return !held.isEmpty() && held.stream().allMatch(Member::isOnlyForeseen);
    }

    /**
     * Until when its work should be done: the earliest that a limit may be passed, as far as that
     * is foreseen. Empty once it is resolved.
     */
    public Optional<Instant> deadline() {
        return isActive()
                ? Stream.concat(
                                Stream.of(evidence),
                                members.stream().filter(Member::isHeld).map(Member::evidence))
                        .flatMap(one -> one.forecast().stream())
                        .map(TicketForecast::early)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * Other tickets that this one has to do with, by their ids.
     *
     * @param previous an earlier ticket of the same key
     * @param cause the open ticket that explains this one
     * @param mergedInto the one that took over what this one was for
     */
    public record Links(
            Optional<String> previous, Optional<String> cause, Optional<String> mergedInto) {
        public static final Links NONE =
                new Links(Optional.empty(), Optional.empty(), Optional.empty());

        Links mergedInto(String other) {
            return new Links(previous, cause, Optional.of(other));
        }
    }

    /**
     * One of the keys that a ticket speaks for.
     *
     * @param isHeld whether the ticket speaks for it now; a key is held by one ticket at most
     * @param recoveredAt when telemetry has proved it good; it may be held all the same
     * @param episode {@code since} of its newest breach
     * @param settledLevel the worst level of this episode that a person knew of when choosing the
     *     ticket's priority, or when resolving it all the same; 0 if nobody has. The same level
     *     does not raise the ticket again, nor open it; a worse one does
     */
    public record Member(
            IndicatorKey key,
            boolean isHeld,
            Instant joinedAt,
            Optional<Instant> recoveredAt,
            Instant episode,
            Evidence evidence,
            int settledLevel) {
        private static final Comparator<Member> ORDER =
                Comparator.comparing(Member::joinedAt).thenComparing(Member::key);

        /** One about which nobody has settled anything. */
        public Member(
                IndicatorKey key,
                boolean isHeld,
                Instant joinedAt,
                Optional<Instant> recoveredAt,
                Instant episode,
                Evidence evidence) {
            this(key, isHeld, joinedAt, recoveredAt, episode, evidence, 0);
        }

        Member held(boolean now) {
            return new Member(key, now, joinedAt, recoveredAt, episode, evidence, settledLevel);
        }

        Member recovered(Instant at) {
            return new Member(
                    key, isHeld, joinedAt, Optional.of(at), episode, evidence, settledLevel);
        }

        /** Held from then on. */
        Member joined(Instant at) {
            return new Member(key, true, at, recoveredAt, episode, evidence, settledLevel);
        }

        /** Bad again, or still; and held. */
        Member seen(Instant since, Evidence newest) {
            return new Member(key, true, joinedAt, Optional.empty(), since, newest, 0);
        }

        /** More is known of what is foreseen; nothing else changes. */
        Member foreseen(Evidence newest) {
            return new Member(key, isHeld, joinedAt, recoveredAt, episode, newest, settledLevel);
        }

        /** The prediction that stands; none where the only one has been taken back. */
        Optional<TicketForecast> standing() {
            return isOnlyForeseen() && recoveredAt.isPresent()
                    ? Optional.empty()
                    : evidence.forecast();
        }

        /** Whether a forecast is all there is, and no breach has joined. */
        public boolean isOnlyForeseen() {
            return evidence.forecast()
                    .filter(forecast -> forecast.episode().equals(episode))
                    .isPresent();
        }

        /** A person has decided in sight of how bad it is. */
        Member settled() {
            int level = Math.max(settledLevel, evidence.level());
            return new Member(key, isHeld, joinedAt, recoveredAt, episode, evidence, level);
        }

        /** Worse than it was, and covered by what a person decided. */
        Member noted(Evidence newest) {
            return new Member(key, isHeld, joinedAt, recoveredAt, episode, newest, 0).settled();
        }

        /** Whether telemetry still shows it bad, as far as anybody has heard. */
        public boolean isBad() {
            return isHeld && recoveredAt.isEmpty();
        }

        /** Whether a person has decided in sight of that very level, or of a worse one. */
        boolean settles(Instant since, int level) {
            return level <= settledLevel && episode.equals(since);
        }

        /** Whether it is a worse level than the one that a person had decided about. */
        boolean isWorseThanSettled(Instant since, int level) {
            return settledLevel > 0 && level > settledLevel && episode.equals(since);
        }
    }

    /**
     * @param row the decision table's row; of a forecast, the limit's name
     * @param level of a forecast its urgency: 4 is P1
     * @param limit in the indicator's unit; for a silence, the allowed seconds
     * @param sustainSeconds how long it had to hold
     * @param value the latest value; for a silence, its length in seconds
     * @param coverage observed share of the sustain time, 0 to 1
     * @param fraction breached share of the observed time, 0 to 1
     * @param forecast the prediction that stands, beside a breach or alone
     */
    public record Evidence(
            String row,
            int level,
            double limit,
            long sustainSeconds,
            double value,
            double coverage,
            double fraction,
            Instant since,
            Instant at,
            String action,
            String runbook,
            List<ProcessUse> suspects,
            Optional<TicketForecast> forecast) {
        public Evidence {
            suspects = List.copyOf(suspects);
            // What was stored before there were forecasts has none.
            forecast = requireNonNullElse(forecast, Optional.empty());
        }

        /** Of which nothing is foreseen. */
        public Evidence(
                String row,
                int level,
                double limit,
                long sustainSeconds,
                double value,
                double coverage,
                double fraction,
                Instant since,
                Instant at,
                String action,
                String runbook,
                List<ProcessUse> suspects) {
            this(
                    row,
                    level,
                    limit,
                    sustainSeconds,
                    value,
                    coverage,
                    fraction,
                    since,
                    at,
                    action,
                    runbook,
                    suspects,
                    Optional.empty());
        }

        /** The same, and what is foreseen. */
        Evidence with(Optional<TicketForecast> prediction) {
            return new Evidence(
                    row,
                    level,
                    limit,
                    sustainSeconds,
                    value,
                    coverage,
                    fraction,
                    since,
                    at,
                    action,
                    runbook,
                    suspects,
                    prediction);
        }

        /** The prediction, where it is all there is: nothing is wrong yet. */
        public Optional<TicketForecast> onlyForecast() {
            return sustainSeconds == 0 && coverage == 0 && fraction == 0
                    ? forecast
                    : Optional.empty();
        }
    }

    /**
     * @param type such as {@code ticket-opened}, {@code ticket-raised}, {@code ticket-occurrence},
     *     {@code ticket-resolved}, {@code ticket-reopened}, {@code member-joined}, {@code
     *     cause-linked}, {@code flapping-started}, {@code sla-warning}; docs/tickets.md has them
     *     all
     * @param at event time
     * @param rule in its words; for what a person did, what that was
     * @param reason a sentence with the figures, or what the person wrote
     * @param actor the person; empty where a rule decided
     */
    public record Event(
            Instant at,
            String type,
            Priority priority,
            String rule,
            String reason,
            Optional<String> actor) {}
}
