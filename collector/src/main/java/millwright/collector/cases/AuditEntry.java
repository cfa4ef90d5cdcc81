package millwright.collector.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One entry of the audit, which seals the one before it.
 *
 * @param number ascending; gaps mean nothing
 * @param at when it was true; to the microsecond, as every database can
 * @param recordedAt when we knew
 * @param ticket empty where it is about none
 * @param actor empty where no person acted
 * @param rule which rule decided, or in whose name it was done
 * @param detail JSON
 * @param basis number of the entry that seals what was decided from; empty where no rule decided
 * @param previousHash hash of the entry before it
 * @param hash SHA-256 of {@code previousHash} and of all the rest
 */
public record AuditEntry(
        long number,
        Instant at,
        Instant recordedAt,
        String type,
        Optional<String> ticket,
        Optional<String> actor,
        String rule,
        String detail,
        Optional<Long> basis,
        String previousHash,
        String hash) {
    /** What the first entry of all seals. */
    static final String BEGINNING = "0".repeat(64);

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same with the hash that its content has. */
    AuditEntry sealed() {
        return new AuditEntry(
                number,
                at,
                recordedAt,
                type,
                ticket,
                actor,
                rule,
                detail,
                basis,
                previousHash,
                sealing());
    }

    /** The hash that an entry of this content must have. */
    String sealing() {
        return Sha256.ofAll(
                previousHash,
                Long.toString(number),
                at.toString(),
                recordedAt.toString(),
                type,
                ticket.orElse(""),
                actor.orElse(""),
                rule,
                detail,
                basis.map(String::valueOf).orElse(""));
    }
}
