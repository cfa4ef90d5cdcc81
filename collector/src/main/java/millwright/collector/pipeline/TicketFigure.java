package millwright.collector.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.ClockView;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketClock;
import millwright.rules.decision.Target;
import millwright.rules.policy.ClockReading;

/**
 * What one ticket adds to the key figures.
 *
 * @param acknowledged from its opening until somebody took it on; empty where nobody did before it
 *     was resolved
 * @param repaired from its opening to its resolution; empty while it is open, and of one that was
 *     merged into another
 * @param response whether the response target was kept; empty while that is open
 * @param resolution the same of the resolution target
 */
record TicketFigure(
        Optional<Duration> acknowledged,
        Optional<Duration> repaired,
        Optional<Boolean> response,
        Optional<Boolean> resolution) {

    /**
     * @param ticket whole
     * @param clocks what its clocks show
     */
    static TicketFigure of(Ticket ticket, List<ClockView> clocks) {
        boolean isMerged = ticket.links().mergedInto().isPresent();
        return new TicketFigure(
                acknowledged(ticket, clocks),
                ticket.isActive() || isMerged
                        ? Optional.empty()
                        : ticket.resolvedAt().map(at -> Duration.between(ticket.openedAt(), at)),
                kept(clocks, Target.RESPONSE),
                kept(clocks, Target.RESOLUTION));
    }

    private static Optional<Duration> acknowledged(Ticket ticket, List<ClockView> clocks) {
        return clocks.stream()
                .map(ClockView::clock)
                .filter(clock -> clock.target() == Target.RESPONSE && clock.round() == 1)
                .filter(TicketClock::isStopped)
                .map(clock -> clock.segments().get(clock.segments().size() - 1).from())
                .filter(at -> ticket.resolvedAt().filter(end -> !at.isBefore(end)).isEmpty())
                .map(at -> Duration.between(ticket.openedAt(), at))
                .findFirst();
    }

    /** Missed once is missed; kept is what all rounds have kept. */
    private static Optional<Boolean> kept(List<ClockView> clocks, Target target) {
        List<ClockReading.State> states =
                clocks.stream()
                        .filter(view -> view.clock().target() == target)
                        .flatMap(view -> view.reading().stream())
                        .map(ClockReading::state)
                        .toList();
        if (states.contains(ClockReading.State.MISSED)) {
            return Optional.of(false);
        }
        return !states.isEmpty() && states.stream().allMatch(ClockReading.State.MET::equals)
                ? Optional.of(true)
                : Optional.empty();
    }
}
