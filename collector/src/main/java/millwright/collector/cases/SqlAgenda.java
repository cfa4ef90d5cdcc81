package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import millwright.collector.cases.SqlHandlingRecords.Segment;
import millwright.rules.decision.CaseFacts;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Handle;

/**
 * What tickets in a database ask for by themselves. Remembers when the next of them does, so that
 * most turns need not ask the database. What others write there is seen within a minute.
 */
final class SqlAgenda {
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final Supplier<MaintenancePolicy> policy;
    private boolean isStale = true; // guarded by this
    private Instant next = Instant.MIN; // guarded by this
    private Instant readAt = Instant.MIN; // guarded by this

    SqlAgenda(Transactions transactions, Supplier<MaintenancePolicy> policy) {
        this.transactions = transactions;
        this.policy = policy;
    }

    /** Something was written, or may have been. */
    synchronized void hasNews() {
        isStale = true;
    }

    CaseFacts due(Instant now) {
        if (!isWorthAsking(now)) {
            return CaseFacts.NONE;
        }
        try {
            return transactions.read(handle -> read(handle, now));
        } catch (RuntimeException e) {
            hasNews();
            throw e;
        }
    }

    private synchronized boolean isWorthAsking(Instant now) {
        boolean isWorth = isStale || !now.isBefore(next) || now.isAfter(readAt.plus(TRUSTED));
        if (isWorth) {
            isStale = false; // before reading: what is written meanwhile makes it stale again
            readAt = now;
        }
        return isWorth;
    }

    private CaseFacts read(Handle handle, Instant now) {
        SqlTicketRecords records = SqlTicketRecords.reading(handle);
        Agenda agenda = new Agenda(records, policy.get(), now);
        handle.createQuery(HandlingStatements.PLANNED)
                .bind("now", Rows.time(now))
                .map((row, context) -> Rows.ticket(row))
                .list()
                .forEach(agenda::addMarks);
        agenda.addWindows();
        handle.createQuery(HandlingStatements.URGENT)
                .map((row, context) -> Rows.ticket(row))
                .list()
                .forEach(agenda::addUrgent);
        remember(nextPlan(handle), agenda.hasUrgent());
        return agenda.facts();
    }

    private synchronized void remember(Optional<Instant> plan, boolean hasUrgent) {
        next = plan.orElse(Instant.MAX);
        isStale |= hasUrgent; // until they have asked
    }

    Optional<Instant> next() {
        return transactions.read(SqlAgenda::nextPlan);
    }

    private static Optional<Instant> nextPlan(Handle handle) {
        return Stream.of(HandlingStatements.NEXT_PLAN, EmergencyStatements.NEXT_PLAN)
                .flatMap(
                        statement ->
                                handle
                                        .createQuery(statement)
                                        .map((row, context) -> Rows.instant(row, "next_mark_at"))
                                        .one()
                                        .stream())
                .min(Comparator.naturalOrder());
    }

    List<ActiveClock> activeClocks(Instant now, int limit) {
        record Owner(String ticket, Priority priority) {}
        record Row(Owner owner, Segment segment) {}
        List<Row> rows =
                transactions.read(
                        handle ->
                                handle.createQuery(HandlingStatements.ACTIVE_CLOCKS)
                                        .bind("limit", limit)
                                        .map(
                                                (row, context) ->
                                                        new Row(
                                                                new Owner(
                                                                        row.getString("id"),
                                                                        Priority.valueOf(
                                                                                row.getString(
                                                                                        "priority"))),
                                                                Segment.of(row)))
                                        .list());
        Map<Owner, List<Segment>> byTicket = new LinkedHashMap<>();
        rows.forEach(
                row ->
                        byTicket.computeIfAbsent(row.owner(), x -> new ArrayList<>())
                                .add(row.segment()));
        List<ActiveClock> clocks = new ArrayList<>();
        byTicket.forEach(
                (owner, segments) ->
                        clocks.addAll(
                                ActiveClock.of(
                                        owner.ticket(),
                                        owner.priority(),
                                        Segment.clocks(segments),
                                        policy.get(),
                                        now)));
        return clocks;
    }
}
