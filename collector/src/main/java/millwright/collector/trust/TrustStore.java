package millwright.collector.trust;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps who is trusted. Each change commits together with its audit entry, or does not happen.
 * Thread-safe.
 */
public interface TrustStore {
    /** What became of a token that somebody showed. */
    enum Outcome {
        REDEEMED,
        UNKNOWN,
        EXPIRED,
        USED_UP,
        REVOKED
    }

    /**
     * @param enrolment empty where the token is unknown
     * @param replaced whether the host was enrolled before; what it had is no longer good
     */
    record Redemption(Outcome outcome, Optional<Enrolment> enrolment, boolean replaced) {}

    /** All, also those that were revoked. */
    List<AgentCredential> listCredentials();

    /** Newest first; those that ended long ago are forgotten. */
    List<Enrolment> listEnrolments();

    /**
     * @param secretHash SHA-256 of the token's secret
     */
    void add(Enrolment enrolment, String secretHash);

    /** False where there is none of that id, or it was revoked already. */
    boolean revokeEnrolment(String id, Instant at);

    /** Takes one use of the token and makes {@code fresh} the only credential of its host. */
    Redemption redeem(String secretHash, AgentCredential fresh);

    /** Puts {@code fresh} beside the old one, in the place of one that was never used. */
    void rotate(String oldHash, AgentCredential fresh);

    /** False where the host has no credential that is good. */
    boolean revokeHost(String host, Instant at);

    /**
     * @param host empty for all
     * @return how many hosts are asked
     */
    int askRotation(Optional<String> host, Instant at);

    /**
     * @param lastUsed by hash
     * @param retired hashes of credentials whose successors have been used
     */
    void note(Map<String, Instant> lastUsed, Set<String> retired);

    /** Forgets tokens that ended before. */
    void forgetEnrolments(Instant endedBefore);
}
