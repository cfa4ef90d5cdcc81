package millwright.collector.change;

/**
 * A person's act that a request, a meeting or a delegation cannot take as it stands. Nothing has
 * happened. Its message says what, why, and what to do.
 */
public final class ChangeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What kind of answer it deserves. */
    public enum Why {
        /** There is none of that id. */
        UNKNOWN,

        /** Its state, or the time, does not allow it. */
        NOT_NOW,

        /** Somebody else was faster. */
        HAS_CHANGED,

        /** This person may not: has not the role, or it is the person's own request. */
        NOT_ALLOWED,

        /** What the act says does not fit. */
        MAKES_NO_SENSE
    }

    ChangeRefusedException(Why why, String message) {
        super(message, null, false, false); // an answer, not a fault: no stack trace
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
