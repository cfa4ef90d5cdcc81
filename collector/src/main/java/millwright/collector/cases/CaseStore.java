package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;

/** Keeps tickets. Thread-safe. */
public interface CaseStore extends AutoCloseable {
    /** Facts for the next decisions: every open ticket. */
    List<OpenCase> open();

    /**
     * The newest ticket of each key that has no open one, if it was resolved at or after {@code
     * from}.
     */
    List<ResolvedCase> resolvedSince(Instant from);

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

    Optional<Ticket> findTicket(String id);

    /** Without their events. */
    List<Ticket> listTickets(TicketFilter filter);

    /** How many the filter matches, whatever its limit. */
    long countTickets(TicketFilter filter);

    @Override
    void close();
}
