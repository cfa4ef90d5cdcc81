package millwright.collector.calendar;

import java.util.stream.Collectors;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Proposal;

/** Who may do what to the calendar, and by which of their roles. */
public final class Authority {
    private Authority() {}

    /** What it takes to put such an entry in. */
    public static Permission of(OneOff.Kind kind) {
        return kind == OneOff.Kind.EXEMPTION
                ? Permission.GRANT_EXEMPTIONS
                : Permission.KEEP_CALENDAR;
    }

    /**
     * @return the word of the role by which they may, for the record
     * @throws CalendarRefusedException if they may not
     */
    static String role(Person person, Permission permission) {
        return permission.roles().stream()
                .filter(person.roles()::contains)
                .findFirst()
                .map(Role::word)
                .orElseThrow(() -> refusal(person, permission));
    }

    /** The window's own approver (L-013 Appendix F); the IT Director may in anybody's place. */
    static String role(Person person, Proposal proposal) {
        Role approver =
                Role.parse(proposal.approval().replace(' ', '_')).orElse(Role.OPERATIONS_MANAGER);
        if (person.roles().contains(approver)) {
            return approver.word();
        }
        if (person.roles().contains(Role.IT_DIRECTOR)) {
            return Role.IT_DIRECTOR.word();
        }
        throw new CalendarRefusedException(
                CalendarRefusedException.Why.NOT_ALLOWED,
                "%s may not do this: work in the window %s is approved by the %s (L-013 Appendix F)."
                        .formatted(person.displayName(), proposal.window(), approver.title()));
    }

    private static CalendarRefusedException refusal(Person person, Permission permission) {
        return new CalendarRefusedException(
                CalendarRefusedException.Why.NOT_ALLOWED,
                "%s may not do this: it takes the role %s, and %s is %s."
                        .formatted(
                                person.displayName(),
                                titles(permission.roles()),
                                person.name(),
                                titles(person.roles())));
    }

    private static String titles(Iterable<Role> roles) {
        return java.util.stream.StreamSupport.stream(roles.spliterator(), false)
                .map(Role::title)
                .collect(Collectors.joining(" or "));
    }
}
