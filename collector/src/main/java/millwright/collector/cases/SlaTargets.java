package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.Priority;

/** Until when somebody must act and until when it must be solved (L-013 §2.3), round the clock. */
final class SlaTargets {
    private SlaTargets() {}

    static Instant responseDue(Priority priority, Instant from) {
        return from.plus(response(priority));
    }

    /** Empty for P4, which is solved in the next window. */
    static Optional<Instant> resolutionDue(Priority priority, Instant from) {
        return resolution(priority).map(from::plus);
    }

    /** When a ticket's clock started: at its opening, or when it was reopened last. */
    static Instant start(Ticket ticket) {
        return ticket.responseDue().minus(response(ticket.priority()));
    }

    private static Duration response(Priority priority) {
        return switch (priority) {
            case P1 -> Duration.ZERO;
            case P2 -> Duration.ofHours(4);
            case P3 -> Duration.ofDays(1);
            case P4 -> Duration.ofDays(3);
        };
    }

    private static Optional<Duration> resolution(Priority priority) {
        return switch (priority) {
            case P1 -> Optional.of(Duration.ofHours(4));
            case P2 -> Optional.of(Duration.ofDays(1));
            case P3 -> Optional.of(Duration.ofDays(3));
            case P4 -> Optional.empty();
        };
    }
}
