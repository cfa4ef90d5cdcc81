package millwright.rules.decision;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text of a rule file with blanks where comments and strings stand, so that columns remain. */
final class WithoutComments {
    private static final Pattern ASIDE =
            Pattern.compile("//[^\n]*|/\\*.*?\\*/|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    private WithoutComments() {}

    static String of(String drl) {
        return ASIDE.matcher(drl).replaceAll(WithoutComments::blank);
    }

    private static String blank(MatchResult aside) {
        return aside.group().replaceAll("[^\n]", " ");
    }
}
