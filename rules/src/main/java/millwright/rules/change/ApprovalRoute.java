package millwright.rules.change;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeTerms.Review;

/**
 * Who must agree to a change, and before which board (L-013 §6.2).
 *
 * @param authorities titles of roles, each of which must approve, by different people; at least one
 */
public record ApprovalRoute(Review review, List<String> authorities) {
    /** As a policy writes several: {@code IT Director and Operations Manager}. */
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:,|\\+|\\band\\b)\\s*");

    private static final Set<String> NOBODY = Set.of("", "pre-approved", "n/a", "none");

    public ApprovalRoute {
        requireNonNull(review, "review");
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "nobody approves the change. Name a role such as Operations Manager.");
        }
    }

    /**
     * The type's own, and what the window asks for beside it.
     *
     * @param window the roles that a window names; may be empty
     * @param board whether the window needs a meeting of the regular board
     */
    public static ApprovalRoute of(ChangeTerms terms, String window, boolean board) {
        Set<String> roles = new LinkedHashSet<>(roles(terms.authority()));
        if (terms.review() != Review.EMERGENCY_CAB) {
            roles.addAll(roles(window));
        }
        Review review = board && terms.review() == Review.RECORD ? Review.CAB : terms.review();
        return new ApprovalRoute(review, List.copyOf(roles));
    }

    /** The roles that a policy names in one text; none where it is approved for good. */
    static List<String> roles(String text) {
        return Arrays.stream(BETWEEN.split(text.replace("(CAB)", "").strip()))
                .map(String::strip)
                .filter(role -> !NOBODY.contains(role))
                .collect(Collectors.toList());
    }

    /** For people: {@code full CAB: IT Director}. */
    public String words() {
        String board =
                switch (review) {
                    case RECORD -> "record only";
                    case CAB -> "full CAB";
                    case EMERGENCY_CAB -> "emergency CAB";
                };
        return board + ": " + String.join(" and ", authorities);
    }
}
