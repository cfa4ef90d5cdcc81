package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something that would move the crossing, such as 40 GB made free.
 *
 * @param what in the imperative: {@code free 40 GB on db-07 /var}
 * @param early the early edge of the forecast then
 */
public record DeadlineRelief(String what, String authority, Instant early) {
    public DeadlineRelief {
        requireNonNull(what, "what");
        requireNonNull(authority, "authority");
        requireNonNull(early, "early");
    }
}
