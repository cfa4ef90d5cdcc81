package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import millwright.rules.decision.Target;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.ClockReading;
import millwright.rules.policy.MaintenancePolicy;

/** A clock of a ticket with something left to do, which has not stopped. */
public record ActiveClock(String ticket, Priority priority, Target target, ClockReading reading) {
    /**
     * @param clocks of all rounds
     */
    static List<ActiveClock> of(
            String ticket,
            Priority priority,
            List<TicketClock> clocks,
            MaintenancePolicy policy,
            Instant now) {
        List<TicketClock> going = clocks.stream().filter(clock -> !clock.isStopped()).toList();
        return TicketClocks.read(going, priority, policy, now).stream()
                .flatMap(
                        view ->
                                view
                                        .reading()
                                        .map(
                                                reading ->
                                                        new ActiveClock(
                                                                ticket,
                                                                priority,
                                                                view.clock().target(),
                                                                reading))
                                        .stream())
                .toList();
    }
}
