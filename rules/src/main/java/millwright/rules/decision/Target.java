package millwright.rules.decision;

import java.util.Locale;

/** The two targets of a ticket (L-013 §2.3), each with a clock of its own. */
public enum Target {
    /** Until somebody acts. */
    RESPONSE,
    /** Until it is solved. */
    RESOLUTION;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
