package millwright.collector.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** Cases in a database. */
final class SqlCaseStore implements CaseStore {
    /** Transactions that lost against another one; each attempt starts from what that one left. */
    private static final int ATTEMPTS_MAX = 5;

    private final CasesConfig config;
    private final InstantSource clock;
    private final HikariDataSource connections;
    private final Jdbi jdbi;

    private SqlCaseStore(CasesConfig config, InstantSource clock, HikariDataSource connections) {
        this.config = config;
        this.clock = clock;
        this.connections = connections;
        jdbi = Jdbi.create(connections);
    }

    static SqlCaseStore open(CasesConfig config, InstantSource clock) {
        return new SqlCaseStore(config, clock, CaseDatabase.open(config));
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
        if (decisions.isEmpty()) {
            return List.of();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                List<CaseEvent> events = jdbi.inTransaction(handle -> applyIn(handle, decisions));
                if (config.isFile()) {
                    jdbi.useHandle(handle -> handle.execute(Statements.SYNC_FILE));
                }
                return events;
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS_MAX || !hasLostAgainstAnother(e)) {
                    throw failure("did not take %d decisions".formatted(decisions.size()), e);
                }
            }
        }
    }

    @Override
    public Optional<Ticket> findTicket(String id) {
        return read(
                handle ->
                        handle.createQuery(Statements.TICKET)
                                .bind("id", id)
                                .map((row, context) -> Rows.ticket(row))
                                .findOne()
                                .map(ticket -> new Change(ticket).ticket(events(handle, id))));
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
        connections.close();
    }

    private List<CaseEvent> applyIn(Handle handle, List<Decision> decisions) {
        TicketBook book = new TicketBook(new SqlTicketRecords(handle, clock, decisions.size()));
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
        filter.host().ifPresent(host -> query.bind("host", host));
        filter.indicator().ifPresent(indicator -> query.bind("indicator", indicator));
        filter.priority().map(Priority::name).ifPresent(name -> query.bind("priority", name));
        filter.status().map(Ticket.Status::name).ifPresent(name -> query.bind("status", name));
        return query;
    }

    private <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw failure("cannot be read", e);
        }
    }

    /**
     * Class 40 is a transaction rolled back for another's sake, HYT00 a lock that took too long,
     * class 23 a unique constraint: somebody else has just opened the same ticket.
     */
    private static boolean hasLostAgainstAnother(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("40") || state.startsWith("23") || state.equals("HYT00");
            }
        }
        return false;
    }

    private CaseStoreException failure(String what, JdbiException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return new CaseStoreException(
                "The cases in %s: %s (%s). Look at the database, and at free space where it is a file; it is safe to try again, as nothing is done twice."
                        .formatted(config.where(), what, cause.getMessage()),
                e);
    }
}
