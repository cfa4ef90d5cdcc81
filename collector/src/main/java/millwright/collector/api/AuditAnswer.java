package millwright.collector.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Optional;
import millwright.collector.cases.AuditEntry;

/**
 * One entry of the audit as the interface shows it.
 *
 * @param detail JSON already
 */
record AuditAnswer(
        long number,
        Instant at,
        Instant recordedAt,
        String type,
        Optional<String> ticket,
        Optional<String> actor,
        String rule,
        @JsonRawValue String detail,
        Optional<Long> basis,
        String previousHash,
        String hash) {
    static AuditAnswer of(AuditEntry entry) {
        return new AuditAnswer(
                entry.number(),
                entry.at(),
                entry.recordedAt(),
                entry.type(),
                entry.ticket(),
                entry.actor(),
                entry.rule(),
                entry.detail(),
                entry.basis(),
                entry.previousHash(),
                entry.hash());
    }
}
