package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Something in a calendar that somebody should look at.
 *
 * @param check the kind of finding, such as {@code window-swallowed}
 * @param what a sentence without its full stop
 * @param when the first day that it is about; empty if it is about all
 * @param suggestion what to do, as a sentence
 */
public record Finding(
        Severity severity,
        String check,
        String subject,
        String what,
        Optional<LocalDate> when,
        String suggestion) {
    /** How bad it is. */
    public enum Severity {
        /** Cannot be followed as it stands. */
        ERROR,
        /** Somebody has to decide. */
        WARNING,
        /** Good to know. */
        INFO;

        /** As people write it: {@code error}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(check, "check");
        requireNonNull(subject, "subject");
        requireNonNull(what, "what");
        requireNonNull(when, "when");
        requireNonNull(suggestion, "suggestion");
    }
}
