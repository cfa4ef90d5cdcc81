package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Appends to the audit, within the transaction of a handle. Each entry seals the one before it, so
 * whoever changes or removes one later breaks the chain. The transaction holds the counter of
 * records, so no other appends at the same time.
 */
final class AuditTrail {
    private final Handle handle;
    private final InstantSource clock;
    private String last = "";
    private Optional<Long> basis = Optional.empty();

    AuditTrail(Handle handle, InstantSource clock) {
        this.handle = handle;
        this.clock = clock;
    }

    /** What is appended from now on was decided from what that entry seals. */
    void decidedFrom(long entry) {
        basis = Optional.of(entry);
    }

    /** Such a thing has happened; {@code number} is one that the transaction has reserved. */
    void append(
            long number,
            Instant at,
            String type,
            Optional<String> ticket,
            Optional<String> actor,
            String rule,
            String detail) {
        AuditEntry entry =
                new AuditEntry(
                                number,
                                at,
                                clock.instant(),
                                type,
                                ticket,
                                actor,
                                rule,
                                detail,
                                basis,
                                last.isEmpty() ? newest() : last,
                                "")
                        .sealed();
        last = entry.hash();
        handle.createUpdate(AuditStatements.APPEND)
                .bind("number", number)
                .bind("at", Rows.time(entry.at()))
                .bind("recorded_at", Rows.time(entry.recordedAt()))
                .bind("type", type)
                .bind("ticket", ticket.orElse(null))
                .bind("actor", actor.orElse(null))
                .bind("rule", rule)
                .bind("detail", detail)
                .bindByType("basis", basis.orElse(null), Long.class)
                .bind("previous_hash", entry.previousHash())
                .bind("hash", entry.hash())
                .execute();
    }

    private String newest() {
        return handle.createQuery(AuditStatements.LAST_HASH)
                .mapTo(String.class)
                .findOne()
                .orElse(AuditEntry.BEGINNING);
    }
}
