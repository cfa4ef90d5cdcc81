package millwright.collector.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;

/** Keeps tickets. Thread-safe. */
public interface CaseStore extends AutoCloseable {
    /** Facts for the next decisions: every key that an open ticket speaks for, by ticket. */
    List<OpenCase> open();

    /**
     * The newest ticket of each key that has no open one, if it was resolved at or after {@code
     * from}.
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

    Optional<Ticket> findTicket(String id);

    /** Without their events. */
    List<Ticket> listTickets(TicketFilter filter);

    /** How many the filter matches, whatever its limit. */
    long countTickets(TicketFilter filter);

    @Override
    void close();
}
