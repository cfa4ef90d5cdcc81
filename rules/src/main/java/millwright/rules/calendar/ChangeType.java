package millwright.rules.calendar;

import java.util.Locale;

/** How a piece of work is approved (L-013 §6.1, §6.2). */
public enum ChangeType {
    /** Automated and approved for good: backups, rotation, checks. No change. */
    ROUTINE,
    STANDARD,
    NORMAL,
    EMERGENCY;

    /** As people write it: {@code standard}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
