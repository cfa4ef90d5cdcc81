package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Appends to the audit, within the transaction of a handle. Each entry seals the one before it, so
 * whoever changes or removes one later breaks the chain. The transaction holds the counter of
 * records, so no other appends at the same time.
 */
final class AuditTrail {
    /** What the first entry seals. */
    static final String BEGINNING = "0".repeat(64);

    private final Handle handle;
    private final InstantSource clock;
    private String last = "";

    AuditTrail(Handle handle, InstantSource clock) {
        this.handle = handle;
        this.clock = clock;
    }

    /**
     * @param at when it was true; kept to the microsecond, as every database can
     * @param recordedAt when we knew
     * @param actor empty where no person acted
     * @param detail JSON
     */
    record Entry(
            long number,
            Instant at,
            Instant recordedAt,
            String type,
            Optional<String> ticket,
            Optional<String> actor,
            String rule,
            String detail) {
        Entry {
            at = at.truncatedTo(ChronoUnit.MICROS);
            recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
        }

        /** SHA-256 of the previous hash and of every field, each with its length before it. */
        String sealing(String previous) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String part :
                        new String[] {
                            previous,
                            Long.toString(number),
                            at.toString(),
                            recordedAt.toString(),
                            type,
                            ticket.orElse(""),
                            actor.orElse(""),
                            rule,
                            detail
                        }) {
                    byte[] bytes = part.getBytes(UTF_8);
                    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                    digest.update(bytes);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
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
        Entry entry = new Entry(number, at, clock.instant(), type, ticket, actor, rule, detail);
        String previous = last.isEmpty() ? newest() : last;
        last = entry.sealing(previous);
        handle.createUpdate(Statements.INSERT_AUDIT)
                .bind("number", number)
                .bind("at", Rows.time(entry.at()))
                .bind("recorded_at", Rows.time(entry.recordedAt()))
                .bind("type", type)
                .bind("ticket", ticket.orElse(null))
                .bind("actor", actor.orElse(null))
                .bind("rule", rule)
                .bind("detail", detail)
                .bind("previous_hash", previous)
                .bind("hash", last)
                .execute();
    }

    private String newest() {
        return handle.createQuery(Statements.LAST_AUDIT_HASH)
                .mapTo(String.class)
                .findOne()
                .orElse(BEGINNING);
    }
}
