package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The part of the history that the trend is from.
 *
 * @param start of the segment
 * @param beginning why it starts there
 * @param points how many values it has
 * @param ratePerDay the trend at its end, in the indicator's unit a day
 */
public record Segment(Instant start, Beginning beginning, int points, double ratePerDay) {
    public Segment {
        requireNonNull(start, "start");
        requireNonNull(beginning, "beginning");
    }

    Segment times(Magnitude magnitude) {
        return new Segment(start, beginning, points, magnitude.restored(ratePerDay));
    }

    /** Why a segment starts where it does. */
    public enum Beginning {
        /** It is all that is known. */
        HISTORY,
        /** The level jumped: a clean-up, a restore, an expansion. */
        STEP,
        /** The trend changed. */
        TREND,
        /** Work that was known of. */
        MAINTENANCE
    }
}
