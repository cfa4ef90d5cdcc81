package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a person wants written down.
 *
 * @param what as it is to be
 * @param seen the revision that they have seen; empty for something new
 * @param withdrawn why it is no longer to count; empty where it is to
 */
public record CalendarAct(CalendarRecord what, Optional<Integer> seen, Optional<String> withdrawn) {
    public CalendarAct {
        requireNonNull(what, "what");
        requireNonNull(seen, "seen");
        requireNonNull(withdrawn, "withdrawn");
        if (withdrawn.isPresent() && seen.isEmpty()) {
            throw new IllegalArgumentException("what was never there cannot be withdrawn");
        }
    }

    public static CalendarAct enter(CalendarRecord what) {
        return new CalendarAct(what, Optional.empty(), Optional.empty());
    }

    public static CalendarAct change(CalendarRecord what, int seen) {
        return new CalendarAct(what, Optional.of(seen), Optional.empty());
    }

    public static CalendarAct withdraw(CalendarRecord what, int seen, String reason) {
        return new CalendarAct(what, Optional.of(seen), Optional.of(reason));
    }
}
