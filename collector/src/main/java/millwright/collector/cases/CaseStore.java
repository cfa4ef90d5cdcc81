package millwright.collector.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** Keeps tickets. Thread-safe. */
public interface CaseStore extends AutoCloseable {
    /** Facts for the next decisions: every key that an open ticket speaks for, by ticket. */
    List<OpenCase> open();

    /**
     * The newest ticket of each key that has no open one, if it was resolved at or after {@code
     * from}. One that was merged into another is none of its keys any more.
     */
    List<ResolvedCase> resolvedSince(Instant from);

    /**
     * When these keys have gone bad: {@code since} of each episode that a ticket took in at or
     * after {@code from}. Keys without any are left out.
     */
    Map<IndicatorKey, Set<Instant>> episodesSince(Collection<IndicatorKey> keys, Instant from);

    /**
     * Does what was decided, all of it or nothing, with an audit entry for each decision in the
     * same transaction. A decision that has been applied already (same ticket, same episode) does
     * nothing and returns no event.
     *
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    List<CaseEvent> apply(List<Decision> decisions);

    /**
     * The same, and keeps what was decided from with it; a store without an audit keeps none.
     *
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    default List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
        return apply(decisions);
    }

    /**
     * Does what a person wants done, with its event and its entry in the audit in the same
     * transaction. What has been done already does nothing and returns no event.
     *
     * @param actor the person's name
     * @param at when
     * @param version how many events the ticket had when the person saw it ({@link
     *     Handling#version}); the act is refused if somebody else has changed the ticket since.
     *     Empty: whatever has happened since
     * @throws ActRefusedException if the ticket cannot take it; nothing has happened then
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version);

    /** The same, whatever has happened since the person saw the ticket. */
    default List<CaseEvent> act(String ticket, TicketAct act, String actor, Instant at) {
        return act(ticket, act, actor, at, Optional.empty());
    }

    /**
     * What the tickets themselves give to decide about by now: clocks that have reached a mark, and
     * urgent tickets that have not asked for an emergency window. Costs nothing while there is
     * nothing new and no mark is due.
     */
    CaseFacts due(Instant now);

    /**
     * When a clock reaches its next mark, as things are; in the past where it has not been told.
     */
    Optional<Instant> nextDue();

    /**
     * What a ticket's clocks show, or would show if it had another priority.
     *
     * @param ticket as {@link #findTicket} gives it
     */
    List<ClockView> readClocks(Ticket ticket, Priority priority, Instant now);

    /**
     * The clocks that still run or pause, of the most urgent tickets.
     *
     * @param limit of tickets
     */
    List<ActiveClock> activeClocks(Instant now, int limit);

    /** Requests for emergency windows, newest first. */
    List<EmergencyRequest> listEmergencyRequests(
            Optional<EmergencyRequest.Status> status, int limit, int offset);

    long countEmergencyRequests(Optional<EmergencyRequest.Status> status);

    /** The work that was planned for tickets. */
    Tasks tasks();

    /** What becomes of those requests; of a store that keeps none, nothing. */
    default EmergencyStore emergencies() {
        return NoEmergencies.INSTANCE;
    }

    Optional<Ticket> findTicket(String id);

    /** Without their events. */
    List<Ticket> listTickets(TicketFilter filter);

    /** How many the filter matches, whatever its limit. */
    long countTickets(TicketFilter filter);

    @Override
    void close();
}
