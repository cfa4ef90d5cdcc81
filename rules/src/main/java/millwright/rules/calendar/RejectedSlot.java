package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A window that was considered and not taken.
 *
 * @param window its name
 * @param reasons at least one
 */
public record RejectedSlot(String window, Span span, List<Obstacle> reasons) {
    public RejectedSlot {
        requireNonNull(window, "window");
        requireNonNull(span, "span");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s at %s is rejected without a reason".formatted(window, span.start()));
        }
    }
}
