package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.change.ChangeDrafts;
import millwright.collector.change.RfcDraft;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Has a request for change drafted for every emergency window, and withdrawn where the window comes
 * to nothing; also after a crash between the two. The window does not wait for it (L-013 §4.2 has
 * its own authority); the request is the record that the emergency CAB decides on (§6.2).
 */
public final class EmergencyDrafts {
    /** The newest; what is older has its request, or was over before it could get one. */
    private static final int WINDOWS_MAX = 200;

    private static final String WINDOW = "as-needed";

    private final CaseStore cases;
    private final ChangeDrafts drafts;
    private final Supplier<MaintenancePolicy> policy;

    /**
     * @param policy in force at the time of the call
     */
    public EmergencyDrafts(
            CaseStore cases, ChangeDrafts drafts, Supplier<MaintenancePolicy> policy) {
        this.cases = requireNonNull(cases, "cases");
        this.drafts = requireNonNull(drafts, "drafts");
        this.policy = requireNonNull(policy, "policy");
    }

    /**
     * @return what happened; empty where every window has what it should have
     */
    public List<CaseEvent> turn(Instant now) {
        List<CaseEvent> events = new ArrayList<>();
        List<EmergencyRequest> newest =
                cases.listEmergencyRequests(Optional.empty(), WINDOWS_MAX, 0);
        for (int i = newest.size() - 1; i >= 0; i--) { // the oldest first, for its number
            EmergencyRequest window = newest.get(i);
            if (!window.toDraft().equals(window.course().drafted())) {
                events.addAll(draft(window, now));
            }
        }
        return events;
    }

    private List<CaseEvent> draft(EmergencyRequest window, Instant now) {
        if (window.toDraft().isEmpty()) {
            String rfc = window.course().rfc().orElseThrow();
            drafts.withdraw(rfc, "%s is %s".formatted(window.id(), window.status().word()), now);
            return cases.emergencies().noteDraft(window.id(), rfc, Optional.empty(), now);
        }
        Ticket ticket = cases.findTicket(window.ticket()).orElseThrow();
        Span span = window.toDraft().get();
        String rfc = drafts.draft(draftOf(window, ticket, span), now);
        return rfc.isEmpty()
                ? List.of()
                : cases.emergencies().noteDraft(window.id(), rfc, window.toDraft(), now);
    }

    private RfcDraft draftOf(EmergencyRequest window, Ticket ticket, Span span) {
        List<String> measured = WorkEvidence.measured(ticket, policy.get().zone());
        return new RfcDraft(
                Rfc.Kind.EMERGENCY,
                window.id(),
                "emergency",
                ChangeType.EMERGENCY,
                ticket.members().stream()
                        .map(member -> member.key().host())
                        .distinct()
                        .sorted()
                        .collect(Collectors.toList()),
                "Emergency work: " + Reasons.of(ticket.key()),
                "",
                Stream.concat(measured.stream(), Stream.of(window.reason())).distinct().toList(),
                WorkEvidence.foreseen(ticket, policy.get().zone()),
                Optional.of(
                        new Slot(
                                span,
                                WINDOW,
                                window.authority(),
                                window.requestedAt(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of())),
                span.length(),
                window.requestedBy(),
                Optional.of(ticket.id()));
    }
}
