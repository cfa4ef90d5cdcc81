package millwright.collector.cases;

/**
 * A person's act that a ticket or an emergency window cannot take as it stands. Nothing has
 * happened. Its message says what, why, and what to do.
 */
public final class ActRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What kind of answer it deserves. */
    public enum Why {
        /** There is no ticket or window of that id. */
        NO_SUCH_TICKET,

        /** The ticket's status does not allow it. */
        NOT_NOW,

        /** Telemetry says otherwise; it can be forced. */
        STILL_BREACHED,

        /** It is for somebody else to do: nobody approves their own request. */
        NOT_YOURS,

        /** Somebody else was faster. */
        HAS_CHANGED,

        /** What the act names does not exist, or does not fit. */
        MAKES_NO_SENSE
    }

    ActRefusedException(Why why, String message) {
        super(message, null, false, false); // an answer, not a fault: no stack trace
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
