package millwright.agent.probe;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** A target gave no usable answer. The message says what happened, with the figures. */
public final class TargetDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Few, so that they can be counted and filtered by. */
    public enum Reason {
        REFUSED,
        TIMED_OUT,
        UNKNOWN_HOST,
        AUTHENTICATION,
        PERMISSION,
        TLS,
        CONNECTION_LOST,
        TOO_LARGE,
        BAD_ANSWER,
        UNREADABLE;

        /** As the samples say it, such as {@code timed_out}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public TargetDownException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public TargetDownException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
