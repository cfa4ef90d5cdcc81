package millwright.rules.calendar;

import java.util.EnumSet;
import java.util.Set;

/**
 * One time that is permitted by plan, or by a person.
 *
 * @param key see {@link CalendarEntry}
 * @param overrides whether it holds whatever forbids it: an exemption
 */
record Permit(
        String key,
        String name,
        Span span,
        Set<ChangeType> types,
        Scope scope,
        LeadTime lead,
        boolean cab,
        String approval,
        String reason,
        boolean overrides,
        int revision) {
    private static final Set<ChangeType> CHANGES =
            EnumSet.of(ChangeType.STANDARD, ChangeType.NORMAL, ChangeType.EMERGENCY);

    static Permit of(MaintenanceWindow window, Span span, String key) {
        return new Permit(
                key,
                window.name(),
                span,
                window.types(),
                window.scope(),
                window.lead(),
                window.cab(),
                window.approval(),
                "",
                false,
                0);
    }

    static Permit of(OneOff entry) {
        return new Permit(
                entry.id(),
                entry.name(),
                entry.span(),
                CHANGES,
                entry.scope(),
                LeadTime.NONE,
                false,
                entry.by(),
                entry.reason(),
                entry.kind() == OneOff.Kind.EXEMPTION,
                entry.revision());
    }

    /** Emergencies need no window, so any window does for them. */
    boolean isFor(ChangeType type) {
        return types.contains(type)
                || (type == ChangeType.EMERGENCY && types.contains(ChangeType.NORMAL));
    }

    /** The work that a listing judges it by: routine only where it takes nothing else. */
    ChangeType typicalType() {
        return types.stream()
                .filter(type -> type != ChangeType.ROUTINE)
                .findFirst()
                .orElse(ChangeType.ROUTINE);
    }
}
