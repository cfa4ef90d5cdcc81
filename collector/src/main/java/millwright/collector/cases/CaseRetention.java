package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarRecord.Family;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has been kept for as long as it must be (L-013 §10.1): records after seven years,
 * what decisions were made from, which is proof of a check, after three. Each batch declares in the
 * audit, in its own transaction, what it removed and where the chain begins from then on.
 */
public final class CaseRetention {
    private static final Logger log = LoggerFactory.getLogger(CaseRetention.class);
    private static final Period RECORDS = Period.ofYears(7);
    private static final Period CHECKS = Period.ofYears(3);

    /** Batches of one run; what is left is for the next. */
    private static final int BATCHES_MAX = 200;

    /** Of a batch; SQL Server takes 2,100 parameters. */
    private static final int TICKETS = 200;

    private static final int ENTRIES = 1000;

    /** What hangs on a ticket by its id, and goes with it. */
    private static final List<String> OF_TICKET =
            List.of(
                    "ticket_clock",
                    "ticket_mark",
                    "ticket_link",
                    "emergency_event",
                    "emergency_mark",
                    "emergency_request",
                    "task_claim",
                    "task",
                    "ticket_member");

    private final Transactions transactions;
    private final InstantSource clock;
    private final Period records;
    private final Period checks;

    CaseRetention(Transactions transactions, InstantSource clock) {
        this(transactions, clock, RECORDS, CHECKS);
    }

    /**
     * @param records how long tickets and the audit are kept
     * @param checks how long it is kept what decisions were made from
     */
    CaseRetention(Transactions transactions, InstantSource clock, Period records, Period checks) {
        this.transactions = transactions;
        this.clock = clock;
        this.records = records;
        this.checks = checks;
    }

    /** To be called a few times a day; does nothing where nothing is due. */
    public void run() {
        Instant now = clock.instant();
        removeChanges(now);
        Removal all = Removal.NONE;
        for (int batch = 0; batch < BATCHES_MAX; batch++) {
            Removal removed =
                    transactions.write(
                            "did not let old records be removed", handle -> batch(handle, now));
            if (removed.isEmpty()) {
                break;
            }
            all =
                    new Removal(
                            removed.through(),
                            removed.anchor(),
                            all.entries() + removed.entries(),
                            all.tickets() + removed.tickets(),
                            all.events() + removed.events(),
                            all.bases() + removed.bases(),
                            all.calendar() + removed.calendar());
        }
        if (!all.isEmpty()) {
            log.info(
                    "Removed what had been kept long enough: {} tickets and {} events older than"
                        + " {}, {} audit entries up to number {}, what {} turns were decided from"
                        + " older than {}, {} records of the calendar.",
                    all.tickets(),
                    all.events(),
                    records,
                    all.entries(),
                    all.through(),
                    all.bases(),
                    checks,
                    all.calendar());
        }
    }

    private void removeChanges(Instant now) {
        for (int batch = 0; batch < BATCHES_MAX; batch++) {
            boolean more =
                    transactions.write(
                            "did not let old requests for change be removed",
                            handle -> {
                                var unused = Counters.reserve(handle, "record", 0);
                                return ChangeRetention.remove(
                                        handle, clock, now, before(now, records));
                            });
            if (!more) {
                return;
            }
        }
    }

    private static Instant before(Instant now, Period period) {
        return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    private Removal batch(Handle handle, Instant now) {
        long number = Counters.reserve(handle, "record", 1); // first: one at a time from here on
        Instant old = before(now, records);
        Removal last = Removal.newest(handle).orElse(Removal.NONE);
        List<String> tickets = oldTickets(handle, old);
        long events = removeTickets(handle, tickets) + removeLateEvents(handle, old);
        Optional<AuditEntry> newest = lastOldEntry(handle, old);
        long through = newest.map(AuditEntry::number).orElse(0L);
        long entries =
                newest.isEmpty()
                        ? 0
                        : handle.createUpdate(RetentionStatements.REMOVE_ENTRIES)
                                .bind("through", through)
                                .execute();
        long bases = removeBases(handle, before(now, checks), through);
        Removal removal =
                new Removal(
                        newest.map(AuditEntry::number).orElse(last.through()),
                        newest.map(AuditEntry::hash).orElse(last.anchor()),
                        entries,
                        tickets.size(),
                        events,
                        bases,
                        removeCalendar(handle, now));
        if (!removal.isEmpty()) {
            new AuditTrail(handle, clock)
                    .append(
                            number,
                            now,
                            Removal.TYPE,
                            Optional.empty(),
                            Optional.empty(),
                            "records are kept for %s, what decisions were made from for %s"
                                    .formatted(records, checks),
                            CaseJson.write(removal));
        }
        return removal;
    }

    private static List<String> oldTickets(Handle handle, Instant old) {
        return handle.createQuery(RetentionStatements.OLD_TICKETS)
                .bind("before", Rows.time(old))
                .bind("limit", TICKETS)
                .mapTo(String.class)
                .list();
    }

    /** How many events they had. */
    private static long removeTickets(Handle handle, List<String> tickets) {
        if (tickets.isEmpty()) {
            return 0;
        }
        for (String table : OF_TICKET) {
            remove(handle, RetentionStatements.removeOfTickets(table), tickets);
        }
        long events = remove(handle, RetentionStatements.removeOfTickets("ticket_event"), tickets);
        remove(handle, RetentionStatements.REMOVE_TICKETS, tickets);
        return events;
    }

    private static int remove(Handle handle, String statement, List<String> tickets) {
        return handle.createUpdate(statement).bindList("tickets", tickets).execute();
    }

    /** Those of breaches that were over before anybody heard of them, and had no ticket. */
    private static long removeLateEvents(Handle handle, Instant old) {
        List<Long> numbers =
                handle.createQuery(RetentionStatements.OLD_EVENTS)
                        .bind("before", Rows.time(old))
                        .bind("limit", ENTRIES)
                        .mapTo(Long.class)
                        .list();
        return numbers.isEmpty()
                ? 0
                : handle.createUpdate(RetentionStatements.REMOVE_EVENTS)
                        .bindList("numbers", numbers)
                        .execute();
    }

    /** The chain is only ever shortened from its beginning, and its newest entry stays. */
    private static Optional<AuditEntry> lastOldEntry(Handle handle, Instant old) {
        List<AuditEntry> oldest =
                handle.createQuery(AuditStatements.AFTER)
                        .bind("after", -1L)
                        .bind("limit", ENTRIES + 1)
                        .map((row, context) -> Rows.auditEntry(row))
                        .list();
        return oldest.stream()
                .limit(Math.max(0, oldest.size() - 1))
                .takeWhile(entry -> entry.recordedAt().isBefore(old))
                .reduce((one, next) -> next);
    }

    /** L-013 §10.1: the log of what was done is a record, the proof that it was done a check. */
    private long removeCalendar(Handle handle, Instant now) {
        long removed = 0;
        for (Family family : Family.values()) {
            Instant old = before(now, family == Family.COMPLETION ? checks : records);
            List<String> ids =
                    handle.createQuery(CalendarStatements.OLD)
                            .bind("family", family.name())
                            .bind("before", Rows.time(old))
                            .bind("limit", ENTRIES)
                            .mapTo(String.class)
                            .list();
            if (!ids.isEmpty()) {
                removed +=
                        handle.createUpdate(CalendarStatements.REMOVE)
                                .bind("family", family.name())
                                .bindList("ids", ids)
                                .execute();
            }
        }
        return removed;
    }

    private static long removeBases(Handle handle, Instant old, long through) {
        List<Long> numbers =
                handle.createQuery(RetentionStatements.OLD_BASES)
                        .bind("before", Rows.time(old))
                        .bind("through", through)
                        .bind("limit", ENTRIES)
                        .mapTo(Long.class)
                        .list();
        if (numbers.isEmpty()) {
            return 0;
        }
        handle.createUpdate(RetentionStatements.REMOVE_BASIS_PARTS)
                .bindList("numbers", numbers)
                .execute();
        return handle.createUpdate(RetentionStatements.REMOVE_BASES)
                .bindList("numbers", numbers)
                .execute();
    }
}
