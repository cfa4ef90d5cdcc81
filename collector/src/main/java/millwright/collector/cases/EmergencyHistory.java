package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;

/** Writes what happens to emergency windows: to their history, their ticket's, and the audit. */
final class EmergencyHistory {
    private final TicketRecords records;
    private final WindowRecords windows;
    private final MaintenancePolicy policy;

    EmergencyHistory(TicketRecords records, MaintenancePolicy policy) {
        this.records = records;
        this.windows = records.windows();
        this.policy = policy;
    }

    /**
     * It has changed; sees to it that somebody looks at it when its next timer is due.
     *
     * @param what a rule's name, or the sentence that stands for what a person does
     */
    CaseEvent write(
            EmergencyRequest window,
            Kind kind,
            Instant at,
            String what,
            String text,
            Optional<String> actor) {
        records.handling().update(window);
        CaseEvent event = tell(window, kind, at, what, text, actor);
        plan(window);
        return event;
    }

    /** It stays as it is. */
    CaseEvent tell(
            EmergencyRequest window,
            Kind kind,
            Instant at,
            String what,
            String text,
            Optional<String> actor) {
        Ticket ticket = ticket(window);
        CaseEvent event =
                new CaseEvent(
                        at,
                        kind.type(),
                        Optional.of(ticket.id()),
                        ticket.key(),
                        ticket.priority(),
                        what,
                        "%s: %s".formatted(window.id(), text),
                        Optional.empty(),
                        actor);
        records.record(kind, at, event);
        note(window, kind, at, text, actor);
        return event;
    }

    /** In the window's own history alone. */
    void note(EmergencyRequest window, Kind kind, Instant at, String text, Optional<String> actor) {
        windows.add(window, new EmergencyWindow.Event(at, kind.type(), text, actor));
    }

    /** As {@link EmergencyStore#noteDraft}. */
    List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> span, Instant at) {
        EmergencyRequest window = windows.find(id).orElseThrow(() -> EmergencyActs.unknown(id));
        boolean isFirst = window.course().rfc().isEmpty();
        EmergencyRequest drafted = window.with(window.course().drafted(rfc, span));
        records.handling().update(drafted);
        if (!isFirst) {
            return List.of();
        }
        records.handling()
                .add(window.ticket(), new Handling.Link(LinkKind.RFC, rfc, at, window.id()));
        return List.of(
                tell(
                        drafted,
                        Kind.RFC_DRAFTED,
                        at,
                        "an emergency window has its request for change drafted",
                        rfc + " is drafted for it",
                        Optional.empty()));
    }

    EmergencyMarks marks(EmergencyRequest window) {
        return new EmergencyMarks(window, windows.told(window.id()), policy.emergencyCare());
    }

    void plan(EmergencyRequest window) {
        windows.plan(window.id(), marks(window).next());
    }

    Ticket ticket(EmergencyRequest window) {
        return records.find(window.ticket())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is for %s, which does not exist"
                                                .formatted(window.id(), window.ticket())));
    }
}
