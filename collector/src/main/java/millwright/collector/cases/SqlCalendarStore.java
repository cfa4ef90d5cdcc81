package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarAct;
import millwright.collector.calendar.CalendarRecord;
import millwright.collector.calendar.CalendarRecord.Family;
import millwright.collector.calendar.CalendarRevisions;
import millwright.collector.calendar.CalendarStore;
import millwright.collector.calendar.Kept;
import org.jdbi.v3.core.Handle;

/** What people say of the calendar, in the database of the cases, whose audit it shares. */
final class SqlCalendarStore implements CalendarStore {
    private static final String CHANGES = "calendar";
    private static final String ENTRIES = "calendar-entry";
    private static final String WATCH = "calendar-watch";

    private final Transactions transactions;
    private final InstantSource clock;

    SqlCalendarStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public long changes() {
        return transactions.read(handle -> counter(handle, CHANGES));
    }

    private static long counter(Handle handle, String name) {
        return handle.createQuery(Statements.COUNTER).bind("name", name).mapTo(Long.class).one();
    }

    @Override
    public List<Kept<?>> list(Instant endsAfter) {
        return transactions.read(
                handle ->
                        handle.createQuery(CalendarStatements.LIST)
                                .bind("after", Rows.time(endsAfter))
                                .<Kept<?>>map((row, context) -> kept(row))
                                .list());
    }

    @Override
    public Optional<Kept<?>> find(Family family, String id) {
        return transactions.read(handle -> find(handle, family, id));
    }

    private static Optional<Kept<?>> find(Handle handle, Family family, String id) {
        return handle.createQuery(CalendarStatements.FIND)
                .bind("family", family.name())
                .bind("id", id)
                .<Kept<?>>map((row, context) -> kept(row))
                .findOne();
    }

    @Override
    public Instant watchedSince() {
        return Instant.ofEpochSecond(
                write(
                        handle -> {
                            handle.createUpdate(CalendarStatements.BEGIN_WATCH)
                                    .bind("number", clock.instant().getEpochSecond())
                                    .execute();
                            return counter(handle, WATCH);
                        }));
    }

    @Override
    public long nextNumber() {
        return write(handle -> Counters.reserve(handle, ENTRIES, 1));
    }

    @Override
    public List<Kept<?>> write(List<CalendarAct> acts, Instant at, String by, String role) {
        return write(
                handle -> {
                    // First in each change, as everywhere: one at a time from here on.
                    var unused = Counters.reserve(handle, "record", 0);
                    AuditTrail trail = new AuditTrail(handle, clock);
                    List<Kept<?>> written = new ArrayList<>();
                    for (CalendarAct act : acts) {
                        written.add(write(handle, trail, act, at, by, role));
                    }
                    var unusedCount = Counters.reserve(handle, CHANGES, 1);
                    return written;
                });
    }

    private static Kept<?> write(
            Handle handle, AuditTrail trail, CalendarAct act, Instant at, String by, String role) {
        Optional<Kept<?>> known = find(handle, act.what().family(), act.what().id());
        Kept<?> next = CalendarRevisions.next(known, act, at, by, role);
        handle.createUpdate(known.isEmpty() ? CalendarStatements.ADD : CalendarStatements.CHANGE)
                .bind("family", next.what().family().name())
                .bind("id", next.what().id())
                .bind("revision", next.revision())
                .bind("ends_at", Rows.time(next.what().endsAt()))
                .bind("content", CaseJson.write(next.what()))
                .bind("said_by", by)
                .bind("said_role", role)
                .bind("said_at", Rows.time(at))
                .bind("withdrawn", next.withdrawn().orElse(null))
                .execute();
        trail.append(
                Counters.reserve(handle, "record", 1),
                at,
                type(next),
                Optional.empty(),
                Optional.of(by),
                "a person's request",
                CaseJson.write(next));
        return next;
    }

    /** Such as {@code calendar-entry-changed}. */
    private static String type(Kept<?> next) {
        String what =
                switch (next.what().family()) {
                    case ENTRY -> "calendar-entry";
                    case FEAST -> "feast-date";
                    case COMPLETION -> "standing-task-completion";
                    case MOVE -> "standing-task-move";
                };
        String done =
                !next.counts() ? "-withdrawn" : next.revision() == 0 ? "-entered" : "-changed";
        return what + done;
    }

    private <T> T write(java.util.function.Function<Handle, T> work) {
        return transactions.write("did not take a change of the calendar", work);
    }

    private static Kept<?> kept(ResultSet row) throws SQLException {
        Class<? extends CalendarRecord> type =
                switch (Family.valueOf(row.getString("family"))) {
                    case ENTRY -> CalendarRecord.Entry.class;
                    case FEAST -> CalendarRecord.Feast.class;
                    case COMPLETION -> CalendarRecord.Completion.class;
                    case MOVE -> CalendarRecord.Move.class;
                };
        return new Kept<CalendarRecord>(
                CaseJson.parse(row.getString("content"), type),
                row.getInt("revision"),
                row.getString("said_by"),
                row.getString("said_role"),
                Rows.instant(row, "said_at").orElseThrow(),
                Rows.text(row, "withdrawn"));
    }
}
