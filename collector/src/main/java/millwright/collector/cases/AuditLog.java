package millwright.collector.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the audit. Thread-safe. */
public final class AuditLog implements AutoCloseable {
    private final Transactions transactions;

    AuditLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The newest first. */
    public List<AuditEntry> list(AuditFilter filter) {
        return transactions.read(
                handle ->
                        bind(handle.createQuery(AuditStatements.list(filter)), filter)
                                .bind("offset", filter.offset())
                                .bind("limit", filter.limit())
                                .map((row, context) -> Rows.auditEntry(row))
                                .list());
    }

    /** How many the filter matches, whatever its limit. */
    public long count(AuditFilter filter) {
        return transactions.read(
                handle ->
                        bind(handle.createQuery(AuditStatements.count(filter)), filter)
                                .mapTo(Long.class)
                                .one());
    }

    /** Reads all of it and works every hash out again; some seconds for a million entries. */
    public ChainReport verify() {
        return new ChainCheck(transactions).run();
    }

    /** What is kept of a ticket's decisions; empty where the audit knows no such ticket. */
    public Optional<Dossier> dossier(String ticket) {
        return transactions.read(handle -> dossier(handle, ticket));
    }

    private static Optional<Dossier> dossier(Handle handle, String ticket) {
        List<AuditEntry> entries =
                handle.createQuery(AuditStatements.OF_TICKET)
                        .bind("ticket", ticket)
                        .map((row, context) -> Rows.auditEntry(row))
                        .list();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, Dossier.Kept> bases = new TreeMap<>();
        Map<String, String> rules = new TreeMap<>();
        entries.stream()
                .flatMap(entry -> entry.basis().stream())
                .distinct()
                .forEach(number -> kept(handle, number).ifPresent(k -> bases.put(number, k)));
        bases.values().stream()
                .map(Dossier.Kept::rules)
                .distinct()
                .forEach(hash -> rules.put(hash, rules(handle, hash)));
        return Optional.of(new Dossier(ticket, entries, bases, rules));
    }

    private static Optional<Dossier.Kept> kept(Handle handle, long number) {
        List<String> parts =
                handle.createQuery(AuditStatements.BASIS_PARTS)
                        .bind("basis", number)
                        .mapTo(String.class)
                        .list();
        Optional<AuditEntry> entry =
                handle.createQuery(AuditStatements.ENTRY)
                        .bind("number", number)
                        .map((row, context) -> Rows.auditEntry(row))
                        .findOne();
        return entry.flatMap(
                seal ->
                        handle.createQuery(AuditStatements.BASIS)
                                .bind("number", number)
                                .map((row, context) -> row.getString("rules"))
                                .findOne()
                                .filter(hash -> !parts.isEmpty())
                                .map(hash -> new Dossier.Kept(seal, hash, FrozenText.text(parts))));
    }

    private static String rules(Handle handle, String hash) {
        return FrozenText.text(
                handle.createQuery(AuditStatements.RULES_PARTS)
                        .bind("hash", hash)
                        .mapTo(String.class)
                        .list());
    }

    private static Query bind(Query query, AuditFilter filter) {
        filter.ticket().ifPresent(ticket -> query.bind("ticket", ticket));
        filter.type().ifPresent(type -> query.bind("type", type));
        filter.from().ifPresent(from -> query.bind("from_time", Rows.time(from)));
        filter.to().ifPresent(to -> query.bind("to_time", Rows.time(to)));
        return query;
    }

    /** Only for one that was opened by itself. */
    @Override
    public void close() {
        transactions.close();
    }
}
