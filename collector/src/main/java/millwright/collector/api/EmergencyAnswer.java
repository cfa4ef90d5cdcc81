package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.EmergencyCourse;
import millwright.collector.cases.EmergencyCourse.Grant;
import millwright.collector.cases.EmergencyCourse.Ground;
import millwright.collector.cases.EmergencyCourse.Proof;
import millwright.collector.cases.EmergencyCourse.Work;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyTimer;
import millwright.collector.cases.EmergencyWindow;
import millwright.rules.indicator.Priority;

/**
 * An emergency window as the interface shows it; what it has not reached is left out.
 *
 * @param version how many events it has; with its timers and events only where one is asked for
 */
record EmergencyAnswer(
        String id,
        String ticket,
        Priority priority,
        String status,
        String authority,
        Optional<String> deputy,
        Instant requestedAt,
        Optional<String> requestedBy,
        Duration longest,
        Duration notice,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        String reason,
        Optional<Duration> length,
        Optional<Instant> startsAt,
        Optional<List<String>> expected,
        Optional<String> ground,
        Optional<String> groundReason,
        Optional<String> emergencyCab,
        Optional<List<String>> breaks,
        Optional<Instant> notifiedAt,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        Optional<Instant> endsAt,
        Optional<Integer> updates,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Optional<ProofOfWork> verification,
        Optional<Instant> reportDueAt,
        Optional<Instant> reportedAt,
        Optional<String> reportedBy,
        Optional<String> rfc,
        Optional<Integer> version,
        Optional<List<Timer>> timers,
        Optional<List<EmergencyWindow.Event>> events) {
    record Timer(String what, Instant at, boolean overdue) {
        static Timer of(EmergencyTimer timer) {
            return new Timer(Parameters.word(timer.what()), timer.at(), timer.overdue());
        }
    }

    record ProofOfWork(Instant at, String by, boolean passed, List<Measured> figures) {
        static ProofOfWork of(Proof proof) {
            return new ProofOfWork(
                    proof.at(),
                    proof.by(),
                    proof.passed(),
                    proof.figures().stream()
                            .map(
                                    one ->
                                            new Measured(
                                                    one.key().host(),
                                                    one.key().indicator(),
                                                    one.key().resource(),
                                                    one.worst(),
                                                    one.below()))
                            .toList());
        }
    }

    record Measured(String host, String indicator, String resource, double worst, double below) {}

    /** As one of several, or of a ticket. */
    static EmergencyAnswer of(EmergencyRequest window) {
        return of(window, Optional.empty(), Optional.empty());
    }

    static EmergencyAnswer full(EmergencyWindow window, List<EmergencyTimer> timers) {
        return of(
                window.request(),
                Optional.of(window),
                Optional.of(timers.stream().map(Timer::of).toList()));
    }

    private static EmergencyAnswer of(
            EmergencyRequest window, Optional<EmergencyWindow> full, Optional<List<Timer>> timers) {
        EmergencyCourse course = window.course();
        Optional<Grant> grant = course.grant();
        Optional<Work> work = course.work();
        return new EmergencyAnswer(
                window.id(),
                window.ticket(),
                window.priority(),
                Parameters.word(window.status()),
                window.authority(),
                window.deputy(),
                window.requestedAt(),
                window.requestedBy(),
                window.longest(),
                window.notice(),
                window.decidedAt(),
                window.decidedBy(),
                window.reason(),
                grant.map(Grant::length),
                grant.map(Grant::startsAt),
                grant.map(one -> one.expected().stream().map(Object::toString).toList()),
                grant.flatMap(Grant::ground).map(Ground::name),
                grant.flatMap(Grant::ground).map(Ground::reason),
                grant.flatMap(Grant::emergencyCab),
                grant.map(Grant::breaks),
                course.notifiedAt(),
                work.map(Work::startedAt),
                work.map(Work::startedBy),
                work.map(Work::endsAt),
                work.map(Work::updates),
                work.flatMap(Work::endedAt),
                work.flatMap(Work::endedBy),
                course.proof().map(ProofOfWork::of),
                work.flatMap(Work::reportDueAt),
                course.report().map(EmergencyCourse.Report::at),
                course.report().map(EmergencyCourse.Report::by),
                course.rfc(),
                full.map(EmergencyWindow::version),
                timers,
                full.map(EmergencyWindow::events));
    }
}
