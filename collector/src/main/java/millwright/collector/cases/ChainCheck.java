package millwright.collector.cases;

import java.util.List;
import java.util.Optional;
import millwright.collector.cases.ChainReport.Fault;

/** Goes along the audit from its beginning, or from where retention declares it to begin. */
final class ChainCheck {
    private static final int PAGE = 1000;

    private final Transactions transactions;
    private long entries;
    private long first;
    private Optional<AuditEntry> before = Optional.empty();

    ChainCheck(Transactions transactions) {
        this.transactions = transactions;
    }

    ChainReport run() {
        Optional<Removal> removed = transactions.read(handle -> Removal.newest(handle));
        Optional<Fault> fault = Optional.empty();
        List<AuditEntry> page = page();
        while (!page.isEmpty() && fault.isEmpty()) {
            for (AuditEntry entry : page) {
                fault = fault.isPresent() ? fault : look(entry, removed);
            }
            page = page();
        }
        if (fault.isEmpty()) {
            fault = eventWithoutEntry(removed);
        }
        return new ChainReport(
                entries,
                first,
                before.map(AuditEntry::number).orElse(0L),
                before.map(AuditEntry::hash).orElse(AuditEntry.BEGINNING),
                removed.map(Removal::through),
                fault);
    }

    private List<AuditEntry> page() {
        long after = before.map(AuditEntry::number).orElse(-1L);
        return transactions.read(
                handle ->
                        handle.createQuery(AuditStatements.AFTER)
                                .bind("after", after)
                                .bind("limit", PAGE)
                                .map((row, context) -> Rows.auditEntry(row))
                                .list());
    }

    private Optional<Fault> look(AuditEntry entry, Optional<Removal> removed) {
        String expected =
                before.map(AuditEntry::hash)
                        .or(() -> removed.map(Removal::anchor))
                        .orElse(AuditEntry.BEGINNING);
        Optional<Fault> fault = Optional.empty();
        if (!entry.previousHash().equals(expected)) {
            fault =
                    Optional.of(
                            new Fault(
                                    entry.number(),
                                    missing(removed),
                                    expected,
                                    entry.previousHash()));
        } else if (!entry.hash().equals(entry.sealing())) {
            fault =
                    Optional.of(
                            new Fault(
                                    entry.number(),
                                    "This entry was changed after it was written.",
                                    entry.sealing(),
                                    entry.hash()));
        }
        entries++;
        if (before.isEmpty()) {
            first = entry.number();
        }
        before = Optional.of(entry);
        return fault;
    }

    private String missing(Optional<Removal> removed) {
        if (before.isPresent()) {
            return "This entry does not follow entry %d: one between them was removed, or put in."
                    .formatted(before.get().number());
        }
        return removed.isPresent()
                ? "The oldest entry does not follow entry %d, up to which retention declares to have removed them."
                        .formatted(removed.get().through())
                : "The oldest entry is not the first one: what was before it was removed, and"
                        + " nothing declares that.";
    }

    private Optional<Fault> eventWithoutEntry(Optional<Removal> removed) {
        long after = removed.map(Removal::through).orElse(0L);
        long number =
                transactions.read(
                        handle ->
                                handle.createQuery(AuditStatements.EVENT_WITHOUT_ENTRY)
                                        .bind("after", after)
                                        .map((row, context) -> row.getLong(1)) // 0 for none
                                        .one());
        return number == 0
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                number,
                                "A ticket's history has an event of this number, and the audit has"
                                        + " not: its newest entries were removed.",
                                "an entry",
                                "none"));
    }
}
