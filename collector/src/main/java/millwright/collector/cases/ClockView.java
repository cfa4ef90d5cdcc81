package millwright.collector.cases;

import java.util.Optional;
import millwright.rules.policy.ClockReading;

/**
 * A clock, and what it shows.
 *
 * @param reading empty where the priority has no target: of P4, which is solved in the next window
 */
public record ClockView(TicketClock clock, Optional<ClockReading> reading) {}
