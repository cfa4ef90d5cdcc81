package millwright.collector.people;

import java.time.Instant;
import java.util.Optional;

/**
 * By what the collector knows a person; a person may have several.
 *
 * @param id for people and the audit, such as {@code K-3f9a12c0}; not secret
 * @param hash SHA-256 of the token, 64 hexadecimal digits
 * @param person the name
 * @param expiresAt exclusive; empty for one that does not end by itself
 * @param lastUsedAt to the hour
 */
public record PersonToken(
        String id,
        String hash,
        String person,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    static PersonToken fresh(String hash, String person, Instant now, Optional<Instant> expiresAt) {
        return new PersonToken(
                "K-" + hash.substring(0, 8),
                hash,
                person,
                now,
                expiresAt,
                Optional.empty(),
                Optional.empty());
    }

    public boolean isGood(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    PersonToken usedAt(Instant at) {
        return new PersonToken(id, hash, person, createdAt, expiresAt, Optional.of(at), revokedAt);
    }
}
