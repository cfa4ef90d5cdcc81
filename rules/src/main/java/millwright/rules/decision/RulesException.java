package millwright.rules.decision;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;

/** The rules cannot be used; says everything that is wrong with them at once. */
public final class RulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Comparator<RuleProblem> IN_READING_ORDER =
            Comparator.comparing(RuleProblem::file)
                    .thenComparing(RuleProblem::line)
                    .thenComparing(RuleProblem::column)
                    .thenComparing(RuleProblem::message);

    private final transient List<RuleProblem> problems;

    /**
     * @param problems at least one, in any order
     */
    public RulesException(List<RuleProblem> problems) {
        super(message(ordered(problems)));
        this.problems = ordered(problems);
    }

    /** In the order in which somebody reads the files. */
    public List<RuleProblem> problems() {
        return problems;
    }

    static List<RuleProblem> ordered(List<RuleProblem> problems) {
        return problems.stream().distinct().sorted(IN_READING_ORDER).toList();
    }

    private static String message(List<RuleProblem> problems) {
        return "The rules have %d problem%s:\n%s"
                .formatted(
                        problems.size(),
                        problems.size() == 1 ? "" : "s",
                        problems.stream().map(p -> "  " + p).collect(joining("\n")));
    }
}
