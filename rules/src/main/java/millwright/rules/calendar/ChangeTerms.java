package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a change of one type comes to be permitted (L-013 §6.1, §6.2).
 *
 * @param lead from submission to start
 * @param review the board that must meet between them
 * @param authority the role that approves
 * @param notice from approval to start, for those concerned (L-013 §6.3)
 * @param needsWindow whether it waits for a window; blackouts and freezes hold in any case
 */
public record ChangeTerms(
        LeadTime lead, Review review, String authority, Duration notice, boolean needsWindow) {
    /** The board that decides. */
    public enum Review {
        /** Recorded, not discussed. */
        RECORD,
        /** The regular meeting. */
        CAB,
        /** The emergency CAB, called at once. */
        EMERGENCY_CAB
    }

    public ChangeTerms {
        requireNonNull(lead, "lead");
        requireNonNull(review, "review");
        requireNonNull(authority, "authority");
        if (notice.isNegative()) {
            throw new IllegalArgumentException("the notice is negative. Write 0s or more.");
        }
    }
}
