package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ActiveWindow;

/** Keeps emergency windows, beside the tickets that they are for. Thread-safe. */
public interface EmergencyStore {
    /** The windows whose work goes on within its granted time, in the order of their ids. */
    List<ActiveWindow> active(Instant now);

    Optional<EmergencyWindow> find(String id);

    /**
     * Asks for a window where the rules ask for none any more, as after a rejection.
     *
     * @param actor the person's name, who may not approve it
     * @throws ActRefusedException if the ticket is not urgent, or has one that is open
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    List<CaseEvent> request(String ticket, String reason, String actor, Instant at);

    /**
     * Does what a person wants done, in one transaction with its event and its entry in the audit.
     * What the same person has done already does nothing and returns no event. Whether the person
     * holds the authority is for the caller to check; that nobody approves what they asked for
     * themselves is checked here.
     *
     * @param actor the person's name
     * @param version how many events the person has seen ({@link EmergencyWindow#version}); empty:
     *     whatever has happened since
     * @param calendar what stands in the way
     * @param requests has the window's request for change go with it
     * @throws ActRefusedException if the window cannot take it, with who was faster, and when;
     *     nothing has happened then
     * @throws CaseStoreException if the store could not; nothing has happened then
     */
    List<CaseEvent> act(
            String id,
            EmergencyAct act,
            String actor,
            Instant at,
            Optional<Integer> version,
            MaintenanceCalendar calendar,
            WindowRequests requests);

    /**
     * A request for change has been drafted for the window, or knows of another time, or was
     * withdrawn. The first time is an event.
     *
     * @param rfc its id
     * @param span what it knows of; empty if it was withdrawn
     */
    List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> span, Instant at);

    /**
     * How many windows begun since then broke a blackout or freeze, by the ground (L-013 §4.3);
     * what the terms of a critical emergency allowed is {@code critical-emergency}.
     */
    Map<String, Long> exemptionsSince(Instant from);
}
