package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.Priority;

/**
 * An emergency window (L-013 §4.2): what an urgent ticket has asked for, and what became of it.
 *
 * @param id such as {@code EW-000001}
 * @param authority who may approve it
 * @param deputy who may where the authority cannot be reached
 * @param longest how long the window may be
 * @param notice how long before its start people must be told
 * @param decidedAt when it left {@link Status#REQUESTED}
 * @param decidedBy the person; empty where it was superseded or withdrawn
 * @param reason with the ticket's evidence
 * @param requestedBy who asked, or made the ticket so urgent, and so may not approve it; empty
 *     where only rules did
 */
public record EmergencyRequest(
        String id,
        String ticket,
        Priority priority,
        String authority,
        Optional<String> deputy,
        Instant requestedAt,
        Duration longest,
        Duration notice,
        Status status,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        String reason,
        Optional<String> requestedBy,
        EmergencyCourse course) {
    public EmergencyRequest {
        requireNonNull(requestedBy, "requestedBy");
        requireNonNull(course, "course");
    }

    /**
     *
     *
     * <pre>
     * REQUESTED → APPROVED → NOTIFIED      the authority has decided; stakeholders have been told
     * NOTIFIED → ACTIVE → ENDED            work has begun, and ended
     * ENDED → VERIFIED → CLOSED            it has proved itself; its incident report is filed
     * REQUESTED, APPROVED, NOTIFIED → REJECTED    the authority has decided, or thought again
     * REQUESTED, APPROVED, NOTIFIED → SUPERSEDED  the ticket has another urgent priority, and so
     *                                             another request
     * REQUESTED, APPROVED, NOTIFIED → WITHDRAWN   the ticket needs it no more
     * </pre>
     */
    public enum Status {
        REQUESTED,
        APPROVED,
        NOTIFIED,
        ACTIVE,
        ENDED,
        VERIFIED,
        CLOSED,
        REJECTED,
        SUPERSEDED,
        WITHDRAWN;

        private static final Set<Status> NOT_STARTED = EnumSet.of(REQUESTED, APPROVED, NOTIFIED);
        private static final Set<Status> OWING =
                EnumSet.of(REQUESTED, APPROVED, NOTIFIED, ACTIVE, ENDED, VERIFIED);

        /** Whether work may still begin in it. */
        public boolean isBeforeWork() {
            return NOT_STARTED.contains(this);
        }

        /** As people read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether somebody still has something to do about it. */
        public boolean isOpen() {
            return OWING.contains(this);
        }
    }

    /** More is known of why. */
    EmergencyRequest because(String newest) {
        return new EmergencyRequest(
                id,
                ticket,
                priority,
                authority,
                deputy,
                requestedAt,
                longest,
                notice,
                status,
                decidedAt,
                decidedBy,
                newest,
                requestedBy,
                course);
    }

    /** It is decided without a person. */
    EmergencyRequest over(Status how, Instant at) {
        return decided(how, at, Optional.empty(), course);
    }

    EmergencyRequest decided(
            Status how, Instant at, Optional<String> by, EmergencyCourse nowCourse) {
        return new EmergencyRequest(
                id,
                ticket,
                priority,
                authority,
                deputy,
                requestedAt,
                longest,
                notice,
                how,
                Optional.of(at),
                by,
                reason,
                requestedBy,
                nowCourse);
    }

    /** It has come further. */
    EmergencyRequest at(Status reached, EmergencyCourse nowCourse) {
        return new EmergencyRequest(
                id,
                ticket,
                priority,
                authority,
                deputy,
                requestedAt,
                longest,
                notice,
                reached,
                decidedAt,
                decidedBy,
                reason,
                requestedBy,
                nowCourse);
    }

    /** Nothing else of it has changed. */
    EmergencyRequest with(EmergencyCourse nowCourse) {
        return at(status, nowCourse);
    }

    /**
     * What the request for change should know of: when it may be, or is granted; what is begun or
     * over it is left alone with.
     */
    Optional<Span> toDraft() {
        return switch (status) {
            case REQUESTED -> Optional.of(Span.of(requestedAt.plus(notice), longest));
            case APPROVED, NOTIFIED ->
                    course.grant().map(grant -> Span.of(grant.startsAt(), grant.length()));
            case ACTIVE, ENDED, VERIFIED, CLOSED ->
                    course.drafted()
                            .or(
                                    () ->
                                            course.work()
                                                    .map(
                                                            work ->
                                                                    new Span(
                                                                            work.startedAt(),
                                                                            work.endsAt())));
            case REJECTED, SUPERSEDED, WITHDRAWN -> Optional.empty();
        };
    }

    /** The ground on which it broke a blackout or freeze; empty while it has broken none. */
    public Optional<String> exemption() {
        return course.work().isEmpty()
                ? Optional.empty()
                : course.grant()
                        .filter(grant -> !grant.breaks().isEmpty())
                        .map(
                                grant ->
                                        grant.ground()
                                                .map(EmergencyCourse.Ground::name)
                                                .orElse(CRITICAL));
    }

    /** What no ground was needed for: the terms of a critical emergency allow it. */
    static final String CRITICAL = "critical-emergency";
}
