package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Tasks of a database. */
final class SqlTasks implements Tasks {
    private final Transactions transactions;
    private final InstantSource clock;
    private final Supplier<MaintenancePolicy> policy;

    SqlTasks(Transactions transactions, InstantSource clock, Supplier<MaintenancePolicy> policy) {
        this.transactions = transactions;
        this.clock = clock;
        this.policy = policy;
    }

    @Override
    public List<Task> sinceOrActive(Instant from) {
        return since(TaskStatements.SINCE_OR_ACTIVE, from);
    }

    private List<Task> since(String statement, Instant from) {
        return transactions.read(
                handle -> tasks(handle.createQuery(statement).bind("from_time", Rows.time(from))));
    }

    private static List<Task> tasks(Query query) {
        return query.mapTo(String.class).list().stream().map(SqlTaskRecords::task).toList();
    }

    @Override
    public Optional<Task> findTask(String id) {
        return transactions.read(handle -> new SqlTaskRecords(handle).find(id));
    }

    @Override
    public List<Task> listTasks(TaskFilter filter) {
        return transactions.read(
                handle ->
                        tasks(
                                bind(handle.createQuery(TaskStatements.list(filter)), filter)
                                        .bind("offset", filter.offset())
                                        .bind("limit", filter.limit())));
    }

    @Override
    public long countTasks(TaskFilter filter) {
        return transactions.read(
                handle ->
                        bind(handle.createQuery(TaskStatements.count(filter)), filter)
                                .mapTo(Long.class)
                                .one());
    }

    private static Query bind(Query query, TaskFilter filter) {
        if (!filter.states().isEmpty()) {
            query.bindList("states", filter.states().stream().map(Enum::name).sorted().toList());
        }
        filter.ticket().ifPresent(ticket -> query.bind("ticket", ticket));
        return query;
    }

    @Override
    public List<Task> doneSince(Instant from) {
        return since(TaskStatements.DONE_SINCE, from);
    }

    @Override
    public List<CaseEvent> act(
            String task, TaskAct act, String actor, Instant at, TaskRequests requests) {
        return write(
                "did not take what %s did with %s".formatted(actor, task),
                // The task's own entries first: each seals the one before it in the audit.
                (book, handle) ->
                        book.act(
                                task,
                                act,
                                actor,
                                at,
                                requests,
                                new SqlChangeRecords(handle, clock)));
    }

    @Override
    public List<CaseEvent> noteDraft(String task, String rfc, Optional<Span> slot, Instant at) {
        return write(
                "did not take %s for %s".formatted(rfc, task),
                (book, handle) -> book.noteDraft(task, rfc, slot, at));
    }

    private List<CaseEvent> write(
            String failed, BiFunction<TaskBook, Handle, List<CaseEvent>> work) {
        return transactions.write(
                failed,
                handle ->
                        work.apply(
                                new TicketBook(
                                                new SqlTicketRecords(
                                                        handle,
                                                        clock,
                                                        TicketBook.RECORDS_EACH_MAX,
                                                        Optional.empty()),
                                                policy.get())
                                        .tasks(),
                                handle));
    }
}
