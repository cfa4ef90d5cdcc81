package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.Priority;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Cases in a database. */
final class SqlCaseStore implements CaseStore {
    private final Transactions transactions;
    private final InstantSource clock;

    SqlCaseStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<OpenCase> open() {
        return read(
                handle ->
                        handle.createQuery(Statements.OPEN_CASES)
                                .map((row, context) -> Rows.openCase(row))
                                .list());
    }

    @Override
    public List<ResolvedCase> resolvedSince(Instant from) {
        return read(
                handle ->
                        handle.createQuery(Statements.RESOLVED_CASES)
                                .bind("from_time", Rows.time(from))
                                .map((row, context) -> Rows.resolvedCase(row))
                                .list());
    }

    @Override
    public List<CaseEvent> apply(List<Decision> decisions) {
        return apply(decisions, Optional.empty());
    }

    @Override
    public List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
        return apply(decisions, Optional.of(basis));
    }

    private List<CaseEvent> apply(List<Decision> decisions, Optional<Basis> basis) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        return transactions.write(
                "did not take %d decisions".formatted(decisions.size()),
                handle -> applyIn(handle, decisions, basis));
    }

    @Override
    public Optional<Ticket> findTicket(String id) {
        return read(
                handle ->
                        handle.createQuery(Statements.TICKET)
                                .bind("id", id)
                                .map((row, context) -> Rows.ticket(row))
                                .findOne()
                                .map(
                                        ticket ->
                                                new Change(ticket)
                                                        .members(
                                                                SqlTicketRecords.members(
                                                                        handle, id))
                                                        .ticket(events(handle, id))));
    }

    @Override
    public List<Ticket> listTickets(TicketFilter filter) {
        return read(
                handle ->
                        bind(handle.createQuery(Statements.list(filter)), filter)
                                .bind("offset", filter.offset())
                                .bind("limit", filter.limit())
                                .map((row, context) -> Rows.ticket(row))
                                .list());
    }

    @Override
    public long countTickets(TicketFilter filter) {
        return read(
                handle ->
                        bind(handle.createQuery(Statements.count(filter)), filter)
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public void close() {
        transactions.close();
    }

    private List<CaseEvent> applyIn(
            Handle handle, List<Decision> decisions, Optional<Basis> basis) {
        TicketBook book =
                new TicketBook(new SqlTicketRecords(handle, clock, decisions.size(), basis));
        List<CaseEvent> events = new ArrayList<>();
        decisions.forEach(decision -> book.apply(decision).ifPresent(events::add));
        return events;
    }

    private static List<Ticket.Event> events(Handle handle, String ticket) {
        return handle.createQuery(Statements.EVENTS)
                .bind("ticket", ticket)
                .map((row, context) -> Rows.event(row))
                .list();
    }

    private static Query bind(Query query, TicketFilter filter) {
        filter.host().map(Subject::ofHost).ifPresent(hash -> query.bind("host_hash", hash));
        filter.indicator().ifPresent(indicator -> query.bind("indicator", indicator));
        filter.priority().map(Priority::name).ifPresent(name -> query.bind("priority", name));
        if (!filter.statuses().isEmpty()) {
            query.bindList("statuses", filter.statuses().stream().map(Enum::name).toList());
        }
        return query;
    }

    private <T> T read(Function<Handle, T> work) {
        return transactions.read(work);
    }
}
