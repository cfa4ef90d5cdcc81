package millwright.collector.calendar;

/**
 * What the calendar does not take from a person. Nothing has happened. Its message says what, why,
 * and what to do.
 */
public final class CalendarRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What kind of answer it deserves. */
    public enum Why {
        NOT_ALLOWED,
        NO_SUCH,
        /** Somebody else was faster, or the time for it is over. */
        HAS_CHANGED,
        MAKES_NO_SENSE
    }

    public CalendarRefusedException(Why why, String message) {
        super(message, null, false, false); // an answer, not a fault: no stack trace
        this.why = why;
    }

    public Why why() {
        return why;
    }

    static CalendarRefusedException senseless(String message) {
        return new CalendarRefusedException(Why.MAKES_NO_SENSE, message);
    }

    static CalendarRefusedException noSuch(String message) {
        return new CalendarRefusedException(Why.NO_SUCH, message);
    }
}
