package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

/**
 * Where a standing task could go instead.
 *
 * @param approval the role that approves work in that window
 * @param reason why it moves, in words
 */
public record Proposal(Span span, String window, String approval, String reason) {
    public Proposal {
        requireNonNull(span, "span");
        requireNonNull(window, "window");
        requireNonNull(approval, "approval");
        requireNonNull(reason, "reason");
    }
}
