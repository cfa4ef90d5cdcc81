package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ActiveWindow;
import millwright.rules.policy.MaintenancePolicy;
import org.jdbi.v3.core.Handle;

/**
 * Emergency windows in a database. Remembers which are active, as each turn asks; what others write
 * there is seen within a minute.
 */
final class SqlEmergencyStore implements EmergencyStore {
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final InstantSource clock;
    private final Supplier<MaintenancePolicy> policy;
    private final Runnable news;
    private Optional<ActiveWindows> known = Optional.empty(); // guarded by this
    private Instant readAt = Instant.MIN; // guarded by this

    /**
     * @param news to be run when something was written, or may have been
     */
    SqlEmergencyStore(
            Transactions transactions,
            InstantSource clock,
            Supplier<MaintenancePolicy> policy,
            Runnable news) {
        this.transactions = transactions;
        this.clock = clock;
        this.policy = policy;
        this.news = news;
    }

    /** Something was written, or may have been: also a ticket that a window is for. */
    synchronized void hasNews() {
        known = Optional.empty();
    }

    @Override
    public synchronized List<ActiveWindow> active(Instant now) {
        boolean isFresh = !now.isAfter(readAt.plus(TRUSTED)) && !now.isBefore(readAt);
        if (known.isEmpty() || !isFresh) {
            known =
                    Optional.of(
                            transactions.read(
                                    handle -> ActiveWindows.of(SqlTicketRecords.reading(handle))));
            readAt = now;
        }
        return known.get().at(now);
    }

    @Override
    public Optional<EmergencyWindow> find(String id) {
        return transactions.read(
                handle -> {
                    SqlWindowRecords windows = new SqlWindowRecords(handle);
                    return windows.find(id)
                            .map(one -> new EmergencyWindow(one, windows.events(id)));
                });
    }

    @Override
    public List<CaseEvent> request(String ticket, String reason, String actor, Instant at) {
        return write(
                "did not take the request of %s for %s".formatted(actor, ticket),
                handle ->
                        new TicketBook(records(handle), policy.get())
                                .requestWindow(ticket, reason, actor, at));
    }

    @Override
    public List<CaseEvent> act(
            String id,
            EmergencyAct act,
            String actor,
            Instant at,
            Optional<Integer> version,
            MaintenanceCalendar calendar,
            WindowRequests requests) {
        return write(
                "did not take what %s did with %s".formatted(actor, id),
                handle ->
                        new EmergencyActs(
                                        records(handle),
                                        policy.get(),
                                        calendar,
                                        actor,
                                        at,
                                        requests,
                                        new SqlChangeRecords(handle, clock))
                                .act(id, act, version));
    }

    @Override
    public List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> span, Instant at) {
        return write(
                "did not take %s for %s".formatted(rfc, id),
                handle ->
                        new EmergencyHistory(records(handle), policy.get())
                                .noteDraft(id, rfc, span, at));
    }

    private List<CaseEvent> write(String failed, Function<Handle, List<CaseEvent>> work) {
        try {
            return transactions.write(failed, work);
        } finally {
            news.run();
        }
    }

    /** Reserves their numbers first, and so is alone until it is done. */
    private SqlTicketRecords records(Handle handle) {
        return new SqlTicketRecords(handle, clock, EmergencyActs.EVENTS_MAX, Optional.empty());
    }

    @Override
    public Map<String, Long> exemptionsSince(Instant from) {
        return transactions.read(
                handle -> {
                    Map<String, Long> counts = new TreeMap<>();
                    handle.createQuery(EmergencyStatements.EXEMPTIONS)
                            .bind("from_time", Rows.time(from))
                            .map(
                                    (row, context) ->
                                            Map.entry(
                                                    row.getString("exemption"),
                                                    row.getLong("amount")))
                            .forEach(one -> counts.put(one.getKey(), one.getValue()));
                    return counts;
                });
    }
}
