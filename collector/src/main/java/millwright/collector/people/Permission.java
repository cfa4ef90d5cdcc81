package millwright.collector.people;

import static millwright.collector.people.Role.ADMINISTRATOR;
import static millwright.collector.people.Role.CHANGE_COORDINATOR;
import static millwright.collector.people.Role.ENGINEER;
import static millwright.collector.people.Role.IT_DIRECTOR;
import static millwright.collector.people.Role.OPERATIONS_MANAGER;
import static millwright.collector.people.Role.VIEWER;

import java.util.List;

/** What somebody may do, and the roles that may: the authority first, then its deputies. */
public enum Permission {
    READ(VIEWER, ENGINEER, CHANGE_COORDINATOR, OPERATIONS_MANAGER, IT_DIRECTOR, ADMINISTRATOR),

    /** Acknowledge, assign, comment, merge, raise, resolve, close. */
    WORK_ON_TICKETS(ENGINEER, CHANGE_COORDINATOR, OPERATIONS_MANAGER, IT_DIRECTOR),

    /** Make a ticket less urgent; not for the engineer whose clock it stretches. */
    LOWER_PRIORITY(OPERATIONS_MANAGER, IT_DIRECTOR),

    /** L-013 §4.2: activate an emergency window for High, up to 2 hours. */
    APPROVE_P2_EMERGENCY(OPERATIONS_MANAGER, IT_DIRECTOR),

    /** L-013 §4.2: activate an emergency window for Critical, up to 4 hours. */
    APPROVE_P1_EMERGENCY(IT_DIRECTOR, OPERATIONS_MANAGER),

    /** Draft, submit, schedule and close changes (L-013 §6.1). */
    MANAGE_CHANGES(CHANGE_COORDINATOR, OPERATIONS_MANAGER, IT_DIRECTOR),

    /** L-013 §6.2: standard changes, which the CAB only records. */
    APPROVE_STANDARD_CHANGES(OPERATIONS_MANAGER),

    /** L-013 §6.2: normal changes, after full CAB review. */
    APPROVE_NORMAL_CHANGES(IT_DIRECTOR),

    /** One-off windows, blackouts and freezes; where a standing task moves (L-013 Appendix F). */
    KEEP_CALENDAR(OPERATIONS_MANAGER, IT_DIRECTOR),

    /** L-013 §4.3: lift a blackout or freeze on one of its grounds. */
    GRANT_EXEMPTIONS(IT_DIRECTOR),

    /** Say on which day a feast begins, when the moon was seen (L-013 §5.1). */
    CONFIRM_FEASTS(OPERATIONS_MANAGER, IT_DIRECTOR, CHANGE_COORDINATOR),

    /** Say that a standing task was done, with the evidence (L-013 §3). */
    COMPLETE_TASKS(ENGINEER, CHANGE_COORDINATOR, OPERATIONS_MANAGER, IT_DIRECTOR),

    /** L-013 §9.1: start an emergency rollback before anybody has authorized it. */
    INITIATE_ROLLBACK(ENGINEER, OPERATIONS_MANAGER),

    /** L-013 §9.1; the IT Director is told of each. */
    AUTHORIZE_ROLLBACK(OPERATIONS_MANAGER),

    /** People, tokens, agents, and taking new rules into force. */
    ADMINISTER(ADMINISTRATOR);

    @SuppressWarnings("ImmutableEnumChecker") // List.of's is; only its type does not say so
    private final List<Role> roles;

    Permission(Role... roles) {
        this.roles = List.of(roles);
    }

    /** At least one; the first is the authority, the others are its deputies. */
    public List<Role> roles() {
        return roles;
    }
}
