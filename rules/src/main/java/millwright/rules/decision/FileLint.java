package millwright.rules.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that a rule file must not need: they make a replay differ from what was live. */
final class FileLint {
    private static final Map<Pattern, String> UNWANTED = new LinkedHashMap<>();

    static {
        UNWANTED.put(
                Pattern.compile("\\bsalience\\b"),
                "salience orders rules, and the order must not matter. A condition is missing: add"
                        + " it.");
        UNWANTED.put(
                Pattern.compile(
                        "\\b(Instant\\.now|LocalDate(Time)?\\.now|currentTimeMillis|nanoTime|new"
                                + " Date)\\b"),
                "a rule reads no clock, or a replay decides otherwise. Match Now( $now : at )"
                        + " instead.");
        UNWANTED.put(
                Pattern.compile("\\b(insert|insertLogical|update|modify|retract|delete)\\s*[({]"),
                "a rule changes no facts: it adds decisions. Put what it knows into the condition"
                        + " of the other rule.");
        UNWANTED.put(
                Pattern.compile("\\bjava\\.(io|net|nio)\\b"),
                "a rule reads no file and asks no server: what it needs comes as facts.");
    }

    private FileLint() {}

    static List<RuleProblem> of(String name, String drl) {
        List<RuleProblem> problems = new ArrayList<>();
        List<String> lines = WithoutComments.of(drl).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            for (Map.Entry<Pattern, String> word : UNWANTED.entrySet()) {
                Matcher found = word.getKey().matcher(lines.get(i));
                if (found.find()) {
                    problems.add(new RuleProblem(name, i + 1, found.start() + 1, word.getValue()));
                }
            }
        }
        return problems;
    }
}
