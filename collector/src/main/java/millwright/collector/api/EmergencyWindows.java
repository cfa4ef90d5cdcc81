package millwright.collector.api;

import java.io.IOException;
import java.util.Optional;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.http.Exchange;

/** {@code /api/v1/emergency-windows}: what urgent tickets have asked for, and what became of it. */
final class EmergencyWindows {
    private final CaseStore cases;

    EmergencyWindows(CaseStore cases) {
        this.cases = cases;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "status", "limit", "offset");
        Optional<EmergencyRequest.Status> status =
                parameters.oneOf("status", EmergencyRequest.Status.class);
        int limit = parameters.limit();
        int offset = parameters.offset();
        Page<EmergencyRequest> page =
                new Page<>(
                        cases.listEmergencyRequests(status, limit, offset),
                        cases.countEmergencyRequests(status),
                        limit,
                        offset);
        exchange.json(200, page.map(EmergencyAnswer::of));
    }
}
