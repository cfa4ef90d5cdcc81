package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.cases.EmergencyCourse.Work;
import millwright.collector.cases.WindowRecords.Told;
import millwright.rules.decision.WindowMark;
import millwright.rules.decision.WindowMark.Kind;
import millwright.rules.policy.EmergencyCare;

/**
 * The timers of one emergency window that have not been told of.
 *
 * <pre>
 * APPROVED          announcement   at the approval
 * ACTIVE            update         each half hour without a status update, the last one that is due
 *                   end            at the granted end; again at the end that an extension gives
 * ENDED, VERIFIED   report         a day after the end of the work
 * </pre>
 */
record EmergencyMarks(EmergencyRequest window, List<Told> told, EmergencyCare care) {
    /** One timer. */
    record Due(Kind kind, int number, Instant at) {}

    /** When the first of them is due, if nothing happens before. */
    Optional<Instant> next() {
        return switch (window.status()) {
            case APPROVED, ENDED, VERIFIED -> once().map(Due::at);
            case ACTIVE ->
                    Stream.concat(once().map(Due::at).stream(), Stream.of(nextUpdate(work())))
                            .min(Comparator.naturalOrder());
            default -> Optional.empty();
        };
    }

    /** Those that are due by then; of several updates that were missed only the last. */
    List<Due> until(Instant now) {
        List<Due> due = new ArrayList<>();
        once().filter(one -> !one.at().isAfter(now)).ifPresent(due::add);
        if (window.status() == EmergencyRequest.Status.ACTIVE) {
            update(work(), now).ifPresent(due::add);
        }
        return due;
    }

    private Optional<Due> once() {
        Optional<Due> due =
                switch (window.status()) {
                    case APPROVED ->
                            window.decidedAt().map(at -> new Due(Kind.ANNOUNCEMENT, 1, at));
                    case ACTIVE -> Optional.of(new Due(Kind.END, 1, work().endsAt()));
                    case ENDED, VERIFIED ->
                            work().reportDueAt().map(at -> new Due(Kind.REPORT, 1, at));
                    default -> Optional.empty();
                };
        return due.filter(one -> !told.contains(new Told(one.kind(), one.at())));
    }

    private Optional<Due> update(Work work, Instant now) {
        long number = periods(work, now);
        Instant at = work.updatedAt().plus(care.updateEvery().multipliedBy(number));
        return number < 1 || !at.isAfter(lastChased(work))
                ? Optional.empty()
                : Optional.of(new Due(Kind.UPDATE, (int) number, at));
    }

    private Instant nextUpdate(Work work) {
        long told = periods(work, lastChased(work));
        return work.updatedAt().plus(care.updateEvery().multipliedBy(told + 1));
    }

    /** When the last status update was missed; the last update itself where none was since. */
    private Instant lastChased(Work work) {
        return told.stream()
                .filter(one -> one.kind() == Kind.UPDATE)
                .map(Told::due)
                .filter(due -> due.isAfter(work.updatedAt()))
                .max(Comparator.naturalOrder())
                .orElse(work.updatedAt());
    }

    private long periods(Work work, Instant now) {
        return Duration.between(work.updatedAt(), now).toMillis() / care.updateEvery().toMillis();
    }

    private Work work() {
        return window.course()
                .work()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is %s without work"
                                                .formatted(window.id(), window.status())));
    }

    WindowMark mark(Due due, Ticket ticket) {
        return new WindowMark(
                window.id(),
                ticket.id(),
                ticket.key(),
                window.priority(),
                due.kind(),
                due.number(),
                due.at());
    }
}
