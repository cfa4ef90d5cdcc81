package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person has said, as it is kept.
 *
 * @param revision counts from 0 with each change, and with the withdrawal
 * @param by the name of who said it last
 * @param role the word of the role by which they may
 * @param withdrawn why it no longer counts; empty while it does
 */
public record Kept<T extends CalendarRecord>(
        T what, int revision, String by, String role, Instant at, Optional<String> withdrawn) {
    public Kept {
        requireNonNull(what, "what");
        requireNonNull(by, "by");
        requireNonNull(role, "role");
        requireNonNull(at, "at");
        requireNonNull(withdrawn, "withdrawn");
        if (revision < 0) {
            throw new IllegalArgumentException("revision %d".formatted(revision));
        }
    }

    public boolean counts() {
        return withdrawn.isEmpty();
    }

    /** The same with what it is known to be; for those of one family. */
    <R extends CalendarRecord> Kept<R> as(Class<R> type) {
        return new Kept<>(type.cast(what), revision, by, role, at, withdrawn);
    }
}
