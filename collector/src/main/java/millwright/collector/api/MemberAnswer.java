package millwright.collector.api;

import java.time.Instant;
import java.util.Optional;
import millwright.collector.cases.Ticket;

/**
 * One of the keys that a ticket speaks for.
 *
 * @param held whether the ticket speaks for it now
 * @param since when its newest breach began
 * @param recoveredAt absent while it is bad
 */
record MemberAnswer(
        String host,
        String indicator,
        String resource,
        boolean held,
        Instant joinedAt,
        Instant since,
        Optional<Instant> recoveredAt) {
    static MemberAnswer of(Ticket.Member member) {
        return new MemberAnswer(
                member.key().host(),
                member.key().indicator(),
                member.key().resource(),
                member.isHeld(),
                member.joinedAt(),
                member.episode(),
                member.recoveredAt());
    }
}
