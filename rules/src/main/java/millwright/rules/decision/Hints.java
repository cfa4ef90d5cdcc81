package millwright.rules.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody can do about the compiler's message, which was not written for them. */
final class Hints {
    /** What rules match, with the import that it needs; facts of this package need none. */
    private static final Map<String, String> FACTS = new TreeMap<>();

    static {
        String indicators = "import millwright.rules.indicator.";
        FACTS.put("Breach", indicators + "Breach;");
        FACTS.put("Recovery", indicators + "Recovery;");
        FACTS.put("Silence", indicators + "Silence;");
        List.of("OpenCase", "ResolvedCase", "Now").forEach(fact -> FACTS.put(fact, ""));
        for (Class<?> decision : Decision.class.getPermittedSubclasses()) {
            FACTS.put(
                    decision.getSimpleName(),
                    "import millwright.rules.decision.Decision." + decision.getSimpleName() + ";");
        }
    }

    private static final Pattern CLASS =
            Pattern.compile("find class: (\\w+)|^([A-Z]\\w*) cannot be resolved");
    private static final Pattern VARIABLE = Pattern.compile("^([$a-z]\\w*) cannot be resolved");
    private static final Pattern END_MISSING = Pattern.compile("mismatched input '<eof>'");
    private static final Pattern SYNTAX = Pattern.compile("\\[ERR \\d+\\]");
    private static final Pattern FIELD = Pattern.compile("left part of expression: (\\S+)");
    private static final Pattern METHOD = Pattern.compile("[Tt]he method (\\w+)\\(");

    private Hints() {}

    /** Empty where nothing is known that helps. */
    static String of(String message) {
        Matcher type = CLASS.matcher(message);
        if (type.find()) {
            return type(type.group(1) != null ? type.group(1) : type.group(2));
        }
        Matcher variable = VARIABLE.matcher(message);
        if (variable.find()) {
            return Nearest.to(variable.group(1), List.of("decisions", "drools"))
                    .map("Did you mean %s?"::formatted)
                    .orElse("Nothing of that name is bound in the conditions, as in $key : key");
        }
        if (END_MISSING.matcher(message).find()) {
            return "The last rule lacks its end";
        }
        if (SYNTAX.matcher(message).find()) {
            return "A rule is: rule \"its name\" when conditions then decisions.add( … ); end."
                    + " Look for a bracket or quotation mark that is not closed just before";
        }
        Matcher field = FIELD.matcher(message);
        if (field.find()) {
            return "The fact has no %s. Its fields are those that docs/rules.md lists"
                    .formatted(field.group(1));
        }
        if (METHOD.matcher(message).find()) {
            return "The right-hand side only adds decisions";
        }
        return message.contains("parse consequence")
                ? "The right-hand side is Java: end each line with ;"
                : "";
    }

    private static String type(String written) {
        String statement = FACTS.get(written);
        if (statement != null && !statement.isEmpty()) {
            return "Add above the rules: " + statement;
        }
        Optional<String> near = Nearest.to(written, FACTS.keySet());
        return near.map("Did you mean %s?"::formatted)
                .orElse("Rules can match " + String.join(", ", FACTS.keySet()));
    }
}
