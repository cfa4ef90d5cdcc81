package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ActiveWindow;

/** Of a store that keeps no windows. */
enum NoEmergencies implements EmergencyStore {
    INSTANCE;

    @Override
    public List<ActiveWindow> active(Instant now) {
        return List.of();
    }

    @Override
    public Optional<EmergencyWindow> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<CaseEvent> request(String ticket, String reason, String actor, Instant at) {
        throw EmergencyActs.unknownTicket(ticket);
    }

    @Override
    public List<CaseEvent> act(
            String id,
            EmergencyAct act,
            String actor,
            Instant at,
            Optional<Integer> version,
            MaintenanceCalendar calendar,
            WindowRequests requests) {
        throw EmergencyActs.unknown(id);
    }

    @Override
    public List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> span, Instant at) {
        throw EmergencyActs.unknown(id);
    }

    @Override
    public Map<String, Long> exemptionsSince(Instant from) {
        return Map.of();
    }
}
