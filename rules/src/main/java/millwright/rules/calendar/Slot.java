package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The piece of permitted time that work got.
 *
 * @param window the name of the window that it lies in; {@code as-needed} for an emergency outside
 *     of them, {@code one-off} where a window would be made for it
 * @param approval the roles that must approve, of the window and of the change's type
 * @param submitBy the last instant at which it may be asked for; not before the request's own
 *     unless a lead time is waived
 * @param cab the meeting of the board that decides on it
 * @param joins other work of the same system that it follows or precedes at once
 * @param provisional predicted freezes near it, which could still move over it
 * @param cautions what the procedure asks and the calendar does not forbid, in words: that changes
 *     are done some time before a freeze (L-013 §5.1)
 */
public record Slot(
        Span span,
        String window,
        String approval,
        Instant submitBy,
        Optional<Instant> cab,
        Optional<String> joins,
        List<String> provisional,
        List<String> cautions) {
    public Slot {
        requireNonNull(span, "span");
        requireNonNull(window, "window");
        requireNonNull(approval, "approval");
        requireNonNull(submitBy, "submitBy");
        requireNonNull(cab, "cab");
        requireNonNull(joins, "joins");
        provisional = List.copyOf(provisional);
        cautions = List.copyOf(cautions);
    }
}
