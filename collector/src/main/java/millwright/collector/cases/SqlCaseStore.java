package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Cases in a database. */
final class SqlCaseStore implements CaseStore {
    /** Not by the database, whose collation orders names in its own way. */
    private static final Comparator<OpenCase> BY_TICKET =
            Comparator.<OpenCase>comparingLong(one -> TicketId.number(one.id()))
                    .thenComparing(OpenCase::joinedAt)
                    .thenComparing(OpenCase::key);

    private final Transactions transactions;
    private final InstantSource clock;
    private final Supplier<MaintenancePolicy> policy;
    private final SqlAgenda agenda;
    private final SqlEmergencyStore windows;

    SqlCaseStore(
            Transactions transactions, InstantSource clock, Supplier<MaintenancePolicy> policy) {
        this.transactions = transactions;
        this.clock = clock;
        this.policy = policy;
        agenda = new SqlAgenda(transactions, policy);
        windows = new SqlEmergencyStore(transactions, clock, policy, this::hasNews);
    }

    @Override
    public List<OpenCase> open() {
        return read(
                handle ->
                        handle
                                .createQuery(Statements.OPEN_CASES)
                                .map((row, context) -> Rows.openCase(row))
                                .stream()
                                .sorted(BY_TICKET)
                                .toList());
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
    public Map<IndicatorKey, Set<Instant>> episodesSince(
            Collection<IndicatorKey> keys, Instant from) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return read(
                handle -> {
                    Map<IndicatorKey, Set<Instant>> found = new HashMap<>();
                    for (IndicatorKey key : keys) {
                        Set<Instant> episodes = SqlTicketRecords.episodes(handle, key, from);
                        if (!episodes.isEmpty()) {
                            found.put(key, episodes);
                        }
                    }
                    return found;
                });
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
        try {
            return transactions.write(
                    "did not take %d decisions".formatted(decisions.size()),
                    handle -> applyIn(handle, decisions, basis));
        } finally {
            hasNews();
        }
    }

    @Override
    public List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
        try {
            return transactions.write(
                    "did not take what %s did with %s".formatted(actor, ticket),
                    handle ->
                            book(handle, TicketActs.EVENTS_MAX, Optional.empty())
                                    .act(ticket, act, actor, at, version));
        } finally {
            hasNews();
        }
    }

    private void hasNews() {
        agenda.hasNews();
        windows.hasNews();
    }

    @Override
    public EmergencyStore emergencies() {
        return windows;
    }

    @Override
    public Tasks tasks() {
        return new SqlTasks(transactions, clock, policy);
    }

    @Override
    public CaseFacts due(Instant now) {
        return agenda.due(now);
    }

    @Override
    public Optional<Instant> nextDue() {
        return agenda.next();
    }

    @Override
    public List<ClockView> readClocks(Ticket ticket, Priority priority, Instant now) {
        return TicketClocks.read(ticket.handling().clocks(), priority, policy.get(), now);
    }

    @Override
    public List<ActiveClock> activeClocks(Instant now, int limit) {
        return agenda.activeClocks(now, limit);
    }

    @Override
    public List<EmergencyRequest> listEmergencyRequests(
            Optional<EmergencyRequest.Status> status, int limit, int offset) {
        return read(
                handle ->
                        bind(
                                        handle.createQuery(
                                                HandlingStatements.requests(status.isPresent())),
                                        status)
                                .bind("limit", limit)
                                .bind("offset", offset)
                                .map((row, context) -> SqlHandlingRecords.request(row))
                                .list());
    }

    @Override
    public long countEmergencyRequests(Optional<EmergencyRequest.Status> status) {
        return read(
                handle ->
                        bind(
                                        handle.createQuery(
                                                HandlingStatements.countRequests(
                                                        status.isPresent())),
                                        status)
                                .mapTo(Long.class)
                                .one());
    }

    private static Query bind(Query query, Optional<EmergencyRequest.Status> status) {
        status.ifPresent(one -> query.bind("status", one.name()));
        return query;
    }

    @Override
    public Optional<Ticket> findTicket(String id) {
        return read(
                handle ->
                        handle.createQuery(Statements.TICKET)
                                .bind("id", id)
                                .map((row, context) -> Rows.ticket(row))
                                .findOne()
                                .map(ticket -> whole(handle, ticket)));
    }

    private static Ticket whole(Handle handle, Ticket ticket) {
        SqlHandlingRecords handling = SqlTicketRecords.reading(handle).handling();
        List<Ticket.Event> events = handling.events(ticket.id());
        return new Change(ticket)
                .members(SqlTicketRecords.members(handle, ticket.id()))
                .handling(handling.handling(ticket.id(), events.size()))
                .ticket(events);
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
        TicketBook book = book(handle, decisions.size() * TicketBook.RECORDS_EACH_MAX, basis);
        List<CaseEvent> events = new ArrayList<>();
        decisions.forEach(decision -> events.addAll(book.apply(decision)));
        return events;
    }

    private TicketBook book(Handle handle, int recordsMax, Optional<Basis> basis) {
        return new TicketBook(new SqlTicketRecords(handle, clock, recordsMax, basis), policy.get());
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
