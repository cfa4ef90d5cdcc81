package millwright.rules.calendar;

import java.util.Locale;

/** What could give way where a piece of work does not fit. */
public enum RelaxationKind {
    /** The time for which those concerned must know of it. */
    NOTICE,
    /** The time between its end and the early edge of the forecast. */
    MARGIN,
    /** The other work that is in the way. */
    OTHER_WORK,
    /** The days between submission and start. */
    LEAD_TIME,
    /** The regular meeting: the emergency CAB instead. */
    CAB,
    /** The windows that recur: one more, for this work. */
    WINDOW,
    /** Freezes, where a ground or the emergency CAB lifts them. */
    FREEZE,
    /** Blackouts, where a ground lifts them. */
    BLACKOUT,
    /** The deadline itself: something that moves it, such as space made free. */
    DEADLINE;

    /** As people write it: {@code lead-time}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
