package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.change.ChangeEvent;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.Delegation;
import millwright.collector.change.Minutes;
import millwright.collector.change.RfcFilter;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Changes within the transaction of a handle, which has the audit to itself where it writes. */
final class SqlChangeRecords implements ChangeRecords {
    private final Handle handle;
    private final AuditTrail audit;

    SqlChangeRecords(Handle handle, InstantSource clock) {
        this.handle = handle;
        this.audit = new AuditTrail(handle, clock);
    }

    @Override
    public long nextRfc(int year) {
        return next("rfc-" + year);
    }

    @Override
    public long nextDelegation() {
        return next("delegation");
    }

    private long next(String counter) {
        boolean known =
                handle.createQuery(Statements.COUNTER)
                        .bind("name", counter)
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent();
        if (!known) {
            handle.createUpdate(ChangeStatements.NEW_COUNTER)
                    .bind("name", counter)
                    .bind("number", 0L)
                    .execute();
        }
        return Counters.reserve(handle, counter, 1);
    }

    @Override
    public Optional<Rfc> find(String id) {
        return one(handle.createQuery(ChangeStatements.FIND).bind("id", id), Rfc.class);
    }

    @Override
    public Optional<Rfc> findOpen(Rfc.Kind kind, String source) {
        return one(
                handle.createQuery(ChangeStatements.FIND_OPEN)
                        .bind("source", Sha256.ofAll(kind.name(), source)),
                Rfc.class);
    }

    @Override
    public List<Rfc> list(RfcFilter filter) {
        return all(
                bind(handle.createQuery(ChangeStatements.list(filter)), filter)
                        .bind("offset", filter.offset())
                        .bind("limit", filter.limit()),
                Rfc.class);
    }

    @Override
    public long count(RfcFilter filter) {
        return bind(handle.createQuery(ChangeStatements.count(filter)), filter)
                .mapTo(Long.class)
                .one();
    }

    private static Query bind(Query query, RfcFilter filter) {
        if (!filter.states().isEmpty()) {
            query.bindList(
                    "states",
                    filter.states().stream().map(RfcState::name).collect(Collectors.toList()));
        }
        filter.type().ifPresent(type -> query.bind("type", type.name()));
        filter.requester().ifPresent(who -> query.bind("requester", who));
        filter.ticket().ifPresent(id -> query.bind("ticket", id));
        return query;
    }

    @Override
    public void insert(Rfc rfc) {
        bind(handle.createUpdate(ChangeStatements.INSERT), rfc)
                .bind("drafted_at", Rows.time(rfc.draftedAt()))
                .execute();
    }

    /** Since when it is over, {@link #record} notes, as that knows the time. */
    @Override
    public void update(Rfc rfc) {
        int rows = bind(handle.createUpdate(ChangeStatements.UPDATE), rfc).execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "%s has no older version than %d in the database"
                            .formatted(rfc.id(), rfc.version()));
        }
    }

    private static Update bind(Update update, Rfc rfc) {
        Rfc.Work work = rfc.work();
        return update.bind("id", rfc.id())
                .bind(
                        "open_source",
                        rfc.state().isOver()
                                ? Sha256.ofAll(rfc.id())
                                : Sha256.ofAll(work.kind().name(), work.source()))
                .bind("state", rfc.state().name())
                .bind("type", rfc.type().name())
                .bind("requester", rfc.requester())
                .bind("ticket", work.ticket().orElse(null))
                .bind("version", rfc.version())
                .bind("document", CaseJson.write(rfc));
    }

    @Override
    public void record(ChangeEvent event) {
        long number = Counters.reserve(handle, "record", 1);
        event.rfc()
                .ifPresent(
                        rfc ->
                                handle.createUpdate(ChangeStatements.INSERT_EVENT)
                                        .bind("number", number)
                                        .bind("rfc", rfc)
                                        .bind("at", Rows.time(event.at()))
                                        .bind("type", event.type())
                                        .bind("ticket", event.ticket().orElse(null))
                                        .bind("state", event.state().orElseThrow().name())
                                        .bind("actor", event.actor().orElse(null))
                                        .bind("reason", event.reason())
                                        .execute());
        if (event.state().filter(RfcState::isOver).isPresent()) {
            handle.createUpdate(ChangeStatements.OVER)
                    .bind("id", event.rfc().orElseThrow())
                    .bind("at", Rows.time(event.at()))
                    .execute();
        }
        audit.append(
                number,
                event.at(),
                event.type(),
                event.ticket(),
                event.actor(),
                event.actor().isPresent() ? "a person's request" : "a plan's request",
                CaseJson.write(event));
    }

    @Override
    public List<ChangeEvent> history(String rfc) {
        return handle.createQuery(ChangeStatements.HISTORY)
                .bind("rfc", rfc)
                .map((row, context) -> event(row))
                .list();
    }

    @Override
    public List<ChangeEvent> reached(Set<RfcState> states, Instant from) {
        return handle.createQuery(ChangeStatements.REACHED)
                .bind("from_time", Rows.time(from))
                .bindList("states", states.stream().map(RfcState::name).toList())
                .map((row, context) -> event(row))
                .list();
    }

    private static ChangeEvent event(ResultSet row) throws SQLException {
        return new ChangeEvent(
                Rows.instant(row, "at").orElseThrow(),
                row.getString("type"),
                Optional.of(row.getString("rfc")),
                Rows.text(row, "ticket"),
                Optional.of(RfcState.valueOf(row.getString("state"))),
                Rows.text(row, "actor"),
                row.getString("reason"));
    }

    @Override
    public List<Delegation> delegations(Instant notEndedBefore) {
        return all(
                handle.createQuery(ChangeStatements.DELEGATIONS)
                        .bind("after", Rows.time(notEndedBefore)),
                Delegation.class);
    }

    @Override
    public Optional<Delegation> findDelegation(String id) {
        return one(
                handle.createQuery(ChangeStatements.DELEGATION).bind("id", id), Delegation.class);
    }

    @Override
    public void put(Delegation delegation) {
        boolean known = findDelegation(delegation.id()).isPresent();
        handle.createUpdate(
                        known
                                ? ChangeStatements.UPDATE_DELEGATION
                                : ChangeStatements.INSERT_DELEGATION)
                .bind("id", delegation.id())
                .bind("ends_at", Rows.time(delegation.time().end()))
                .bind("document", CaseJson.write(delegation))
                .execute();
    }

    @Override
    public Optional<Minutes> findMinutes(Instant meeting) {
        return one(
                handle.createQuery(ChangeStatements.MINUTES).bind("meeting", Rows.time(meeting)),
                Minutes.class);
    }

    @Override
    public List<Minutes> minutes(int limit) {
        return all(
                handle.createQuery(ChangeStatements.ALL_MINUTES).bind("limit", limit),
                Minutes.class);
    }

    @Override
    public void put(Minutes minutes) {
        boolean known = findMinutes(minutes.meeting()).isPresent();
        int rows =
                handle.createUpdate(
                                known
                                        ? ChangeStatements.UPDATE_MINUTES
                                        : ChangeStatements.INSERT_MINUTES)
                        .bind("meeting", Rows.time(minutes.meeting()))
                        .bind(
                                "signed_at",
                                minutes.signed().map(one -> Rows.time(one.at())).orElse(null))
                        .bind("version", minutes.version())
                        .bind("document", CaseJson.write(minutes))
                        .execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "the minutes of %s are signed, or newer than version %d"
                            .formatted(minutes.meeting(), minutes.version()));
        }
    }

    private static <T> Optional<T> one(Query query, Class<T> type) {
        return query.mapTo(String.class).findOne().map(json -> CaseJson.parse(json, type));
    }

    private static <T> List<T> all(Query query, Class<T> type) {
        return query.mapTo(String.class).list().stream()
                .map(json -> CaseJson.parse(json, type))
                .toList();
    }
}
