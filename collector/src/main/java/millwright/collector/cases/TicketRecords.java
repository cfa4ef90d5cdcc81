package millwright.collector.cases;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import millwright.rules.indicator.IndicatorKey;

/** The records that a decision reads and writes, within one transaction. */
interface TicketRecords {
    /** The next of {@code T-000001}, {@code T-000002} …; given again if the transaction fails. */
    String nextTicket();

    /** With its members, without its events. */
    Optional<Ticket> find(String ticket);

    /** The ticket that holds the key, with its members, without its events. */
    Optional<Ticket> findOpen(IndicatorKey key);

    /** The newest ticket that speaks for the key or did, with its members, without its events. */
    Optional<Ticket> findNewest(IndicatorKey key);

    /** Whether something of that kind is on record of a key, for that episode. */
    boolean isOnRecord(IndicatorKey key, Kind kind, Instant episode);

    void insert(Ticket ticket);

    /** Replaces what is kept of the ticket and its members, but for its events. */
    void update(Ticket ticket);

    /** Adds to the history of a ticket, or of a key that has none, and to the audit. */
    void record(Kind kind, Instant episode, CaseEvent event);

    HandlingRecords handling();

    TaskRecords tasks();

    WindowRecords windows();

    /** What can happen to a case, by a rule or by a person. */
    enum Kind {
        OPENED("ticket-opened"),
        RAISED("ticket-raised"),
        OCCURRENCE("ticket-occurrence"),
        REOPENED("ticket-reopened"),
        MEMBER_JOINED("member-joined"),
        MEMBER_RECOVERED("member-recovered"),
        BREACH_HELD("breach-held"),
        RECOVERY_HELD("recovery-held"),
        CAUSE_LINKED("cause-linked"),
        FLAPPING_STARTED("flapping-started"),
        FLAPPING_ENDED("flapping-ended"),
        RESOLVED("ticket-resolved"),
        LATE("late-breach-recorded"),
        LEVEL_NOTED("level-noted"),
        FORECAST_NOTED("forecast-noted"),
        FORECAST_WITHDRAWN("forecast-withdrawn"),
        ACKNOWLEDGED("ticket-acknowledged"),
        ASSIGNED("ticket-assigned"),
        UNASSIGNED("ticket-unassigned"),
        STARTED("ticket-started"),
        WAITING("ticket-waiting"),
        COMMENTED("ticket-commented"),
        LOWERED("ticket-lowered"),
        CLOSED("ticket-closed"),
        MERGED("ticket-merged"),
        TOOK_OVER("ticket-took-over"),
        SPLIT("ticket-split"),
        LINKED("ticket-linked"),
        UNLINKED("ticket-unlinked"),
        WARNED("sla-warning"),
        MISSED("sla-missed"),
        ESCALATED("ticket-escalated"),
        EMERGENCY_REQUESTED("emergency-requested"),
        TASK_SCHEDULED("task-scheduled"),
        TASK_MOVED("task-moved"),
        TASK_CANCELLED("task-cancelled"),
        PLACEMENT_INFEASIBLE("placement-infeasible"),
        RFC_DRAFTED("rfc-drafted"),
        TASK_STARTED("task-started"),
        TASK_COMPLETED("task-completed"),
        EMERGENCY_WITHDRAWN("emergency-withdrawn"),
        EMERGENCY_SUPERSEDED("emergency-superseded"),
        EMERGENCY_APPROVED("emergency-approved"),
        EMERGENCY_REJECTED("emergency-rejected"),
        EMERGENCY_NOTIFIED("emergency-notified"),
        EMERGENCY_STARTED("emergency-started"),
        EMERGENCY_UPDATED("emergency-updated"),
        EMERGENCY_UPDATE_OVERDUE("emergency-update-overdue"),
        EMERGENCY_OVERRAN("emergency-overran"),
        EMERGENCY_EXTENDED("emergency-extended"),
        EMERGENCY_ENDED("emergency-ended"),
        EMERGENCY_VERIFIED("emergency-verified"),
        EMERGENCY_REPORTED("emergency-reported"),
        EMERGENCY_REPORT_OVERDUE("emergency-report-overdue"),
        SYMPTOM_HELD("symptom-held"),
        COLLATERAL("collateral-marked");

        /** With these an episode comes on record. */
        static final Set<Kind> EPISODES =
                EnumSet.of(OPENED, RAISED, OCCURRENCE, REOPENED, MEMBER_JOINED);

        /** What becomes of an emergency window, which leaves its ticket as it is. */
        static final Set<Kind> OF_WINDOWS = EnumSet.range(EMERGENCY_REQUESTED, COLLATERAL);

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As replay prints it. */
        String type() {
            return type;
        }
    }
}
