package millwright.rules.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One role's yes.
 *
 * @param role title of the authority that it counts for
 * @param person name of who said it
 * @param inPlaceOf whose deputy the person is; empty where the role is the person's own
 */
public record Approval(
        String role, String person, Optional<String> inPlaceOf, Instant at, String note) {
    public Approval {
        requireNonNull(role, "role");
        requireNonNull(person, "person");
        requireNonNull(inPlaceOf, "inPlaceOf");
        requireNonNull(at, "at");
        requireNonNull(note, "note");
    }
}
