package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/**
 * Work that comes again by plan (L-013 §3.1–3.5).
 *
 * @param name for good, such as {@code security-patching}
 * @param owner the role that does it, or {@code Automated}
 * @param type how it is approved; empty for work that changes nothing, such as a review, which is
 *     permitted at any time
 * @param times its starts; of work with a {@code within} the starts of the periods
 * @param effort how long it takes
 * @param within the period in which it is due, where no hour is fixed; empty where it begins at the
 *     hour that {@code times} gives
 * @param window the name of the window that it is meant for, {@code business-hours}, or empty
 */
public record StandingTask(
        String name,
        String title,
        String system,
        String owner,
        boolean automated,
        Optional<ChangeType> type,
        Recurrence times,
        Duration effort,
        Optional<Period> within,
        Optional<String> window) {
    /** The window of work that only needs people at their desks. */
    public static final String BUSINESS_HOURS = "business-hours";

    public StandingTask {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(system, "system");
        requireNonNull(owner, "owner");
        requireNonNull(type, "type");
        requireNonNull(times, "times");
        requireNonNull(window, "window");
        if (effort.isNegative() || effort.isZero()) {
            throw new IllegalArgumentException("it takes no time. Write one such as 2h.");
        }
        if (within.filter(each -> each.isZero() || each.isNegative()).isPresent()) {
            throw new IllegalArgumentException("it is due within no time. Write one such as 1mo.");
        }
    }
}
