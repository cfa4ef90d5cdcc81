package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A line of a calendar that the site has published, as it was published, right or wrong.
 *
 * @param calendar where it stands, such as {@code L-013 §3.6}
 * @param last the last day, where the line names several
 * @param weekday as the line says
 * @param from as the line says; the event takes whole days if it says nothing
 * @param lasts from {@code from} on
 * @param event as the line says
 * @param task the standing task that it is about; empty if none
 */
public record PublishedEvent(
        String calendar,
        LocalDate date,
        Optional<LocalDate> last,
        Optional<DayOfWeek> weekday,
        Optional<LocalTime> from,
        Duration lasts,
        String event,
        Optional<String> task) {
    public PublishedEvent {
        requireNonNull(calendar, "calendar");
        requireNonNull(weekday, "weekday");
        requireNonNull(from, "from");
        requireNonNull(event, "event");
        requireNonNull(task, "task");
        if (last.filter(date::isAfter).isPresent()) {
            throw new IllegalArgumentException(
                    "%s ends before it begins. Write a later last day.".formatted(event));
        }
        if (from.isPresent() && (lasts.isNegative() || lasts.isZero())) {
            throw new IllegalArgumentException(
                    "%s lasts no time. Write lasts: 4h.".formatted(event));
        }
    }
}
