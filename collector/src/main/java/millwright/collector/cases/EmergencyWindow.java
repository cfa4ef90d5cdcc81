package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An emergency window with its history.
 *
 * @param events oldest first
 */
public record EmergencyWindow(EmergencyRequest request, List<Event> events) {
    public EmergencyWindow {
        events = List.copyOf(events);
    }

    /** What a form says that its sender has seen. */
    public int version() {
        return events.size();
    }

    /**
     * @param type as the ticket's, such as {@code emergency-approved}
     * @param actor the person; empty where a rule decided
     */
    public record Event(Instant at, String type, String text, Optional<String> actor) {}
}
