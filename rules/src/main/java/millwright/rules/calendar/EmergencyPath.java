package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import millwright.rules.indicator.Priority;

/**
 * An emergency window that would do, or why it would not. Its proof is the placement that it stands
 * in: nothing else fits.
 *
 * @param span the earliest time that it could take
 * @param inTime whether it is long enough and over before the early edge of the forecast
 * @param breaks names of the blackouts and freezes that it would break
 * @param reason what speaks against it; empty if it is in time
 */
public record EmergencyPath(
        Priority priority,
        String authority,
        Span span,
        boolean inTime,
        List<String> breaks,
        String reason) {
    public EmergencyPath {
        requireNonNull(priority, "priority");
        requireNonNull(authority, "authority");
        requireNonNull(span, "span");
        requireNonNull(reason, "reason");
        breaks = List.copyOf(breaks);
    }
}
