package millwright.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a board looks at: the eight criteria of L-013 §6.2, and what §6.1 asks before it. */
public enum Criterion {
    FIELDS("All sixteen fields are given"),
    IN_TIME("It was handed in in time"),
    JUSTIFICATION("Business justification is valid"),
    RISK("Risk assessment is complete"),
    BACKOUT("Backout plan is documented and tested"),
    TESTING("Testing plan is adequate"),
    WINDOW("Maintenance window is appropriate"),
    BLACKOUT("No conflicts with blackout periods or freezes"),
    RESOURCES("Resources are available"),
    COMMUNICATION("Communication plan is complete");

    private final String title;

    Criterion(String title) {
        this.title = title;
    }

    /** As L-013 has it, a sentence without its full stop. */
    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Criterion> parse(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** What a machine can say of it. */
    public enum Result {
        MET,
        NOT_MET,
        /** Nothing that a machine sees is against it; the rest is for people to judge. */
        TO_JUDGE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return this == TO_JUDGE ? "to be judged" : code().replace('_', ' ');
        }
    }

    /**
     * One criterion looked at.
     *
     * @param evidence what it was looked at by, for people
     */
    public record Checked(Criterion criterion, Result result, String evidence) {}
}
