package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

/**
 * What a person has put into the calendar once, beside what recurs.
 *
 * @param id for good; unique among the entries
 * @param name as it stands in conflicts, such as {@code audit-freeze}
 * @param reason never blank; an exemption's is counted (L-013 §4.3)
 * @param by the person
 * @param revision counts from 0 with each change of the entry
 */
public record OneOff(
        String id,
        Kind kind,
        String name,
        Span span,
        Scope scope,
        String reason,
        String by,
        int revision) {
    /** What it does to its time. */
    public enum Kind {
        /** Permits changes of any type, where no blackout and no freeze forbids them. */
        WINDOW,
        /** Forbids all maintenance, routine work too. */
        BLACKOUT,
        /** Forbids changes. */
        FREEZE,
        /** Permits changes of any type, whatever forbids them. */
        EXEMPTION
    }

    public OneOff {
        requireNonNull(kind, "kind");
        requireNonNull(span, "span");
        requireNonNull(scope, "scope");
        if (id.isBlank() || name.isBlank() || reason.isBlank() || by.isBlank()) {
            throw new IllegalArgumentException(
                    "a calendar entry needs an id, a name, a reason and the person who made it");
        }
    }
}
