package millwright.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import millwright.collector.rulebook.RuleCheck;
import millwright.rules.decision.RuleProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compiles rules and says what is wrong or odd about them. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Compile rules and look for what will not do what somebody meant: limits that never"
                    + " fire, rows that never win or contradict each other, unknown indicators.",
        footer = "Exit codes: 0 nothing found, 1 usable but odd, 2 cannot be used.")
final class RulesCheckCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "a line for each finding, or one JSON object a line",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Logging.quiet();
        PrintWriter out = spec.commandLine().getOut();
        RuleCheck check = RuleCheck.of(rules.sources());
        List<String> lines = new ArrayList<>();
        for (RuleProblem problem : check.problems()) {
            lines.add(line("error", problem));
        }
        for (RuleProblem warning : check.warnings()) {
            lines.add(line("warning", warning));
        }
        lines.forEach(out::println);
        if (format == Format.TEXT) {
            out.println(summary(check));
        }
        out.flush();
        if (!check.isUsable()) {
            return ExitCode.USAGE;
        }
        return check.warnings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String summary(RuleCheck check) {
        if (!check.isUsable()) {
            return "These rules cannot be used: %d errors.".formatted(check.problems().size());
        }
        return check.warnings().isEmpty()
                ? "%d rows, %d rule files: nothing odd.".formatted(check.rows(), check.files())
                : "%d rows, %d rule files: usable, %d warnings."
                        .formatted(check.rows(), check.files(), check.warnings().size());
    }

    private String line(String severity, RuleProblem problem) throws JsonProcessingException {
        if (format == Format.TEXT) {
            return "%-7s  %s".formatted(severity, problem);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("severity", severity);
        members.put("file", problem.file());
        members.put("line", problem.line());
        members.put("column", problem.column());
        members.put("message", problem.message());
        members.put("hint", problem.hint());
        return new JsonMapper().writeValueAsString(members);
    }
}
