package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Fact: an emergency window has reached a time at which somebody must hear of it, and nobody has.
 *
 * @param window such as {@code EW-000001}
 * @param key what its ticket was opened for
 * @param number 1, and one more for each time that it has been due before without an answer
 * @param at when it was due
 */
public record WindowMark(
        String window,
        String ticket,
        IndicatorKey key,
        Priority priority,
        Kind kind,
        int number,
        Instant at) {
    /** What is due. */
    public enum Kind {
        /** It is approved: stakeholders are told, and its notice begins (L-013 §4.2, §8). */
        ANNOUNCEMENT,

        /** A status update (L-013 §8.3). */
        UPDATE,

        /** The end of its granted time. */
        END,

        /** Its incident report (L-013 §4.2). */
        REPORT
    }

    public WindowMark {
        requireNonNull(window, "window");
        requireNonNull(ticket, "ticket");
        requireNonNull(key, "key");
        requireNonNull(priority, "priority");
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        if (number < 1) {
            throw new IllegalArgumentException("mark %d of %s".formatted(number, window));
        }
    }

    public boolean isAnnouncement() {
        return kind == Kind.ANNOUNCEMENT;
    }

    public boolean isUpdate() {
        return kind == Kind.UPDATE;
    }

    public boolean isEnd() {
        return kind == Kind.END;
    }

    public boolean isReport() {
        return kind == Kind.REPORT;
    }
}
