package millwright.rules.calendar;

import java.util.Set;

/**
 * One time that is forbidden.
 *
 * @param key see {@link CalendarEntry}
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
        boolean sparesRoutine,
        boolean provisional,
        int revision) {
    boolean forbids(ChangeType type) {
        return type != ChangeType.ROUTINE || !sparesRoutine;
    }

    boolean isFreeze() {
        return kind == CalendarEntry.Kind.FREEZE;
    }
}
