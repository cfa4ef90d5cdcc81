package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.IndicatorKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Records in a database, within the transaction of a handle. */
final class SqlTicketRecords implements TicketRecords {
    private final Handle handle;
    private final InstantSource clock;
    private long recordNumber;

    /**
     * @param recordsMax how many records this transaction may make; gaps in their numbers mean
     *     nothing
     */
    SqlTicketRecords(Handle handle, InstantSource clock, int recordsMax) {
        this.handle = handle;
        this.clock = clock;
        recordNumber = reserve("record", recordsMax) - recordsMax;
    }

    @Override
    public String nextTicket() {
        return TicketId.of(reserve("ticket", 1));
    }

    @Override
    public Optional<Ticket> find(String ticket) {
        return handle.createQuery(Statements.TICKET)
                .bind("id", ticket)
                .map((row, context) -> Rows.ticket(row))
                .findOne();
    }

    @Override
    public Optional<Ticket> findOpen(IndicatorKey key) {
        return handle.createQuery(Statements.OPEN_TICKET)
                .bind("subject", Subject.of(key))
                .map((row, context) -> Rows.ticket(row))
                .findOne();
    }

    @Override
    public boolean isOnRecord(IndicatorKey key, Kind kind, Instant episode) {
        return handle.createQuery(Statements.IS_ON_RECORD)
                        .bind("subject", Subject.of(key))
                        .bind("type", kind.type())
                        .bind("episode", Rows.time(episode))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    @Override
    public void insert(Ticket ticket) {
        int rows =
                bind(handle.createUpdate(Statements.INSERT_TICKET), ticket)
                        .bind("number", TicketId.number(ticket.id()))
                        .bind("subject", Subject.of(ticket.key()))
                        .bind("host", ticket.key().host())
                        .bind("indicator", ticket.key().indicator())
                        .bind("resource", ticket.key().resource())
                        .bind("opened_at", Rows.time(ticket.openedAt()))
                        .bind("rule", ticket.rule())
                        .bind("previous", ticket.previous().orElse(null))
                        .execute();
        checkOne(rows, ticket);
    }

    @Override
    public void update(Ticket ticket) {
        checkOne(bind(handle.createUpdate(Statements.UPDATE_TICKET), ticket).execute(), ticket);
    }

    @Override
    public void record(Decision decision, Kind kind, Instant episode, CaseEvent event) {
        recordNumber++;
        handle.createUpdate(Statements.INSERT_EVENT)
                .bind("number", recordNumber)
                .bind("ticket", event.ticket().orElse(null))
                .bind("subject", Subject.of(event.key()))
                .bind("type", event.type())
                .bind("episode", Rows.time(episode))
                .bind("at", Rows.time(event.at()))
                .bind("priority", event.priority().name())
                .bind("rule", event.rule())
                .bind("reason", event.reason())
                .execute();
        handle.createUpdate(Statements.INSERT_AUDIT)
                .bind("number", recordNumber)
                .bind("at", Rows.time(event.at()))
                .bind("recorded_at", Rows.time(clock.instant()))
                .bind("type", event.type())
                .bind("ticket", event.ticket().orElse(null))
                .bind("rule", event.rule())
                .bind("detail", CaseJson.write(event))
                .execute();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Ticket ticket) {
        boolean isOpen = ticket.status() == Ticket.Status.OPEN;
        return statement
                .bind("id", ticket.id())
                .bind("open_subject", isOpen ? Subject.of(ticket.key()) : ticket.id())
                .bind("priority", ticket.priority().name())
                .bind("status", ticket.status().name())
                .bind("resolved_at", timeOrNull(ticket.resolvedAt()))
                .bind("episode", Rows.time(ticket.episode()))
                .bind("occurrences", ticket.occurrences())
                .bind("evidence", CaseJson.write(ticket.evidence()))
                .bind("response_due", Rows.time(ticket.responseDue()))
                .bind("resolution_due", timeOrNull(ticket.resolutionDue()));
    }

    private static OffsetDateTime timeOrNull(Optional<Instant> instant) {
        return instant.map(Rows::time).orElse(null);
    }

    private static void checkOne(int rows, Ticket ticket) {
        if (rows != 1) {
            throw new IllegalStateException(
                    "writing ticket %s changed %d rows".formatted(ticket.id(), rows));
        }
    }

    private long reserve(String counter, int count) {
        handle.createUpdate(Statements.RESERVE)
                .bind("name", counter)
                .bind("count", count)
                .execute();
        return handle.createQuery(Statements.COUNTER).bind("name", counter).mapTo(Long.class).one();
    }
}
