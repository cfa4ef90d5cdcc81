package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.collector.cases.EmergencyRequest;
import millwright.rules.indicator.Priority;

/** A request for an emergency window as the interface shows it. */
record EmergencyAnswer(
        String id,
        String ticket,
        Priority priority,
        String status,
        String authority,
        Optional<String> deputy,
        Instant requestedAt,
        Duration longest,
        Duration notice,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        String reason) {
    static EmergencyAnswer of(EmergencyRequest request) {
        return new EmergencyAnswer(
                request.id(),
                request.ticket(),
                request.priority(),
                Parameters.word(request.status()),
                request.authority(),
                request.deputy(),
                request.requestedAt(),
                request.longest(),
                request.notice(),
                request.decidedAt(),
                request.decidedBy(),
                request.reason());
    }
}
