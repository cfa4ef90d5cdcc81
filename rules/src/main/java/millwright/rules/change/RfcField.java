package millwright.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sixteen fields of a request for change, all of them mandatory (L-013 §6.1), in its order. */
public enum RfcField {
    ID("RFC ID", false),
    TITLE("Title", true),
    REQUESTER("Requester", false),
    SUBMITTED("Date Submitted", false),
    PROPOSED("Proposed Date/Time", false),
    DURATION("Duration", false),
    SYSTEMS("System(s) Affected", false),
    TYPE("Change Type", false),
    CATEGORY("Change Category", true),
    DESCRIPTION("Description", true),
    JUSTIFICATION("Business Justification", true),
    RISK("Risk Assessment", true),
    BACKOUT("Backout Plan", true),
    TESTING("Testing Plan", true),
    RESOURCES("Resources Required", true),
    COMMUNICATION("Communication Plan", true);

    private final String title;
    private final boolean text;

    RfcField(String title, boolean text) {
        this.title = title;
        this.text = text;
    }

    /** As L-013 names it. */
    public String title() {
        return title;
    }

    /** Whether it is a text that people write; of the others it is a value that says it. */
    public boolean isText() {
        return text;
    }

    /** As interfaces write it: {@code backout}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RfcField> parse(String code) {
        return Arrays.stream(values()).filter(field -> field.code().equals(code)).findFirst();
    }
}
