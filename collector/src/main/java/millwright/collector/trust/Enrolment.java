package millwright.collector.trust;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that agents may be enrolled with; what is secret in it is kept elsewhere, as a hash.
 *
 * @param id for people, such as {@code E-3f9a12c0}; not secret
 * @param collectors the addresses that its agents deliver to
 * @param usesMax how many hosts it may enrol in all
 */
public record Enrolment(
        String id,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        int usesMax,
        int usesLeft,
        Optional<Instant> revokedAt,
        List<URI> collectors) {
    public Enrolment {
        collectors = List.copyOf(collectors);
    }
}
