package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Why work cannot be at some time.
 *
 * @param name of what stands in the way: a window, blackout, freeze or other work
 * @param reason a sentence for people, without its full stop
 * @param when the time of what stands in the way
 */
public record Obstacle(Kind kind, String name, String reason, Optional<Span> when) {
    /** What stands in the way. */
    public enum Kind {
        /** The deadline leaves no time at all. */
        PAST,
        BLACKOUT,
        FREEZE,
        NO_WINDOW,
        /** The window takes other kinds of work only. */
        OTHER_WORK_ONLY,
        TOO_SHORT,
        NOT_BEFORE,
        LEAD_TIME,
        CAB,
        NOTICE,
        OCCUPIED,
        DEADLINE;

        /** As people write it: {@code lead-time}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Obstacle {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
        requireNonNull(when, "when");
    }

    static Obstacle of(Restriction restriction, ZoneId zone) {
        return new Obstacle(
                restriction.isFreeze() ? Kind.FREEZE : Kind.BLACKOUT,
                restriction.name(),
                "%s %s, %s%s"
                        .formatted(
                                restriction.isFreeze() ? "freeze" : "blackout",
                                restriction.name(),
                                WallClock.words(restriction.span(), zone),
                                restriction.provisional() ? ", provisional" : ""),
                Optional.of(restriction.span()));
    }
}
