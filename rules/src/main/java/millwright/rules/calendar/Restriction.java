package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One time that is forbidden.
 *
 * @param key see {@link CalendarEntry}
 * @param finishBefore how long before it changes must be done
 * @param sparesRoutine whether routine work goes on in it
 */
record Restriction(
        String key,
        CalendarEntry.Kind kind,
        String name,
        Span span,
        Scope scope,
        String reason,
        Set<String> grounds,
        boolean byEmergencyCab,
        Duration finishBefore,
        boolean sparesRoutine,
        boolean provisional,
        int revision) {
    boolean forbids(ChangeType type) {
        return type != ChangeType.ROUTINE || !sparesRoutine;
    }

    /** Whether work that ends then is done too shortly before it. */
    boolean isTooClose(Instant end) {
        return !end.isAfter(span.start()) && end.isAfter(span.start().minus(finishBefore));
    }

    boolean isFreeze() {
        return kind == CalendarEntry.Kind.FREEZE;
    }
}
