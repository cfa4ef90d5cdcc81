package millwright.rules.calendar;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The permitted time nearest to a window that is not. */
record Nearest(MaintenanceCalendar calendar) {
    private static final Duration NEAR = Duration.ofDays(31);

    /** As long as the window; of two as near the earlier. */
    Optional<Span> window(CalendarEntry window) {
        Instant wanted = window.span().start();
        Duration length = window.span().length();
        Span around = new Span(wanted.minus(NEAR), window.span().end().plus(NEAR));
        return calendar.permitted(around, ChangeType.NORMAL, Set.of()).stream()
                .filter(each -> each.length().compareTo(length) >= 0)
                .map(each -> Span.of(each.start(), length))
                .min(
                        comparing((Span each) -> Duration.between(wanted, each.start()).abs())
                                .thenComparing(each -> each));
    }
}
