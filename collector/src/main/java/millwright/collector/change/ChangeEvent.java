package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import millwright.collector.people.Person;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/**
 * What has happened to a request, or to what decides on it; a line of its history and of the audit.
 *
 * @param type such as {@code rfc-approved}
 * @param rfc empty for a meeting or a delegation
 * @param ticket the one that the request came from
 * @param state that the request is in since then
 * @param actor empty where no person acted
 * @param reason what was done, and why, in words
 */
public record ChangeEvent(
        Instant at,
        String type,
        Optional<String> rfc,
        Optional<String> ticket,
        Optional<RfcState> state,
        Optional<String> actor,
        String reason) {
    public ChangeEvent {
        requireNonNull(at, "at");
        requireNonNull(type, "type");
        requireNonNull(rfc, "rfc");
        requireNonNull(ticket, "ticket");
        requireNonNull(state, "state");
        requireNonNull(actor, "actor");
        requireNonNull(reason, "reason");
    }

    /** Of a request, as it is now. */
    static ChangeEvent of(Rfc rfc, Instant at, String type, Optional<String> actor, String reason) {
        return new ChangeEvent(
                at,
                type,
                Optional.of(rfc.id()),
                rfc.work().ticket(),
                Optional.of(rfc.state()),
                actor,
                reason);
    }

    /** Of a meeting or a delegation, by a person. */
    static ChangeEvent by(Person person, Instant at, String type, String reason) {
        return new ChangeEvent(
                at,
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(person.name()),
                reason);
    }
}
