package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.Priority;

/**
 * The request for an emergency window that an urgent ticket raises (L-013 §4.2).
 *
 * @param id such as {@code EW-000001}
 * @param authority who may approve it
 * @param deputy who may where the authority cannot be reached
 * @param longest how long the window may be
 * @param notice how long before its start people must be told
 * @param decidedAt when it left {@link Status#REQUESTED}
 * @param decidedBy the person; empty where it was superseded or withdrawn
 * @param reason with the ticket's evidence
 */
public record EmergencyRequest(
        String id,
        String ticket,
        Priority priority,
        String authority,
        Optional<String> deputy,
        Instant requestedAt,
        Duration longest,
        Duration notice,
        Status status,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        String reason) {
    /**
     *
     *
     * <pre>
     * REQUESTED → APPROVED, REJECTED   the authority has decided
     * REQUESTED → SUPERSEDED           the ticket has another urgent priority, and so another request
     * REQUESTED → WITHDRAWN            the ticket needs it no more
     * </pre>
     */
    public enum Status {
        REQUESTED,
        APPROVED,
        REJECTED,
        SUPERSEDED,
        WITHDRAWN
    }

    /** More is known of why. */
    EmergencyRequest because(String newest) {
        return new EmergencyRequest(
                id,
                ticket,
                priority,
                authority,
                deputy,
                requestedAt,
                longest,
                notice,
                status,
                decidedAt,
                decidedBy,
                newest);
    }

    /** It is decided without a person. */
    EmergencyRequest over(Status how, Instant at) {
        return new EmergencyRequest(
                id,
                ticket,
                priority,
                authority,
                deputy,
                requestedAt,
                longest,
                notice,
                how,
                Optional.of(at),
                Optional.empty(),
                reason);
    }
}
