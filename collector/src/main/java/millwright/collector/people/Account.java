package millwright.collector.people;

import java.time.Instant;
import java.util.Optional;

/**
 * A person as the collector knows them.
 *
 * @param disabledAt since when they may do nothing any more; their name stays theirs
 */
public record Account(Person person, Instant createdAt, Optional<Instant> disabledAt) {
    public boolean isDisabled() {
        return disabledAt.isPresent();
    }
}
