package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Time that is permitted by plan (L-013 §4.1, Appendix F).
 *
 * @param types the work that it is for; at least one
 * @param lead beside that of the change type; the longer one holds
 * @param cab whether the board must have met on the work, whatever its type
 * @param approval the role that approves, for people
 */
public record MaintenanceWindow(
        String name,
        Recurrence times,
        Set<ChangeType> types,
        Scope scope,
        LeadTime lead,
        boolean cab,
        String approval) {
    public MaintenanceWindow {
        requireNonNull(name, "name");
        requireNonNull(times, "times");
        requireNonNull(scope, "scope");
        requireNonNull(lead, "lead");
        requireNonNull(approval, "approval");
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    "it is for no work. Write such as for: [standard, normal].");
        }
        types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    }
}
