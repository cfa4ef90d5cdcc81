package millwright.collector.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import millwright.collector.cases.EmergencyMarks.Due;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.cases.TicketRecords.Kind;
import millwright.collector.cases.WindowRecords.Told;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Decision.Cause.BySilence;
import millwright.rules.decision.Decision.HoldSymptom;
import millwright.rules.decision.Decision.MarkCollateral;
import millwright.rules.decision.Decision.TellOfWindow;
import millwright.rules.decision.WindowMark;
import millwright.rules.policy.MaintenancePolicy;

/** What a decision about an emergency window does: its timers, and trouble while it is on. */
final class EmergencyNews {
    private final TicketRecords records;
    private final WindowRecords windows;
    private final EmergencyHistory history;
    private final MaintenancePolicy policy;

    EmergencyNews(TicketRecords records, MaintenancePolicy policy) {
        this.records = records;
        this.windows = records.windows();
        this.history = new EmergencyHistory(records, policy);
        this.policy = policy;
    }

    /** Empty where it has been told before, or somebody has done what was due. */
    Optional<CaseEvent> apply(TellOfWindow decision) {
        WindowMark mark = decision.mark();
        Due due = new Due(mark.kind(), mark.number(), mark.at());
        Optional<EmergencyRequest> found =
                windows.find(mark.window())
                        .filter(one -> history.marks(one).until(mark.at()).contains(due));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        EmergencyRequest window = found.get();
        windows.add(window, new Told(mark.kind(), mark.at()));
        return Optional.of(
                switch (mark.kind()) {
                    case ANNOUNCEMENT ->
                            history.write(
                                    window.at(Status.NOTIFIED, window.course().notified(mark.at())),
                                    Kind.EMERGENCY_NOTIFIED,
                                    mark.at(),
                                    decision.rule(),
                                    announcement(window),
                                    Optional.empty());
                    case UPDATE ->
                            told(decision, window, Kind.EMERGENCY_UPDATE_OVERDUE, chase(window));
                    case END -> told(decision, window, Kind.EMERGENCY_OVERRAN, overrun(window));
                    case REPORT -> told(decision, window, Kind.EMERGENCY_REPORT_OVERDUE, report());
                });
    }

    private CaseEvent told(
            TellOfWindow decision, EmergencyRequest window, Kind kind, String sentence) {
        String text =
                kind == Kind.EMERGENCY_UPDATE_OVERDUE && decision.mark().number() > 1
                        ? "%s; missed %d times, so the %s is told"
                                .formatted(sentence, decision.mark().number(), window.authority())
                        : sentence;
        CaseEvent event =
                history.tell(
                        window,
                        kind,
                        decision.mark().at(),
                        decision.rule(),
                        text,
                        Optional.empty());
        history.plan(window);
        return event;
    }

    static String announcement(EmergencyRequest window) {
        EmergencyCourse.Grant grant = window.course().grant().orElseThrow();
        return "stakeholders are told: work of up to %s from %s%s"
                .formatted(
                        Reasons.length(grant.length()),
                        second(grant.startsAt()),
                        window.notice().isZero()
                                ? ""
                                : ", after a notice of " + Reasons.length(window.notice()));
    }

    private String chase(EmergencyRequest window) {
        return "no status update since %s; one is due every %s"
                .formatted(
                        second(window.course().work().orElseThrow().updatedAt()),
                        Reasons.length(policy.emergencyCare().updateEvery()));
    }

    private static String overrun(EmergencyRequest window) {
        EmergencyCourse.Work work = window.course().work().orElseThrow();
        return "its granted time was over at %s and work has not ended: end it, or have the %s extend it%s"
                .formatted(
                        second(work.endsAt()),
                        window.authority(),
                        work.endsAt().isBefore(work.startedAt().plus(window.longest()))
                                ? ""
                                : " (no longer: it has taken all of its "
                                        + Reasons.length(window.longest())
                                        + ")");
    }

    private String report() {
        return "no incident report within %s of its end"
                .formatted(Reasons.length(policy.emergencyCare().reportWithin()));
    }

    /** On record once for each time that it was bad. */
    Optional<CaseEvent> apply(HoldSymptom decision) {
        Cause cause = decision.cause();
        Optional<EmergencyRequest> window =
                windows.find(decision.window()).filter(one -> wasActive(one, decision.at()));
        if (window.isEmpty()
                || records.isOnRecord(decision.key(), Kind.SYMPTOM_HELD, cause.since())) {
            return Optional.empty();
        }
        EmergencyRequest held = window.get();
        String text =
                "%s, which %s expects: %s"
                        .formatted(
                                cause instanceof BySilence
                                        ? decision.key().host() + " is silent"
                                        : Reasons.of(decision.key()),
                                held.id(),
                                Reasons.of(cause, policy.zone()));
        CaseEvent event =
                TicketBook.event(
                        decision,
                        Kind.SYMPTOM_HELD,
                        Optional.of(held.ticket()),
                        history.ticket(held).priority(),
                        "no ticket for now: " + text,
                        Optional.of(Evidences.of(cause)));
        records.record(Kind.SYMPTOM_HELD, cause.since(), event);
        history.note(held, Kind.SYMPTOM_HELD, decision.at(), text, Optional.empty());
        return Optional.of(event);
    }

    /** A decision that comes again after a crash was true when the window was on. */
    private static boolean wasActive(EmergencyRequest window, Instant at) {
        return window.course()
                .work()
                .filter(work -> work.endedAt().map(end -> !end.isBefore(at)).orElse(true))
                .isPresent();
    }

    /** Links the ticket to the window, once. */
    Optional<CaseEvent> apply(MarkCollateral decision) {
        Optional<Ticket> ticket = records.findOpen(decision.key());
        Optional<EmergencyRequest> window = windows.find(decision.window());
        if (ticket.isEmpty() || window.isEmpty() || isLinked(ticket.get(), window.get())) {
            return Optional.empty();
        }
        Ticket upset = ticket.get();
        EmergencyRequest by = window.get();
        records.handling()
                .add(
                        upset.id(),
                        new Handling.Link(
                                LinkKind.WINDOW, by.id(), decision.at(), decision.rule()));
        CaseEvent event =
                TicketBook.event(
                        decision,
                        Kind.COLLATERAL,
                        Optional.of(upset.id()),
                        upset.priority(),
                        "collateral of %s, the emergency window of %s, which did not expect it"
                                .formatted(by.id(), by.ticket()),
                        Optional.empty());
        records.record(Kind.COLLATERAL, decision.at(), event);
        history.note(
                by,
                Kind.COLLATERAL,
                decision.at(),
                "%s: %s, which it did not expect".formatted(upset.id(), Reasons.of(decision.key())),
                Optional.empty());
        return Optional.of(event);
    }

    private boolean isLinked(Ticket ticket, EmergencyRequest window) {
        return records.handling().links(ticket.id()).stream()
                .anyMatch(
                        link ->
                                link.kind() == LinkKind.WINDOW
                                        && link.target().equals(window.id()));
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
