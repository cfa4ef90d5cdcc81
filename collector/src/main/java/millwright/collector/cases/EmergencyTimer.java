package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What an emergency window has to come, for whoever shows it.
 *
 * @param overdue whether that is past
 */
public record EmergencyTimer(What what, Instant at, boolean overdue) {
    /** What is to come. */
    public enum What {
        /** Work may begin. */
        START,

        /** The next status update is due. */
        UPDATE,

        /** Its granted time is over. */
        END,

        /** It has been watched for long enough to be verified. */
        VERIFICATION,

        /** Its incident report is due. */
        REPORT
    }

    /** In the order in which they are due. */
    public static List<EmergencyTimer> of(
            EmergencyRequest window, MaintenancePolicy policy, Instant now) {
        List<EmergencyTimer> timers = new ArrayList<>();
        EmergencyCourse course = window.course();
        switch (window.status()) {
            case APPROVED, NOTIFIED ->
                    course.grant()
                            .ifPresent(
                                    grant ->
                                            timers.add(
                                                    new EmergencyTimer(
                                                            What.START, grant.startsAt(), false)));
            case ACTIVE ->
                    course.work()
                            .ifPresent(
                                    work -> {
                                        Instant update =
                                                work.updatedAt()
                                                        .plus(policy.emergencyCare().updateEvery());
                                        timers.add(due(What.UPDATE, update, now));
                                        timers.add(due(What.END, work.endsAt(), now));
                                    });
            case ENDED -> {
                course.work()
                        .flatMap(EmergencyCourse.Work::endedAt)
                        .map(ended -> ended.plus(policy.verification().watch()))
                        .ifPresent(
                                at -> timers.add(new EmergencyTimer(What.VERIFICATION, at, false)));
                addReport(timers, course, now);
            }
            case VERIFIED -> addReport(timers, course, now);
            default -> {
                // nothing is to come
            }
        }
        timers.sort(Comparator.comparing(EmergencyTimer::at));
        return List.copyOf(timers);
    }

    private static void addReport(
            List<EmergencyTimer> timers, EmergencyCourse course, Instant now) {
        course.work()
                .flatMap(EmergencyCourse.Work::reportDueAt)
                .ifPresent(at -> timers.add(due(What.REPORT, at, now)));
    }

    private static EmergencyTimer due(What what, Instant at, Instant now) {
        return new EmergencyTimer(what, at, !now.isBefore(at));
    }
}
