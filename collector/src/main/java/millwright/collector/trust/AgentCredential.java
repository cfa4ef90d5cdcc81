package millwright.collector.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * By what the collector knows one agent.
 *
 * @param hash SHA-256 of the credential, 64 hexadecimal digits
 * @param host the only one of which it may write samples
 * @param agentVersion as the agent said when it enrolled
 * @param lastUsedAt to the hour
 * @param rotateAskedAt when somebody asked for a new one
 * @param supersededAt since when a newer one exists; this one ends when that is used, or a day
 *     after
 */
public record AgentCredential(
        String hash,
        String host,
        String agentVersion,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> rotateAskedAt,
        Optional<Instant> supersededAt,
        Optional<Instant> revokedAt) {

    static AgentCredential fresh(String hash, String host, String agentVersion, Instant now) {
        return new AgentCredential(
                hash,
                host,
                agentVersion,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
