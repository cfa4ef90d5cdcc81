package millwright.collector.console;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.Optional;
import millwright.collector.cases.Ticket;

/**
 * The end of one SLA target.
 *
 * @param at when, with date; empty for work of the next window
 * @param text how far off, or how it ended
 * @param style {@code overdue}, {@code soon}, {@code met} or none
 */
record Due(Optional<SiteTime.Moment> at, String text, String style) {

    static Due response(Ticket ticket, SiteTime time) {
        if (ticket.status() != Ticket.Status.OPEN) {
            return new Due(Optional.of(time.moment(ticket.responseDue())), "answered", "met");
        }
        return of(Optional.of(ticket.responseDue()), ticket.openedAt(), Optional.empty(), time);
    }

    static Due resolution(Ticket ticket, SiteTime time) {
        if (ticket.status() == Ticket.Status.WAITING) {
            return new Due(Optional.empty(), "paused, it waits", "");
        }
        return of(ticket.resolutionDue(), ticket.openedAt(), ticket.resolvedAt(), time);
    }

    private static Due of(
            Optional<Instant> due, Instant opened, Optional<Instant> done, SiteTime time) {
        if (due.isEmpty()) {
            return new Due(Optional.empty(), "next maintenance window", "");
        }
        Instant end = due.get();
        Optional<SiteTime.Moment> at = Optional.of(time.moment(end));
        if (done.isPresent()) {
            boolean met = !done.get().isAfter(end);
            return new Due(at, met ? "met" : "missed", met ? "met" : "overdue");
        }
        if (end.equals(opened)) {
            return new Due(at, "at once", "soon");
        }
        if (end.isBefore(time.now())) {
            String over = time.ago(end).replace(" ago", "");
            return new Due(at, "overdue by " + over, "overdue");
        }
        return new Due(at, time.ago(end), isSoon(opened, end, time.now()) ? "soon" : "");
    }

    /** Less than a quarter of the target is left. */
    private static boolean isSoon(Instant opened, Instant end, Instant now) {
        return now.until(end, MILLIS) * 4 < opened.until(end, MILLIS);
    }
}
